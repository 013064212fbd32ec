/** The only file that writes into the user's workspace. Every path is inside the video's folder, every write whole or not at all. */
import { createHash } from "node:crypto";
import { copyFile, lstat, mkdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { onFile } from "./fileProblems.js";
import { replaceWhole } from "./halfFiles.js";

/** The hash by which a file's text is told from another. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export class VideoFolder {
  constructor(readonly path: string) {}

  /** The text of a file, or null when it is not there. */
  async read(name: string): Promise<string | null> {
    const path = this.inside(name);
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      return onFile(path, () => Promise.reject(error as Error));
    }
  }

  /** Whether there is a file of this name that holds something. */
  async has(name: string): Promise<boolean> {
    return lstat(this.inside(name)).then(
      (entry) => entry.isFile() && entry.size > 0,
      () => false,
    );
  }

  /** Writes a text whole: a reader sees the old text or the new one. */
  async write(name: string, text: string): Promise<void> {
    await this.replace(name, (half) => writeFile(half, text));
  }

  /** Copies a finished file in, whole or not at all. */
  async take(name: string, from: string): Promise<void> {
    await this.replace(name, (half) => copyFile(from, half));
  }

  /** Moves a file of the user's out of the way; returns its new name. */
  async setAside(name: string): Promise<string> {
    const stamp = new Date().toISOString().replace(/[:.]/g, "-");
    const aside = join(dirname(name), ".earlier", `${stamp}-${basename(name)}`);
    const path = this.inside(aside);
    await this.refuseLinks(dirname(path));
    await onFile(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      await rename(this.inside(name), path);
    });
    return aside;
  }

  async remove(name: string): Promise<void> {
    const path = this.inside(name);
    await onFile(path, () => rm(path, { force: true }));
  }

  /** Removes the folder with all that lies in it; false when it holds no storyboard, and so is no video's. */
  async removeAll(): Promise<boolean> {
    if (!(await this.has("storyboard.json"))) return false;
    await this.refuseLinks(resolve(this.path));
    await onFile(this.path, () => rm(this.path, { recursive: true }));
    return true;
  }

  /** The absolute path of a name in this folder; refuses one that leads out of it. */
  inside(name: string): string {
    const path = resolve(this.path, name);
    if (!path.startsWith(resolve(this.path) + sep))
      throw new ProblemError(problem("path-refused", `${JSON.stringify(name)} is not inside ${this.path}.`));
    return path;
  }

  private async replace(name: string, fill: (half: string) => Promise<void>): Promise<void> {
    const path = this.inside(name);
    await onFile(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      await this.refuseLinks(dirname(path));
      await replaceWhole(path, fill);
    });
  }

  /** A cloned repository could hold `scenes` as a link to somewhere else. */
  private async refuseLinks(folder: string): Promise<void> {
    const root = resolve(this.path);
    for (let at = resolve(folder); at.startsWith(root); at = dirname(at)) {
      const link = await lstat(at).then(
        (entry) => entry.isSymbolicLink(),
        () => false,
      );
      if (link)
        throw new ProblemError(
          problem("path-refused", `${at} is a link to ${await realpath(at).catch(() => "nowhere")}.`),
        );
    }
  }
}
