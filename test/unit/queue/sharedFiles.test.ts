import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { SharedFiles, SharedFolder } from "../../../server/src/queue/sharedFiles.js";
import { LocalObjects } from "../../../server/src/storage/objects/localObjects.js";

/** A storage that is away for the next so many uploads, and may break off in the middle of a file. */
class Shaky extends LocalObjects {
  away = 0;
  breaksOff = false;
  override put: LocalObjects["put"] = async (...asked) => {
    if (this.away-- > 0) throw new ProblemError(problem("storage-unavailable", "It is away."));
    return super.put(...asked);
  };
  override read: LocalObjects["read"] = async (...asked) => {
    const found = await super.read(...asked);
    if (found === null || !this.breaksOff) return found;
    found.body.destroy();
    const body = Readable.from(
      (function* () {
        yield "half";
        throw new Error("socket hang up");
      })(),
    );
    return { ...found, body };
  };
}

let root: string;
let objects: Shaky;
let told: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "shared-"));
  objects = new Shaky(join(root, "storage"));
  told = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function opened(seconds = 60): { files: SharedFiles; folder: SharedFolder } {
  const files = new SharedFiles({
    ...{ objects, job: "job-1", signal: new AbortController().signal, seconds },
    settled: () => Promise.resolve(void told.push("settled")),
    waiting: ({ message }) => told.push(message),
  });
  return { files, folder: new SharedFolder(join(root, "folder"), files) };
}
const stored = (name: string): string => readFileSync(join(root, "storage", "job-1", "work", name), "utf8");

describe("files that machines share", () => {
  it("wait for a storage that is away, once what they cost is in the record", async () => {
    const { folder } = opened();
    objects.away = 2;
    await folder.write("scenes/01_one.py", "paid for");
    expect(told).toEqual(["settled", "It is away.", "It is away."]);
    expect(stored("scenes/01_one.py")).toBe("paid for");
  });

  it("are shared later by the machine that has them, where the storage was away for too long", async () => {
    objects.away = 1;
    await expect(opened(0).folder.write("storyboard.json", "{}")).rejects.toMatchObject({
      problem: { code: "storage-unavailable" },
    });
    expect(await opened().folder.bring("storyboard.json")).toBe("{}");
    expect(stored("storyboard.json")).toBe("{}");
    expect(await opened().folder.bring("scenes/01_one.py")).toBeNull();
  });

  it("that break off are no fault of the task's: the storage is away", async () => {
    const { files, folder } = opened();
    await folder.write("storyboard.json", "{}");
    objects.breaksOff = true;
    const away = { problem: { code: "storage-unavailable" } };
    await expect(files.read("storyboard.json")).rejects.toMatchObject(away);
    await expect(files.fetch("storyboard.json", join(root, "copy"))).rejects.toMatchObject(away);
  });
});
