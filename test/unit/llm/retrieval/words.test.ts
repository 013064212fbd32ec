import { describe, expect, it } from "vitest";
import { indexed, wordsOf } from "../../../../server/src/llm/retrieval/words.js";

describe("words to search by", () => {
  it.each([
    ["ReplacementTransform", ["replacementtransform", "replacement", "transform"]],
    ["next_to", ["nextto", "next", "to"]],
    ["SVGMobject", ["svgmobject", "svg", "mobject"]],
    ["get_3d_vmob", ["get3dvmob", "get", "3d", "vmob"]],
    ["GREEN_C", ["greenc", "green", "c"]],
    ["Axes.plot(x)", ["axes", "plot", "x"]],
    ["la dérivée", ["la", "dérivée"]],
    ["", []],
  ])("of %j are %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ["arrows", "arrow"],
    ["Arrow", "arrow"],
    ["axes", "axe"],
    ["axis", "axis"],
    ["radius", "radius"],
    ["class", "class"],
    ["vertices", "vertice"],
    ["bodies", "body"],
    ["the", null],
    ["with", null],
  ])("%j is kept as %j", (word, kept) => {
    expect(indexed(word)).toBe(kept);
  });
});
