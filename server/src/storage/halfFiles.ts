/**
 * A file being written lies beside its place under a name of its own, which says whose it is: a process that was killed
 * while writing leaves one behind, and the next that writes the same file removes it.
 */
import { randomUUID } from "node:crypto";
import { open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Fills a file beside `path` and moves it there: a reader sees the old file or the new one. Rejects as the file system does. */
export async function replaceWhole(path: string, fill: (half: string) => Promise<void>): Promise<void> {
  await removeAbandoned(path);
  const half = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.half`;
  try {
    await fill(half);
    await toDisk(half);
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Removes what processes that are gone left beside `path`. */
async function removeAbandoned(path: string): Promise<void> {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  for (const name of await readdir(folder)) {
    const writer = name.startsWith(prefix) ? /^(\d+)-[0-9a-f]{8}\.half$/.exec(name.slice(prefix.length)) : null;
    if (writer !== null && !isAlive(Number(writer[1]))) await rm(join(folder, name), { force: true });
  }
}

/** A rename may reach the disk before what was written, and a power cut between them would leave half a file. */
async function toDisk(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether a process of this machine has this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
