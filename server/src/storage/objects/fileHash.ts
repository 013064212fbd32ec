import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

/** Bytes read at a time. */
const stretch = 1024 * 1024;

/** The SHA-256 of an open file, in hexadecimal; the file stays open. Throws the signal's reason when aborted. */
export async function fileHash(file: FileHandle, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const bytes = Buffer.alloc(stretch);
  for (let at = 0; ;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(bytes, 0, stretch, at);
    if (bytesRead === 0) return hash.digest("hex");
    hash.update(bytes.subarray(0, bytesRead));
    at += bytesRead;
  }
}
