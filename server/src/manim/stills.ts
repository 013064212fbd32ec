/** A small picture of each scene's end, by content, in the extension's own storage. */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { onFile } from "../storage/fileProblems.js";
import { replaceWhole } from "../storage/halfFiles.js";

/** The newest are kept: of about a hundred videos, and some 20 MB. */
const most = 600;

export class Stills {
  constructor(
    private readonly folder: string,
    private readonly kept = most,
  ) {}

  key(code: string, scene: string, manim: string): string {
    return createHash("sha256")
      .update(JSON.stringify([code, scene, manim]))
      .digest("hex")
      .slice(0, 32);
  }

  /** The path of the picture with this key, or null. */
  async get(key: string): Promise<string | null> {
    const path = this.path(key);
    try {
      if ((await stat(path)).size === 0) return null;
      await utimes(path, new Date(), new Date());
      return path;
    } catch {
      return null;
    }
  }

  /** Takes a copy; the oldest go. Throws ProblemError when the disk does not take it. */
  async put(key: string, picture: string): Promise<string> {
    const path = this.path(key);
    await onFile(this.folder, async () => {
      await mkdir(this.folder, { recursive: true });
      await replaceWhole(path, (half) => copyFile(picture, half));
      await this.prune();
    });
    return path;
  }

  private path(key: string): string {
    return join(this.folder, `${key}.png`);
  }

  private async prune(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(".png"));
    if (names.length <= this.kept) return;
    const aged = await Promise.all(
      names.map(async (name) => {
        const path = join(this.folder, name);
        return {
          path,
          at: await stat(path).then(
            ({ mtimeMs }) => mtimeMs,
            () => 0,
          ),
        };
      }),
    );
    aged.sort((one, other) => one.at - other.at);
    await Promise.all(aged.slice(0, names.length - this.kept).map(({ path }) => rm(path, { force: true })));
  }
}
