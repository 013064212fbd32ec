/** Bytes as a file for as long as some work takes that wants a path. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onFile } from "./fileProblems.js";

/** Gives the work a file of this name, alone in a folder; both are gone afterwards. Throws ProblemError `disk-…`. */
export async function withTemporaryFile<T>(name: string, data: Buffer, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await onFile(tmpdir(), () => mkdtemp(join(tmpdir(), "manim-video-")));
  try {
    const path = join(folder, name);
    await onFile(path, () => writeFile(path, data));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
