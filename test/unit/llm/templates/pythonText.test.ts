import { describe, expect, it } from "vitest";
import { pythonString, pythonText } from "../../../../server/src/llm/templates/pythonText.js";
import { stringLiterals, valueOf } from "./pythonLiterals.js";

const texts = [
  ...[
    "",
    "plain",
    'a "quote"',
    "it's",
    `both ' and "`,
    "back\\slash",
    "ends with \\",
    "a\nb\tc\r",
    "\\n",
    '\\"',
    '"""',
  ],
  ...["'''", "\u0000\u0007\u007f\u0085\u009f", "é 面积 😀", "{x}", "%s", "#", "\u2028", "'); import os; ('", "\\u0041"],
];

describe("pythonString", () => {
  it.each(texts)("of %j is one literal on one line with this value", (text) => {
    const literal = pythonString(text);
    expect(literal).not.toMatch(/[\n\r\p{Cc}]/u);
    expect(stringLiterals(literal)).toEqual([literal]);
    expect(valueOf(literal)).toBe(text);
  });

  it("replaces half a surrogate pair", () => {
    expect(valueOf(pythonString("a\ud800b"))).toBe("a\ufffdb");
  });
});

describe("pythonText", () => {
  it.each(["word ".repeat(100), "x".repeat(500), "😀".repeat(200), 'a\\"b '.repeat(90)])(
    "continues %.10j over lines and keeps every letter",
    (text) => {
      const lines = pythonText(text, 12).split("\n");
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.map((line) => valueOf(line.trim())).join("")).toBe(text);
      expect(lines.slice(1).every((line) => line.startsWith(" ".repeat(12)))).toBe(true);
    },
  );

  it("leaves a short text on its line", () => {
    expect(pythonText("short", 12)).toBe('"short"');
  });
});
