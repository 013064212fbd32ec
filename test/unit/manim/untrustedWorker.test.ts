import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Checked, Rendered, scratchFile, toProblem, WorkerAnswer } from "../../../server/src/manim/answers.js";
import { readLines } from "../../../server/src/manim/lines.js";
import { inSandbox } from "../../../server/src/manim/sandbox.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "scratch-"));
  mkdirSync(join(root, "run"));
  writeFileSync(join(root, "run", "a.mp4"), "x");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("what a worker says", () => {
  it("names files of its scratch folder and no others", () => {
    expect(scratchFile(root, "run/a.mp4")).toBe(join(root, "run", "a.mp4"));
    symlinkSync("/etc/passwd", join(root, "run", "link"));
    for (const name of ["run/link", "../x", "/etc/passwd", "run", "run/none"])
      expect(() => scratchFile(root, name)).toThrow();
  });

  it("has the shape and the sizes that were agreed", () => {
    const good = { output: "a", duration: 1, frames: 2, width: 3, height: 4, sections: [], plays: 0, timeline: [] };
    expect(Rendered.safeParse(good).success).toBe(true);
    expect(Rendered.safeParse({ ...good, frames: 0 }).success).toBe(false);
    const play = { start: 0, end: 1, line: 5, endLine: 6, callers: [9] };
    expect(Rendered.safeParse({ ...good, timeline: [play] }).success).toBe(true);
    expect(Rendered.safeParse({ ...good, timeline: [{ ...play, line: 0 }] }).success).toBe(false);
    expect(Rendered.safeParse({ ...good, timeline: Array(10_001).fill(play) }).success).toBe(false);
    expect(Checked.safeParse({ scenes: [], problems: [{ code: "x", message: "m", line: -1 }] }).success).toBe(false);
    expect(
      Checked.safeParse({ scenes: [], problems: Array.from({ length: 1001 }, () => ({ code: "x", message: "" })) })
        .success,
    ).toBe(false);
  });

  it("loses an early problem of the wrong shape, and nothing else by it", () => {
    const good = { code: "scene-exception", message: "m" };
    const told = { id: "1", type: "found", problems: [{ ...good, scene: "S".repeat(201) }, good, 7] };
    expect(WorkerAnswer.parse(told)).toEqual({ ...told, problems: [good] });
  });

  it("gets our words for its codes, also for one we do not know", () => {
    expect(toProblem({ code: "undefined-name", message: "m" })).toMatchObject({
      severity: "error",
      code: "undefined-name",
    });
    expect(toProblem({ code: "toString", message: "m" }).code).toBe("scene-exception");
    expect(toProblem({ code: "brand-new", message: "m" }).code).toBe("scene-exception");
  });
});

describe("lines of a byte stream", () => {
  const lines = async (chunks: (string | Buffer)[], bound = 100): Promise<string[]> => {
    const found: string[] = [];
    for await (const line of readLines(
      Readable.from(
        chunks.map((chunk) => Buffer.from(chunk)),
        { objectMode: true },
      ),
      bound,
    ))
      found.push(line);
    return found;
  };
  it("are put together from any chunks, and half a line at the end is none", async () => {
    expect(await lines(["a", "b\nc", "\n\nd\nhalf"])).toEqual(["ab", "c", "", "d"]);
    const word = Buffer.from("é\n");
    expect(await lines([word.subarray(0, 1), word.subarray(1)])).toEqual(["é"]);
  });
  it("have a bound", () => expect(lines(["x".repeat(101)])).rejects.toThrow(/longer than 100/));
});

describe("the sandbox", () => {
  const start = { command: "/venv/bin/python", args: ["-I"], env: { PATH: "/usr/bin" } };
  it("gives no network and one folder to write to", () => {
    const { command, args } = inSandbox({ kind: "bubblewrap", path: "/usr/bin/bwrap" }, start, {
      readable: ["/venv"],
      writable: "/scratch",
    });
    expect(command).toBe("/usr/bin/bwrap");
    expect(args).toContain("--unshare-all");
    const writable = args.flatMap((word, index) => (word.startsWith("--bind") ? [args[index + 1]] : []));
    expect(writable).toEqual(["/scratch"]);
    expect(args.slice(args.lastIndexOf("--") + 1)).toEqual(["/venv/bin/python", "-I"]);
  });
  it("changes nothing where there is none", () => {
    expect(inSandbox({ kind: "none", reason: "" }, start, { readable: [], writable: "/s" })).toBe(start);
  });
});
