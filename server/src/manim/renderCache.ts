/** Rendered scenes by content: the same code, Manim and quality are rendered once. A cut render never enters. */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
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

/** Bytes that are kept: some thousands of scenes. */
const mostBytes = 10e9;
/** Milliseconds since its last use for which a render is kept whatever its size: a job may be about to combine it. */
const spared = 3600_000;

export interface RenderCacheLimits {
  mostBytes?: number;
  spared?: number;
}

export class RenderCache {
  private readonly limits: Required<RenderCacheLimits>;
  /** Bytes put since it was last looked whether there are too many; nobody knows how many there are at first. */
  private grown = Infinity;

  constructor(
    private readonly folder: string,
    limits: RenderCacheLimits = {},
  ) {
    this.limits = { mostBytes, spared, ...limits };
  }

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
      if ((await stat(path)).size !== size) return null;
      const now = new Date();
      // In a cache that may only be read, nothing is removed by its age either.
      await utimes(path, now, now).catch(() => undefined);
      return { path, ...render };
    } catch {
      return null;
    }
  }

  /**
   * Takes a copy of a finished render, in the place of those that were not used for longest. The entry is written last:
   * without it the video does not count. Throws ProblemError when the disk is full or may not be written.
   */
  async put(key: string, video: string, render: RenderResult): Promise<CachedRender> {
    const { duration, frames, sections, timeline } = render;
    const path = join(this.folder, `${key}.mp4`);
    await onFile(this.folder, async () => {
      await mkdir(this.folder, { recursive: true });
      await replaceWhole(path, (half) => copyFile(video, half));
      const { size } = await stat(path);
      const entry = JSON.stringify({ size, duration, frames, sections, timeline });
      await replaceWhole(join(this.folder, `${key}.json`), (half) => writeFile(half, entry));
      this.grown += size;
      if (this.grown > this.limits.mostBytes / 20) await this.prune();
    });
    return { path, duration, frames, sections, timeline };
  }

  /** Removes the renders that were not used for longest, until the others fit. */
  private async prune(): Promise<void> {
    this.grown = 0;
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(".mp4"));
    const videos = await Promise.all(names.map((name) => usedAt(join(this.folder, name))));
    const oldest = videos.filter((video) => video !== null).sort((one, other) => one.used - other.used);
    let bytes = oldest.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of oldest) {
      if (bytes <= this.limits.mostBytes) return;
      // It may have been used since it was looked at.
      const now = await usedAt(path);
      if (now !== null && Date.now() - now.used < this.limits.spared) continue;
      await rm(path.replace(/mp4$/, "json"), { force: true });
      await rm(path, { force: true });
      bytes -= size;
    }
  }
}

/** When a video was put or found for the last time, in milliseconds; null when another process has removed it. */
async function usedAt(path: string): Promise<{ path: string; size: number; used: number } | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, size, used: mtimeMs };
  } catch {
    return null;
  }
}
