/** Rendered scenes by content: the same code, Manim and quality are rendered once. A cut render never enters. */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Quality } from "../../../protocol/settings.js";
import type { PlayMark, RenderResult, SectionMark } from "../../../protocol/worker.js";
import { onFile } from "../storage/fileProblems.js";
import { replaceWhole } from "../storage/halfFiles.js";
import { PlayMarks } from "./answers.js";

/** What is kept beside each video; `size` tells a cut file from a whole one. */
const Entry = z.object({
  size: z.number(),
  duration: z.number(),
  frames: z.number(),
  sections: z.array(z.object({ name: z.string(), start: z.number() })),
  timeline: PlayMarks,
});

export interface CachedRender {
  path: string;
  duration: number;
  frames: number;
  sections: SectionMark[];
  timeline: PlayMark[];
}

/** Raise when the worker's way of rendering changes, so that older renders are not used. */
const recipe = 2;

export class RenderCache {
  constructor(private readonly folder: string) {}

  /** The key of a scene's render. */
  key(
    code: string,
    scene: string,
    quality: Quality,
    manim: string,
    encoding: "full" | "draft" | "opengl" = "full",
  ): string {
    return createHash("sha256")
      .update(JSON.stringify([recipe, code, scene, quality, manim, encoding]))
      .digest("hex");
  }

  /** The render with this key, or null when there is none that is whole. */
  async get(key: string): Promise<CachedRender | null> {
    const path = join(this.folder, `${key}.mp4`);
    try {
      const entry = Entry.parse(JSON.parse(await readFile(join(this.folder, `${key}.json`), "utf8")));
      const { size, ...render } = entry;
      return (await stat(path)).size === size ? { path, ...render } : null;
    } catch {
      return null;
    }
  }

  /**
   * Takes a copy of a finished render. The entry is written last: without it the video does not count. Throws
   * ProblemError when the disk is full or may not be written.
   */
  async put(key: string, video: string, render: RenderResult): Promise<CachedRender> {
    const { duration, frames, sections, timeline } = render;
    const path = join(this.folder, `${key}.mp4`);
    await onFile(this.folder, async () => {
      await mkdir(this.folder, { recursive: true });
      await replaceWhole(path, (half) => copyFile(video, half));
      const entry = JSON.stringify({ size: (await stat(path)).size, duration, frames, sections, timeline });
      await replaceWhole(join(this.folder, `${key}.json`), (half) => writeFile(half, entry));
    });
    return { path, duration, frames, sections, timeline };
  }
}
