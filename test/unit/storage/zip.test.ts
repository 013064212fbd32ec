import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileInZip, zipOf } from "../../../server/src/storage/zip.js";

const entries = [
  { name: "storyboard.json", data: Buffer.from("{}") },
  { name: "scenes/01_é.py", data: Buffer.from("print('é')\n".repeat(500)) },
  { name: "empty.txt", data: Buffer.alloc(0) },
];

describe("a zip archive", () => {
  it("gives the same bytes for the same files, and each file back", () => {
    const archive = zipOf(entries);
    expect(zipOf(entries).equals(archive)).toBe(true);
    expect(archive.length).toBeLessThan(2000);
    for (const { name, data } of entries) expect(fileInZip(archive, name)).toEqual(data);
    expect(fileInZip(archive, "scenes/02.py")).toBeNull();
    expect(fileInZip(zipOf([]), "a")).toBeNull();
  });

  it("is read by a program that is not ours", () => {
    const folder = mkdtempSync(join(tmpdir(), "zip-"));
    try {
      writeFileSync(join(folder, "a.zip"), zipOf(entries));
      const read = `import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps([z.testzip(), [[i.filename, z.read(i).decode(), i.date_time[0]] for i in z.infolist()]]))`;
      const said = execFileSync("python3", ["-c", read, join(folder, "a.zip")], { encoding: "utf8" });
      expect(JSON.parse(said)).toEqual([null, entries.map(({ name, data }) => [name, data.toString(), 1980])]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
