import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { replaceWhole } from "../../../server/src/storage/halfFiles.js";

let root: string;
let video: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "half-"));
  video = join(root, "video.mp4");
});
afterEach(() => rmSync(root, { recursive: true }));

it("keeps what was there when the writing fails, and leaves nothing beside it", async () => {
  writeFileSync(video, "earlier");
  const failing = replaceWhole(video, async (half) => {
    await writeFile(half, "hal");
    throw new Error("no space");
  });
  await expect(failing).rejects.toThrow("no space");
  expect(readFileSync(video, "utf8")).toBe("earlier");
  expect(readdirSync(root)).toEqual(["video.mp4"]);
});

it("removes what a killed process left of the same file, and touches nothing else", async () => {
  // A number that no process has, one that this process has, and names that are a user's own.
  const kept = [
    `video.mp4.${process.pid}-01234567.half`,
    "video.mp4.half",
    "video.mp4.5000000-notes.half",
    "other.half",
  ];
  for (const name of [...kept, "video.mp4.5000000-01234567.half"]) writeFileSync(join(root, name), "x");
  await replaceWhole(video, (half) => writeFile(half, "whole"));
  expect(readdirSync(root).sort()).toEqual([...kept, "video.mp4"].sort());
});
