import { describe, expect, it } from "vitest";
import { labelWords } from "../../../../webview/src/results/labelWords.js";

const scenes = [{ file: "scenes/02_slope_of_a_line.py", title: "Slope of a line", name: "SlopeOfALineScene" }];

describe("what a model was asked for, in words", () => {
  it.each([
    ["plan", "Plan"],
    ["scene slope-of-a-line", "Code of Slope of a line"],
    ["repair slope-of-a-line", "Repair of Slope of a line"],
    ["repair since-replanned", "Repair of since-replanned"],
    ["something else", "something else"],
  ])("%s: %s", (label, words) => {
    expect(labelWords(label, scenes)).toBe(words);
  });
});
