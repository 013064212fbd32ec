import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { problem, type Problem } from "../../../protocol/problems.js";
import { Rewrites } from "../../../server/src/rewrites/rewrites.js";
import { RewriteStore } from "../../../server/src/rewrites/rewriteStore.js";

const scene = (...lines: string[]): string => ["from manim import *", ...lines, ""].join("\n");
const undefinedName = (name: string, line: number): Problem =>
  problem("undefined-name", `name '${name}' is not defined`, { line });

function house() {
  const database = new DatabaseSync(":memory:");
  const said: string[] = [];
  let clock = 0;
  const store = new RewriteStore(database, () => (clock += 1));
  const log = { info: () => undefined, warn: (line: string) => void said.push(line), error: () => undefined };
  return { database, store, said, rewrites: new Rewrites(store, log) };
}

/** A check that knows these misspelt names and complains of the first line that has one. */
function checker(...wrong: string[]) {
  const checked: string[] = [];
  const check = (code: string): Promise<Problem[]> => {
    checked.push(code);
    for (const [index, line] of code.split("\n").entries())
      for (const name of wrong) if (line.includes(`${name}(`)) return Promise.resolve([undefinedName(name, index + 1)]);
    return Promise.resolve([]);
  };
  return { check, checked };
}

describe("a failure that was solved", () => {
  it("is solved without a model the next time, after one clean check", async () => {
    const { rewrites } = house();
    rewrites.learn(scene("self.play(Wriite(Dot()))"), [undefinedName("Wriite", 2)], scene("self.play(Write(Dot()))"));
    const { check, checked } = checker("Wriite");
    const code = scene("x = Text('y')", "self.play(Wriite(x))", "self.play(Wriite(x), run_time=2)");
    expect(await rewrites.solve(code, [undefinedName("Wriite", 3)], check)).toBe(
      scene("x = Text('y')", "self.play(Write(x))", "self.play(Write(x), run_time=2)"),
    );
    expect(checked.length).toBeLessThanOrEqual(2);
  });

  it("is not taken for solved while a check still fails", async () => {
    const { rewrites } = house();
    rewrites.learn(scene("Wriite(Dot())"), [undefinedName("Wriite", 2)], scene("Write(Dot())"));
    const always = () => Promise.resolve([problem("scene-timeout", "It is still running.")]);
    expect(await rewrites.solve(scene("Wriite(Dot())"), [undefinedName("Wriite", 2)], always)).toBeNull();
  });

  it("leads on to the next failure of the same scene", async () => {
    const { rewrites } = house();
    rewrites.learn(scene("Wriite(Dot())"), [undefinedName("Wriite", 2)], scene("Write(Dot())"));
    rewrites.learn(scene("ShowCreation(Dot())"), [undefinedName("ShowCreation", 2)], scene("Create(Dot())"));
    const { check, checked } = checker("Wriite", "ShowCreation");
    const code = scene("Wriite(Dot())", "ShowCreation(Dot())");
    expect(await rewrites.solve(code, [undefinedName("Wriite", 2)], check)).toBe(
      scene("Write(Dot())", "Create(Dot())"),
    );
    expect(checked).toHaveLength(2);
  });

  it("costs a bounded number of checks, whatever has been learnt", async () => {
    const { rewrites } = house();
    for (const wanted of ["Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg"])
      rewrites.learn(scene("Wriite(Dot())"), [undefinedName("Wriite", 2)], scene(`${wanted}(Dot())`));
    const { check, checked } = checker("Wriite", "Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg");
    expect(await rewrites.solve(scene("Wriite(Dot())"), [undefinedName("Wriite", 2)], check)).toBeNull();
    expect(checked).toHaveLength(4);
  });

  it("gives no candidates for what nobody has seen, and asks for no check", async () => {
    const { rewrites } = house();
    rewrites.learn(scene("Wriite(Dot())"), [undefinedName("Wriite", 2)], scene("Write(Dot())"));
    const { check, checked } = checker();
    expect(await rewrites.solve(scene("Cirlce()"), [undefinedName("Cirlce", 2)], check)).toBeNull();
    expect(await rewrites.solve(scene("Wriite()"), [problem("scene-timeout", "x")], check)).toBeNull();
    expect(await rewrites.solve(scene("x"), [], check)).toBeNull();
    expect(checked).toEqual([]);
  });

  it("passes on what the check rejects with", async () => {
    const { rewrites } = house();
    rewrites.learn(scene("Wriite(Dot())"), [undefinedName("Wriite", 2)], scene("Write(Dot())"));
    const cancelled = () => Promise.reject(new Error("cancelled"));
    await expect(rewrites.solve(scene("Wriite(Dot())"), [undefinedName("Wriite", 2)], cancelled)).rejects.toThrow(
      "cancelled",
    );
  });
});

describe("what was learnt", () => {
  const signature = { code: "undefined-name" as const, message: "m", line: "l" };
  const rename = (to: string) => [{ kind: "rename" as const, of: "name" as const, from: "Wriite", to }];

  it("is tried in the order of what helped, the same line first", () => {
    const { store } = house();
    store.solved({ ...signature, line: "other" }, rename("A"));
    store.solved({ ...signature, line: "other" }, rename("A"));
    store.solved(signature, rename("B"));
    expect(store.find(signature, 5)).toEqual([rename("B"), rename("A")]);
    expect(store.find({ ...signature, line: "third" }, 5)).toEqual([rename("A"), rename("B")]);
    expect(store.find({ ...signature, message: "n" }, 5)).toEqual([]);
  });

  it("is given up when it keeps failing", () => {
    const { store } = house();
    store.solved(signature, rename("A"));
    for (let count = 0; count < 3; count += 1) store.failed(signature, rename("A"));
    expect(store.find(signature, 5)).toHaveLength(1);
    store.failed(signature, rename("A"));
    expect(store.find(signature, 5)).toEqual([]);
  });

  it("is bounded", () => {
    const { store, database } = house();
    for (let count = 0; count < 1010; count += 1) store.solved({ ...signature, message: `m${count}` }, rename("A"));
    expect(database.prepare("select count(*) as n from rewrites").get()?.["n"]).toBe(1000);
    expect(store.find({ ...signature, message: "m0" }, 1)).toEqual([]);
    expect(store.find({ ...signature, message: "m1009" }, 1)).toEqual([rename("A")]);
  });

  it("that cannot be read is left out; a broken store costs no scene", async () => {
    const { store, database, rewrites, said } = house();
    store.solved(signature, rename("A"));
    database.exec(`update rewrites set rules = '[{"kind":"explode"}]'`);
    expect(store.find(signature, 5)).toEqual([]);
    database.close();
    const { check } = checker();
    expect(await rewrites.solve(scene("Wriite()"), [undefinedName("Wriite", 2)], check)).toBeNull();
    rewrites.learn(scene("Wriite(Dot())"), [undefinedName("Wriite", 2)], scene("Write(Dot())"));
    expect(said).toHaveLength(2);
  });
});
