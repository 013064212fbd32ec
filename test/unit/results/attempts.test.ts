import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { problem } from "../../../protocol/problems.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { Attempts, attemptsKept } from "../../../server/src/results/attempts.js";

let state: string;
let database: ReturnType<typeof openDatabase>;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "attempts-"));
  database = openDatabase(state);
});
afterEach(() => {
  database.close();
  rmSync(state, { recursive: true });
});

const file = "scenes/01_a.py";

describe("tries at a scene", () => {
  it("are kept in order, each with what it answers, by folder and file", () => {
    const attempts = new Attempts(database, "/videos/one");
    const wrong = problem("undefined-name", "x is not defined", { line: 3 });
    attempts.add(file, { kind: "written", code: "x", problems: [] });
    attempts.add(file, { kind: "repaired", code: "y", problems: [wrong] });
    expect(attempts.of(file)).toMatchObject([
      { number: 1, kind: "written", problems: [] },
      { number: 2, kind: "repaired", problems: [wrong] },
    ]);
    expect(attempts.code(file, 1)).toBe("x");
    expect(attempts.of("scenes/02_b.py")).toEqual([]);
    expect(new Attempts(database, "/videos/two").of(file)).toEqual([]);
  });

  it("are bounded: the newest stay, under their numbers", () => {
    const attempts = new Attempts(database, "/videos/one");
    for (let number = 1; number <= attemptsKept + 3; number++)
      attempts.add(file, { kind: "repaired", code: `${number}`, problems: [] });
    const kept = attempts.of(file);
    expect([kept.length, kept[0]?.number, kept.at(-1)?.number]).toEqual([attemptsKept, 4, attemptsKept + 3]);
    expect(attempts.code(file, 3)).toBeNull();
  });

  it("that are the same as the one before are one", () => {
    const attempts = new Attempts(database, "/videos/one");
    for (const kind of ["written", "written"] as const) attempts.add(file, { kind, code: "x", problems: [] });
    expect(attempts.of(file)).toHaveLength(1);
  });

  it("are forgotten with their folder", () => {
    const [one, two] = ["/videos/one", "/videos/two"].map((folder) => new Attempts(database, folder));
    for (const attempts of [one!, two!]) attempts.add(file, { kind: "written", code: "x", problems: [] });
    one!.clear();
    expect([one!.of(file).length, two!.of(file).length]).toEqual([0, 1]);
  });
});
