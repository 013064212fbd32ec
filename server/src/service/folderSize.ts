/** Bytes of all files below a folder, counted again only after a while: a scrape must not walk the disk each time. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Milliseconds. */
const goodFor = 60_000;
/** Files whose sizes are asked for at once. */
const atOnce = 32;

export class FolderSize {
  private counted: { at: number; bytes: Promise<number> } | null = null;

  constructor(private readonly folder: string) {}

  bytes(): Promise<number> {
    if (this.counted === null || Date.now() - this.counted.at > goodFor)
      this.counted = { at: Date.now(), bytes: count(this.folder) };
    return this.counted.bytes;
  }
}

async function count(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  let bytes = 0;
  for (let at = 0; at < files.length; at += atOnce) {
    const sizes = files.slice(at, at + atOnce).map(({ parentPath, name }) =>
      stat(join(parentPath, name)).then(
        ({ size }) => size,
        // Removed meanwhile.
        () => 0,
      ),
    );
    for (const size of await Promise.all(sizes)) bytes += size;
  }
  return bytes;
}
