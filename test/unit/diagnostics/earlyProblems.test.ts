import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem, type Problem } from "../../../protocol/problems.js";
import { EarlyProblems } from "../../../server/src/diagnostics/earlyProblems.js";

const found = (message: string): Problem => problem("undefined-name", message);
const mended = (message: string): Problem => ({ ...found(message), fixes: [{ title: "Change it", edits: [] }] });
const never = (): Promise<Problem[]> => new Promise(() => undefined);

describe("problems that are told while a check goes on", () => {
  const shown: (readonly Problem[])[] = [];
  const last = (): readonly Problem[] => shown.at(-1) ?? [];
  let early: EarlyProblems;

  beforeEach(() => {
    vi.useFakeTimers();
    shown.length = 0;
    early = new EarlyProblems((problems) => shown.push(problems));
  });
  afterEach(() => vi.useRealTimers());

  it("are shown before it is known what could mend them", async () => {
    early.add([found("a")], () => {
      expect(shown).toEqual([[found("a")]]);
      return Promise.resolve([mended("a")]);
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(shown).toEqual([[found("a")], [mended("a")]]);
  });

  it("keep their places when their fixes come", async () => {
    early.add([found("a"), found("b")], () => Promise.resolve([mended("a"), mended("b")]));
    early.add([found("c")], never);
    await vi.advanceTimersByTimeAsync(100);
    expect(last()).toEqual([mended("a"), mended("b"), found("c")]);
  });

  it("stand without fixes where none could be looked for", async () => {
    early.add([found("a")], () => Promise.reject(new Error("no Python")));
    await vi.advanceTimersByTimeAsync(200);
    expect(shown).toEqual([[found("a")]]);
  });

  it("are not shown after the end", async () => {
    early.add([found("a")], () => Promise.resolve([mended("a")]));
    early.end();
    early.add([found("b")], never);
    await vi.advanceTimersByTimeAsync(200);
    expect(shown).toEqual([[found("a")]]);
  });

  it("do not flood the editor", async () => {
    for (let count = 0; count < 50; count++) early.add([found(String(count))], never);
    expect(shown).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(shown).toHaveLength(2);
    expect(last()).toHaveLength(50);
  });
});
