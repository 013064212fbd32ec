import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

/** The SHA-256 of an open file, in hexadecimal; the file stays open. */
export async function fileHash(file: FileHandle, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false, signal })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
