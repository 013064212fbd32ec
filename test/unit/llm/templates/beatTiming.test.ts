import { describe, expect, it } from "vitest";
import { beatSeconds } from "../../../../server/src/llm/templates/beatTiming.js";

const beat = (words: number, duration?: number) => ({
  ...{ id: "b", narration: "word ".repeat(words), shows: "" },
  ...(duration === undefined ? {} : { duration }),
});

describe("beatSeconds", () => {
  it("is never shorter than saying it takes", () => {
    for (const words of [1, 5, 25, 200])
      for (const blocks of [0, 1, 8]) expect(beatSeconds(beat(words), blocks)).toBeGreaterThan(words / 2.5);
  });

  it("leaves time to read what is shown, but does not drag", () => {
    expect(beatSeconds(beat(20), 5)).toBe(10);
    expect(beatSeconds(beat(20), 1)).toBe(9.8);
    expect(beatSeconds(beat(1), 8)).toBeLessThan(4);
  });

  it("reads silently where nothing is said", () => {
    expect(beatSeconds(beat(0), 3)).toBe(6.4);
  });

  it("keeps the plan's duration, unless more has to be said", () => {
    expect(beatSeconds(beat(10, 12), 1)).toBe(12);
    expect(beatSeconds(beat(100, 3), 1)).toBe(40);
    expect(beatSeconds(beat(0, 0.2), 0)).toBe(1);
  });
});
