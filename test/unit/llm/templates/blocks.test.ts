import { describe, expect, it } from "vitest";
import { hasOutlineMarks, plainText, readBlocks, type Block } from "../../../../server/src/llm/templates/blocks.js";

const blocksOf = (text: string): Block[] => readBlocks(text).map(({ block }) => block);
const tableOf = (text: string): { header: string[]; rows: string[][] }[] =>
  blocksOf(text).flatMap((block) => (block.kind === "table" ? [block.table] : []));

describe("readBlocks", () => {
  it("keeps the order of the document and the line of each block", () => {
    const text =
      "# Title\n\nSome *words*\nthat go on.\n\n- a point\n  that goes on\n\n$a^2$\nplot: sin(x) from 0 to pi\n";
    expect(readBlocks(text)).toEqual([
      { block: { kind: "heading", level: 1, text: "Title" }, line: 1 },
      { block: { kind: "paragraph", text: "Some words that go on." }, line: 3 },
      { block: { kind: "point", text: "a point that goes on" }, line: 7 },
      { block: { kind: "formula", source: "a^2" }, line: 9 },
      { block: { kind: "plot", plot: { function: "sin(x)", from: 0, to: Math.PI } }, line: 10 },
    ]);
  });

  it.each([
    ["Under\n=====", { kind: "heading", level: 1, text: "Under" }],
    ["Under\n-----", { kind: "heading", level: 2, text: "Under" }],
    ["### Third ###", { kind: "heading", level: 3, text: "Third" }],
    ["* star", { kind: "point", text: "star" }],
    ["12) twelfth", { kind: "point", text: "twelfth" }],
    ["- [x] done", { kind: "point", text: "done" }],
    ["> > quoted", { kind: "paragraph", text: "quoted" }],
    ["$$ a +\nb $$", { kind: "formula", source: "a + b" }],
    ["\\[ a \\]", { kind: "formula", source: "a" }],
    ["\\(a_1\\)", { kind: "formula", source: "a_1" }],
    ["```math\nx\n+ y\n```", { kind: "formula", source: "x + y" }],
    ["- $x^2$.", { kind: "formula", source: "x^2" }],
    ["y = 2x - 1", { kind: "plot", plot: { function: "2x - 1", from: -5, to: 5 } }],
    ["y = speed", { kind: "paragraph", text: "y = speed" }],
    ["2 < 3 - 1", { kind: "paragraph", text: "2 < 3 - 1" }],
    ["-5 degrees", { kind: "paragraph", text: "-5 degrees" }],
  ] as const)("reads %j", (text, block) => expect(blocksOf(text)).toEqual([block]));

  it("takes code line by line, its dollars as dollars", () => {
    expect(blocksOf("```python\nprint('$x$')\n\ny = 1\n```")).toEqual([
      { kind: "point", text: "print('\\$x\\$')" },
      { kind: "point", text: "y = 1" },
    ]);
  });

  it("leaves out front matter, comments and rules, and counts their lines", () => {
    const text = "---\ntitle: x\n---\n<!-- not\n- this -->\n***\n- that";
    expect(readBlocks(text)).toEqual([{ block: { kind: "point", text: "that" }, line: 7 }]);
  });

  it("says of a plot that is none why", () => {
    const [block] = blocksOf("- plot: the speed of light");
    expect(block).toMatchObject({ kind: "unclear", text: "plot: the speed of light" });
    expect(block?.kind === "unclear" ? block.reason : "").toContain("the speed of light");
  });

  it("makes rows as long as the header", () => {
    const text = "| A | B |\n|---|:-:|\n| 1 | 2 |\n| only |\n| 1 | 2 | 3 |\n| a \\| b | |\nEnd";
    expect(tableOf(text)).toEqual([
      {
        header: ["A", "B"],
        rows: [
          ["1", "2"],
          ["only", ""],
          ["1", "2"],
          ["a | b", ""],
        ],
      },
    ]);
    expect(blocksOf(text).at(-1)).toEqual({ kind: "paragraph", text: "End" });
  });

  it("cuts tables that are too wide or too long into several, and cells to 60 letters", () => {
    const row = (cell: string, count: number): string => `|${`${cell}|`.repeat(count)}`;
    const text = [row("h", 8), row("-", 8), ...Array.from({ length: 10 }, () => row("x".repeat(90), 8))].join("\n");
    const tables = tableOf(text);
    expect(tables.map(({ header, rows }) => [header.length, rows.length])).toEqual([
      [6, 8],
      [6, 2],
      [2, 8],
      [2, 2],
    ]);
    expect(tables[0]?.rows[0]?.[0]).toBe("x".repeat(60));
  });

  it.each(["| A | B |\n| 1 | 2 |", "A | B\n--- | --- | ---", "a | b"])("takes %j for no table", (text) =>
    expect(tableOf(text)).toEqual([]),
  );

  it.each([
    "```\nnever closed",
    "$$ never closed",
    "\\[ a",
    "<!-- open",
    "---\nopen: front matter",
    "|",
    "|-|",
    "\u0000\u0007",
  ])("ends at the end of %j", (text) => expect(blocksOf(text).length).toBeLessThanOrEqual(2));

  it("of nothing is nothing", () => {
    expect(blocksOf("")).toEqual([]);
    expect(blocksOf("\ufeff \r\n\t\r\n")).toEqual([]);
  });
});

describe("hasOutlineMarks", () => {
  it.each(["# T", "a\n- b", "1. a", "|a|", "$$", "```", "$x^2$", "plot: x", "y = x^2", "f(x) = sin x"])(
    "sees %j",
    (text) => expect(hasOutlineMarks(text)).toBe(true),
  );
  it.each(["Why is 1 + 1 = 2?", "C# or F#?", "the $5 question", "1.5 litres", "a | b", "y = what?", "-5 degrees"])(
    "sees none in %j",
    (text) => expect(hasOutlineMarks(text)).toBe(false),
  );
});

describe("plainText", () => {
  it.each([
    ["**bold** and __bold__", "bold and bold"],
    ["*it* _it_ snake_case_name 2*3*4", "it it snake_case_name 2*3*4"],
    ["`code` [link](http://x.y) ![alt](p.png)", "code link alt"],
    ["<b>x</b> a < b", "x a < b"],
    ["$a*b*c$ *x*", "$a*b*c$ x"],
    ["\\*not\\* \\[x\\]", "*not* [x]"],
    ["** alone ** *", "** alone ** *"],
  ])("of %j is %j", (markdown, text) => expect(plainText(markdown)).toBe(text));
});
