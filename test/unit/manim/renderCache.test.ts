import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RenderCache } from "../../../server/src/manim/renderCache.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "renders-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [size, hour] = [1000, 3600_000];

async function put(cache: RenderCache, key: string): Promise<void> {
  const video = join(folder, "rendered");
  writeFileSync(video, Buffer.alloc(size));
  const render = { path: video, duration: 1, frames: 15, sections: [], timeline: [] };
  await cache.put(key, video, render as unknown as Parameters<RenderCache["put"]>[2]);
}

/** As if it had been used so many hours ago for the last time. */
function age(key: string, hours: number): void {
  const then = new Date(Date.now() - hours * hour);
  utimesSync(join(folder, `${key}.mp4`), then, then);
}

const kept = (): string[] =>
  readdirSync(folder)
    .flatMap((name) => (name.endsWith(".mp4") ? [name.slice(0, -4)] : []))
    .sort();

describe("the cache of renders", () => {
  it("keeps what was used last, and no more than fits", async () => {
    const cache = new RenderCache(folder, { mostBytes: 3 * size, spared: hour });
    for (const key of ["a", "b", "c"]) await put(cache, key);
    age("a", 4);
    age("b", 3);
    age("c", 2);
    // Being found is being used.
    expect(await cache.get("a")).toMatchObject({ duration: 1, frames: 15 });
    await put(cache, "d");
    expect(kept()).toEqual(["a", "c", "d"]);
    expect(await cache.get("b")).toBeNull();
    expect(readdirSync(folder)).not.toContain("b.json");
  });

  it("keeps what a job may be about to use, although it is too much", async () => {
    const cache = new RenderCache(folder, { mostBytes: size, spared: hour });
    for (const key of ["a", "b", "c"]) await put(cache, key);
    expect(kept()).toEqual(["a", "b", "c"]);
    age("a", 2);
    await put(cache, "d");
    expect(kept()).toEqual(["b", "c", "d"]);
  });

  it("goes by what lies there from earlier processes as well", async () => {
    await put(new RenderCache(folder), "a");
    age("a", 2);
    await put(new RenderCache(folder, { mostBytes: size, spared: hour }), "b");
    expect(kept()).toEqual(["b"]);
  });

  it("does not give a video that was cut", async () => {
    const cache = new RenderCache(folder);
    await put(cache, "a");
    writeFileSync(join(folder, "a.mp4"), Buffer.alloc(size - 1));
    expect(await cache.get("a")).toBeNull();
  });
});
