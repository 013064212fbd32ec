import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { FramePictures } from "../../../server/src/editor/framePictures.js";

const root = mkdtempSync(join(tmpdir(), "pictures-"));
afterAll(() => rmSync(root, { recursive: true }));

it("keeps the newest pictures of all windows, each under a name of its own, and nothing that is not theirs", async () => {
  const folder = join(root, "previews", "frames");
  const windows = [new FramePictures(folder), new FramePictures(folder)];
  const drawn = join(root, "frame.png");
  const kept: string[] = [];
  for (let turn = 0; turn < 60; turn++) {
    writeFileSync(drawn, `picture ${turn}`);
    kept.push(await windows[turn % 2]!.keep(drawn));
    if (turn === 0) writeFileSync(join(folder, "notes.txt"), "mine");
  }
  expect(new Set(kept).size).toBe(60);
  expect(readFileSync(kept.at(-1)!, "utf8")).toBe("picture 59");
  expect(existsSync(kept[0]!)).toBe(false);
  const names = readdirSync(folder);
  expect(names).toContain("notes.txt");
  expect(names).toHaveLength(25);
});
