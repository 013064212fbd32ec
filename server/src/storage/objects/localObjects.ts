/** Finished files in a folder of this machine. */
import { createHash } from "node:crypto";
import { lstat, mkdir, open, readdir, realpath, rm, rmdir, stat, type FileHandle } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createWriteStream, type Stats } from "node:fs";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import { onFile } from "../fileProblems.js";
import { replaceWhole } from "../halfFiles.js";
import { fileHash } from "./fileHash.js";
import { contentTypeOf, isPlainKey } from "./objectKeys.js";
import type { ByteRange, ObjectInfo, ObjectStorage, PutOptions } from "./objectStorage.js";

/** Bytes; with the usual 64 KB a large file takes three times as long. */
const readAtOnce = 512 * 1024;

/** Files whose sizes are asked for at once. */
const statsAtOnce = 32;

export class LocalObjects implements ObjectStorage {
  readonly kind = "local";
  private readonly root: string;

  /** `root` need not exist yet. */
  constructor(root: string) {
    this.root = resolve(root);
  }

  async put(key: string, file: string, { signal, progress }: PutOptions): Promise<ObjectInfo> {
    const path = this.pathOf(key);
    try {
      await onFile(path, async () => {
        await mkdir(dirname(path), { recursive: true });
        await this.refuseOutside(path);
        await replaceWhole(path, (half) => copied(file, half, signal, progress));
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
    const info = await this.head(key, signal);
    if (info === null) throw new ProblemError(problem("storage-corrupt", `${path} is gone after it was written.`));
    return info;
  }

  async head(key: string, signal: AbortSignal): Promise<ObjectInfo | null> {
    signal.throwIfAborted();
    const path = this.pathOf(key);
    return orNull(path, async () => {
      await this.refuseOutside(path);
      return infoOf(key, await stat(path));
    });
  }

  async read(
    key: string,
    signal: AbortSignal,
    range?: ByteRange,
  ): Promise<{ info: ObjectInfo; body: Readable } | null> {
    signal.throwIfAborted();
    const path = this.pathOf(key);
    return orNull(path, async () => {
      await this.refuseOutside(path);
      const file = await open(path, "r");
      const info = await file.stat().then((found) => infoOf(key, found), closing(file));
      if (info !== null) return { info, body: file.createReadStream({ ...range, highWaterMark: readAtOnce }) };
      await file.close();
      return null;
    });
  }

  async bytes(signal: AbortSignal): Promise<number> {
    const keys = await this.keys("");
    let bytes = 0;
    for (let at = 0; at < keys.length; at += statsAtOnce) {
      signal.throwIfAborted();
      // Null for what was removed meanwhile.
      const found = keys.slice(at, at + statsAtOnce).map((key) => lstat(join(this.root, key)).catch(() => null));
      for (const entry of await Promise.all(found)) bytes += entry?.isFile() === true ? entry.size : 0;
    }
    return bytes;
  }

  async removeAll(prefix: string, signal: AbortSignal): Promise<void> {
    if (prefix === "") throw new Error("the prefix of what is removed is empty");
    for (const key of await this.keys(prefix)) {
      signal.throwIfAborted();
      const path = this.pathOf(key);
      await onFile(path, () => rm(path, { force: true }));
      await this.removeEmpty(dirname(path));
    }
  }

  address(): Promise<null> {
    return Promise.resolve(null);
  }

  private pathOf(key: string): string {
    if (!isPlainKey(key)) throw new ProblemError(problem("path-refused", `${JSON.stringify(key)} is no key.`));
    return join(this.root, key);
  }

  /** A folder below the root may be a link to somewhere else. */
  private async refuseOutside(path: string): Promise<void> {
    const root = await realpath(this.root);
    const real = await realpath(path).catch(() => realpath(dirname(path)));
    if (real !== root && !real.startsWith(root + sep))
      throw new ProblemError(problem("path-refused", `${path} leads out of ${this.root}.`));
  }

  /** The keys that begin with the prefix; links are not followed. */
  private async keys(prefix: string): Promise<string[]> {
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    if (folder !== "" && !isPlainKey(folder.slice(0, -1))) return [];
    const path = join(this.root, folder);
    const entries = (await orNull(path, () => readdir(path, { recursive: true, withFileTypes: true }))) ?? [];
    const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
    const keys = files.map((file) => file.slice(this.root.length + 1).replaceAll(sep, "/"));
    return keys.filter((key) => key.startsWith(prefix));
  }

  private async removeEmpty(folder: string): Promise<void> {
    for (let at = folder; at.startsWith(this.root + sep); at = dirname(at)) {
      try {
        await rmdir(at);
      } catch {
        return;
      }
    }
  }
}

/** Copies with a look at the copy: what reached the disk is what was read. */
async function copied(from: string, to: string, signal: AbortSignal, progress?: (bytes: number) => void) {
  signal.throwIfAborted();
  const source = await open(from, "r");
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      progress?.((bytes += chunk.length));
      done(null, chunk);
    },
  });
  await pipeline(source.createReadStream(), counted, createWriteStream(to), { signal });
  const copy = await open(to, "r");
  try {
    if ((await fileHash(copy, signal)) !== hash.digest("hex"))
      throw new ProblemError(problem("storage-corrupt", `${to} does not hold what ${from} held.`));
  } finally {
    await copy.close();
  }
}

function infoOf(key: string, found: Stats): ObjectInfo | null {
  if (!found.isFile()) return null;
  const { size, mtime, mtimeMs, ino } = found;
  const etag = [size, Math.round(mtimeMs * 1000), ino].map((part) => part.toString(36)).join("-");
  return { key, size, etag, modified: mtime, contentType: contentTypeOf(key) };
}

/** Null where there is no such file. */
async function orNull<T>(path: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(code)) return null;
    return onFile(path, () => Promise.reject(error as Error));
  }
}

function closing(file: FileHandle): (error: unknown) => Promise<never> {
  return async (error) => {
    await file.close();
    throw error;
  };
}
