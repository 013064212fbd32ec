import { describe, expect, it } from "vitest";
import { readings } from "../../../../server/src/llm/templates/words.js";

const has = (text: string, words: string): boolean => readings(text).some((reading) => reading.includes(` ${words} `));

describe("readings", () => {
  it.each([
    ["Sorting LISTS", "sorting list"],
    ["a² + b² = c²", "a squared b squared equal c squared"],
    ["a^2 + b^2", "a2 b2"],
    ["x³", "x cubed"],
    ["e^x", "e x"],
    ["Pythagoras’ theorem", "pythagora theorem"],
    ["Pythagoras's theorem", "pythagorass theorem"],
    ["What's a sine?", "what a sine"],
    ["sin'(x) = cos(x)", "sin prime x equal cos x"],
    ["∫ of sin", "integral of sin"],
    ["2π", "2 pi"],
    ["d/dx sin(x)", "d dx sin x"],
    ["d/dx", "ddx"],
    ["visualise colours", "visualize color"],
    ["matrices and series", "matrix and serie"],
    ["boxes of classes", "box of class"],
    ["Ératosthène", "eratosthene"],
  ])("%j reads as %j", (text, words) => expect(has(text, words)).toBe(true));

  it("never takes an s off a short word or a double s", () => {
    expect(has("gas loss", "gas loss")).toBe(true);
  });

  it("of nothing has no words", () => {
    expect(readings("").map((words) => words.trim())).toEqual([""]);
    expect(readings("?!\u0000").map((words) => words.trim())).toEqual([""]);
  });
});
