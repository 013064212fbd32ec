import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Workers } from "../../../server/src/manim/workers.js";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "scratch-"));
});
afterEach(() => rmSync(parent, { recursive: true }));

const workersIn = (scratch: string): Workers =>
  new Workers({
    scratch,
    workerPackage: "",
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    python: () => Promise.reject(new Error("not asked for")),
    sandbox: () => Promise.reject(new Error("not asked for")),
  });

/** No process has this number: it is beyond the largest that Linux gives. */
const gone = "5000000";

it("removes the scratch folders of processes that were killed, and no others", async () => {
  const ours = String(process.pid);
  for (const name of [gone, ours, String(process.ppid), "renders"]) mkdirSync(join(parent, name));
  writeFileSync(join(parent, gone, "half.mp4"), "x");
  workersIn(join(parent, ours));
  await vi.waitFor(() => expect(readdirSync(parent)).not.toContain(gone));
  expect(readdirSync(parent).sort()).toEqual([ours, String(process.ppid), "renders"].sort());
});

it("looks nowhere when the folder is not named for this process", async () => {
  mkdirSync(join(parent, gone));
  workersIn(join(parent, "elsewhere"));
  await new Promise((done) => setTimeout(done, 50));
  expect(readdirSync(parent)).toEqual([gone]);
});
