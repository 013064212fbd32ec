import { describe, expect, it } from "vitest";
import { brokenFormula, cards, splitText, weightOf } from "../../../../server/src/llm/templates/textFit.js";

describe("splitText", () => {
  it("splits between sentences and fills each part", () => {
    expect(splitText("One. Two! Three? Four.", 10)).toEqual(["One. Two!", "Three?", "Four."]);
  });

  it("splits a long sentence between words, and a long word anywhere", () => {
    expect(splitText("aaa bbb ccc ddd", 8)).toEqual(["aaa bbb", "ccc ddd"]);
    expect(splitText("x".repeat(25), 10)).toEqual(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
  });

  it.each(["😀".repeat(300), "a😀".repeat(200), "面".repeat(500), "a b ".repeat(300), "No end. ".repeat(200)])(
    "of %.8j loses nothing, splits no pair and keeps to the length",
    (text) => {
      const parts = splitText(text, 33);
      expect(parts.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      expect(parts.every((part) => part.length <= 33 && part.isWellFormed())).toBe(true);
    },
  );

  it("of nothing is nothing", () => expect(splitText("  ", 10)).toEqual([]));
});

describe("cards", () => {
  it("are markup, each short enough for a screen, without empty ones", () => {
    const shown = cards(`It costs $5 #now. ${"A sentence of some length. ".repeat(40)}`);
    expect(shown[0]).toMatch(/^It costs \\\$5 \\#now\./);
    expect(shown.length).toBeGreaterThan(2);
    expect(cards("\u0000 \u0007")).toEqual([]);
  });
});

describe("weightOf", () => {
  it("counts names once, text by its letters, and brackets little", () => {
    expect(weightOf("alpha + beta")).toBe(3);
    expect(weightOf('"word" = x')).toBe(6);
    expect(weightOf("frac(a, b)")).toBeLessThan(weightOf("frac a b c"));
    expect(weightOf("arrow.r.double")).toBe(1);
    expect(weightOf("")).toBe(0);
  });
});

describe("brokenFormula", () => {
  it("breaks before relations, and before sums where that is not enough", () => {
    const wide = "abs(x) = frac(1, 2) + y = z";
    expect(brokenFormula(wide, 100)).toBe(wide);
    expect(brokenFormula("a + b + c = d + e + f = g + h + i", 7)).toBe("& a + b + c \\ & = d + e + f \\ & = g + h + i");
    const lines = brokenFormula(`s = ${"a + ".repeat(40)}a`, 20).split(" \\ ");
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.every((line) => weightOf(line) <= 22)).toBe(true);
  });

  it("never inside parentheses or quotes", () => {
    const inside = `f(${"a + ".repeat(40)}a) "${"b = ".repeat(20)}b"`;
    expect(brokenFormula(inside, 20)).toBe(inside);
  });

  it("leaves a formula that is broken already", () => {
    const broken = `a &= ${"b + ".repeat(40)} \\ c`;
    expect(brokenFormula(broken, 20)).toBe(broken);
  });
});
