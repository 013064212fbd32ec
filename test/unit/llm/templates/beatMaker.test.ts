import { describe, expect, it } from "vitest";
import { Beat, type Plot } from "../../../../protocol/storyboard.js";
import { BeatMaker } from "../../../../server/src/llm/templates/beatMaker.js";
import type { Block } from "../../../../server/src/llm/templates/blocks.js";

const make = (...blocks: Block[]): Beat[] => new BeatMaker("The title").make(blocks);
const point = (text: string): Block => ({ kind: "point", text });
const plot = (of: string, from = 0, to = 1): Block => ({
  kind: "plot",
  plot: { function: of, from, to } satisfies Plot,
});
const formula = (source: string): Block => ({ kind: "formula", source });
const table: Block = { kind: "table", table: { header: ["A", "$x$"], rows: [["1", "2"]] } };

describe("BeatMaker", () => {
  it("says the title where there is nothing else", () => {
    expect(make()).toEqual([{ id: "the-title", narration: "The title.", shows: "The sentences appear as text." }]);
  });

  it("puts five points in a beat, and their formula below them", () => {
    const beats = make(...["a", "b", "c", "d", "e", "f"].map((text) => point(text)), formula("x = 1"));
    expect(beats.map(({ points }) => points?.length)).toEqual([5, 1]);
    expect(beats[1]?.formulas).toEqual(["x = 1"]);
    expect(beats[1]?.narration).toBe("f.");
  });

  it("starts a new beat for what comes after a formula", () => {
    expect(make(formula("x"), point("a")).map(({ points }) => points ?? [])).toEqual([[], ["a"]]);
  });

  it("draws curves on the same axes only when they share a range, at most three", () => {
    const beats = make(plot("x"), plot("x^2"), plot("x^3"), plot("x^4"), plot("x", 0, 9));
    expect(beats.map(({ plots }) => plots?.length)).toEqual([3, 1, 1]);
    expect(beats[0]?.narration).toBe("Here are the graphs, drawn from 0 to 1.");
    expect(beats[2]?.narration).toBe("Here is the graph of x, from 0 to 9.");
  });

  it("keeps long points off a plot", () => {
    expect(make(point("x".repeat(200)), plot("x"))).toHaveLength(2);
    expect(make(point("short"), plot("x"))).toHaveLength(1);
  });

  it("gives a table a beat of its own and says its columns", () => {
    const beats = make(point("a"), table, point("b"));
    expect(beats.map((beat) => beat.table !== undefined)).toEqual([false, true, false]);
    expect(beats[1]?.narration).toBe("This table compares A, x.");
  });

  it("says a paragraph and shows the formulas in it that are more than a name", () => {
    const [beat] = make({ kind: "paragraph", text: "Then $a^2 + b^2$ and $c$ agree" });
    expect(beat).toMatchObject({ narration: "Then a^2 + b^2 and c agree.", formulas: ["a^2 + b^2"] });
  });

  it("splits long texts into beats that a storyboard takes, and loses no letter", () => {
    const long = Array.from({ length: 900 }, (_, n) => `w${n}`).join(" ");
    for (const block of [point(long), { kind: "paragraph", text: long } as const]) {
      const beats = make(block);
      for (const beat of beats) expect(Beat.safeParse(beat).error).toBeUndefined();
      const shown = beats.flatMap(({ points, narration }) => points ?? [narration]).join(" ");
      expect(shown.match(/w\d+/g)).toEqual(long.split(" "));
    }
  });

  it("keeps the text of an unclear line", () => {
    expect(make({ kind: "unclear", text: "plot: speed", reason: "no" })[0]?.points).toEqual(["plot: speed"]);
  });
});
