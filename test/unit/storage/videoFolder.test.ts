import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "../../../protocol/problems.js";
import { VideoFolder } from "../../../server/src/storage/videoFolder.js";

let root: string;
let folder: VideoFolder;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "folder-"));
  folder = new VideoFolder(join(root, "video"));
});
afterEach(() => rmSync(root, { recursive: true }));

describe("the one writer into a workspace", () => {
  it("writes whole files and leaves no half ones", async () => {
    await folder.write("scenes/01_a.py", "one");
    await folder.write("scenes/01_a.py", "two");
    expect(await folder.read("scenes/01_a.py")).toBe("two");
    expect(readdirSync(join(root, "video", "scenes"))).toEqual(["01_a.py"]);
  });

  it.each(["../outside.txt", "/etc/hostname", "scenes/../../outside.txt", "", "."])("refuses %j", async (name) => {
    await expect(folder.write(name, "x")).rejects.toMatchObject({ problem: { code: "path-refused" } });
  });

  it("refuses a folder that is a link to somewhere else", async () => {
    mkdirSync(join(root, "elsewhere"));
    mkdirSync(join(root, "video"));
    symlinkSync(join(root, "elsewhere"), join(root, "video", "scenes"));
    await expect(folder.write("scenes/01_a.py", "x")).rejects.toBeInstanceOf(ProblemError);
    expect(readdirSync(join(root, "elsewhere"))).toEqual([]);
  });

  it("removes a video's folder whole, and no other", async () => {
    mkdirSync(join(root, "video"));
    writeFileSync(join(root, "video", "notes.txt"), "mine");
    expect(await folder.removeAll()).toBe(false);
    await folder.write("storyboard.json", "{}");
    expect(await folder.removeAll()).toBe(true);
    expect(readdirSync(root)).toEqual([]);
    mkdirSync(join(root, "elsewhere"));
    writeFileSync(join(root, "elsewhere", "storyboard.json"), "{}");
    symlinkSync(join(root, "elsewhere"), join(root, "video"));
    await expect(folder.removeAll()).rejects.toMatchObject({ problem: { code: "path-refused" } });
    expect(readdirSync(join(root, "elsewhere"))).toEqual(["storyboard.json"]);
  });

  it("replaces a link instead of writing through it", async () => {
    writeFileSync(join(root, "precious"), "mine");
    mkdirSync(join(root, "video"));
    symlinkSync(join(root, "precious"), join(root, "video", "video.mp4"));
    await folder.write("video.mp4", "x");
    expect(readFileSync(join(root, "precious"), "utf8")).toBe("mine");
  });

  it("keeps a file of the user's when it is set aside", async () => {
    await folder.write("scenes/01_a.py", "mine");
    const aside = await folder.setAside("scenes/01_a.py");
    expect(await folder.read("scenes/01_a.py")).toBeNull();
    expect(await folder.read(aside)).toBe("mine");
  });

  it("says disk-read-only where a file stands in the place of a folder", async () => {
    writeFileSync(join(root, "video"), "");
    await expect(folder.write("a/b", "x")).rejects.toMatchObject({ problem: { code: "disk-read-only" } });
  });
});
