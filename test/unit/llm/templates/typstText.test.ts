import { describe, expect, it } from "vitest";
import {
  inlineFormulas,
  mapInlineMath,
  showable,
  typstFormula,
  typstLine,
  typstText,
  withoutDollars,
} from "../../../../server/src/llm/templates/typstText.js";

describe("showable", () => {
  it("drops control characters and pictures and joins white space", () => {
    expect(showable(" a\u0000\u0007\n\tb\u001b[2J 👍🏽 ✓ \ufeffc ")).toBe("ab[2J ✓ c".replace("ab", "a b"));
  });
});

describe("typstText", () => {
  it.each([
    ["#read [x] *b* _i_ `c` $5 @a <l> ~ \\", "\\#read \\[x\\] \\*b\\* \\_i\\_ \\`c\\` \\$5 \\@a \\<l\\> \\~ \\\\"],
    ["= not a heading", "\\= not a heading"],
    ["- not a list", "\\- not a list"],
    ["1. not a list", "1\\. not a list"],
    ["/ not a term: x", "\\/ not a term: x"],
    ["see http://x.y", "see http:\\//x.y"],
    ["/* no comment */", "\\/\\* no comment \\*/"],
    ["a -- b", "a \\-- b"],
  ])("of %j is %j", (text, markup) => expect(typstText(text)).toBe(markup));
});

describe("typstFormula", () => {
  it.each([
    ["a^2 + b_1", "a^2 + b_1"],
    ['#read("x")', '\\#read("x")'],
    ['std.read("x")', '"std".read("x")'],
    ["x $ y", "x \\$ y"],
    ['"text #1 std" = x', '"text #1 std" = x'],
    ['"never closed', '\\"never closed'],
    ['"closed" "not std', '"closed" \\"not "std"'],
    ["a // b */ c /* d", "a \\/\\/ b *\\/ c \\/* d"],
    ["{{a : b}}", "{ {a : b}}"],
    ["\\{{a}}", "\\{ {a}}"],
    ["standard", "standard"],
    [" a\n b ", "a b"],
  ])("of %j is %j", (formula, safe) => expect(typstFormula(formula)).toBe(safe));
});

describe("mathematics in text", () => {
  it("is what stands between dollars without spaces inside, so that prices stay prices", () => {
    expect(inlineFormulas("Let $x$ and $y + 1$.")).toEqual(["x", "y + 1"]);
    expect(inlineFormulas("It costs $5 or $6, US$7 or \\$x\\$.")).toEqual([]);
    expect(typstLine("It costs $5, so $x = 5$.")).toBe("It costs \\$5, so $x = 5$.");
  });

  it("is read without its dollars, and escaped dollars without their backslash", () => {
    expect(withoutDollars("Let $x$ cost \\$5")).toBe("Let x cost $5");
    expect(typstLine("cost \\$5")).toBe("cost \\$5");
    expect(typstLine("the code \\$x\\$")).toBe("the code \\$x\\$");
  });

  it("can be changed in place", () => {
    expect(mapInlineMath("a $b$ c $d$", (formula) => `<${formula}>`)).toBe("a <b> c <d>");
  });

  it("keeps the spaces beside it", () => {
    expect(typstLine("a $b$ c$d$e")).toBe("a $b$ c\\$d\\$e");
    expect(typstLine("$a$ $b$")).toBe("$a$ $b$");
  });

  it("has places to break in long words, at the length that is asked", () => {
    expect(
      typstLine("x".repeat(50))
        .split("\u200b")
        .map((part) => part.length),
    ).toEqual([24, 24, 2]);
    expect(typstLine("x".repeat(12), 5).split("\u200b")).toHaveLength(3);
  });
});
