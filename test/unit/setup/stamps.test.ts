import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileHash, readStamp, sourceKey, writeStamp } from "../../../bin/setup/stamps.mjs";
import { emptyFolder } from "./machine.js";

describe("a stamp", () => {
  it("is read as it was written", () => {
    const file = join(emptyFolder(), "deep", "ready.json");
    writeStamp(file, { lockHash: "1" });
    expect(readStamp(file)).toEqual({ lockHash: "1" });
  });

  it.each(["", '{"lockHash": "1', "null", "7"])("counts as absent when the file holds %j", (text) => {
    const file = join(emptyFolder(), "ready.json");
    writeFileSync(file, text);
    expect(readStamp(file)).toEqual({});
  });

  it("of a file does not change with its line ends", () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "a"), "x\ny\n");
    writeFileSync(join(folder, "b"), "x\r\ny\r\n");
    expect(fileHash(join(folder, "a"))).toBe(fileHash(join(folder, "b")));
  });
});

describe("the key of the sources", () => {
  const clone = (): string => {
    const root = emptyFolder();
    mkdirSync(join(root, "src", "deep"), { recursive: true });
    writeFileSync(join(root, "src", "deep", "a.ts"), "1");
    writeFileSync(join(root, "build.mjs"), "2");
    return root;
  };
  const key = (root: string): string => sourceKey(root, ["src", "build.mjs", "absent"]);

  it("stays while nothing is written", () => {
    const root = clone();
    expect(key(root)).toBe(key(root));
  });

  it("changes when a file is written, added or removed", () => {
    const root = clone();
    const seen = [key(root)];
    utimesSync(join(root, "src", "deep", "a.ts"), 1, 1);
    seen.push(key(root));
    writeFileSync(join(root, "src", "b.ts"), "");
    seen.push(key(root));
    rmSync(join(root, "build.mjs"));
    seen.push(key(root));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("takes no notice of installed packages and hidden files", () => {
    const root = clone();
    const before = key(root);
    mkdirSync(join(root, "src", "node_modules"));
    writeFileSync(join(root, "src", "node_modules", "c.js"), "");
    writeFileSync(join(root, "src", ".swp"), "");
    expect(key(root)).toBe(before);
  });
});
