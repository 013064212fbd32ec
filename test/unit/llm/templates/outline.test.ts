import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../../protocol/problems.js";
import { Storyboard, type Beat } from "../../../../protocol/storyboard.js";
import { outline } from "../../../../server/src/llm/templates/outline.js";
import { sceneCode } from "../../../../server/src/llm/templates/sceneCode.js";

const beatsOf = (text: string): Beat[] => outline(text).storyboard.scenes.flatMap(({ beats }) => beats);
const titlesOf = (text: string): string[] => outline(text).storyboard.scenes.map(({ title }) => title);
const messagesOf = (text: string): string[] => outline(text).problems.map(({ message }) => message);
const outlines = readdirSync("test/fixtures/templates/outlines");

describe("outline", () => {
  it("keeps points, formulas, plots and tables in the order of the document", () => {
    const text = "# T\n\n- one\n\n$a = b$\n\nplot: x^2 from 0 to 2\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n- last\n";
    const shown = beatsOf(text).flatMap(({ points, formulas, plots, table }) => [
      ...(points ?? []),
      ...(formulas ?? []),
      ...(plots ?? []).map((plot) => plot.function),
      ...(table?.header ?? []),
    ]);
    expect(shown).toEqual(["one", "a = b", "x^2", "A", "B", "last"]);
  });

  it("makes a scene of each heading below the title", () => {
    expect(titlesOf("# T\n\nlead\n\n## One\n- a\n\n## Two\n### Three\n- b")).toEqual(["T", "One", "Three"]);
    expect(outline("# T\n## One\n- a").storyboard.title).toBe("T");
  });

  it("has a title where there is no heading", () => {
    expect(outline("- First point.\n- Second").storyboard.title).toBe("First point");
    expect(outline("$x$").storyboard.title).toBe("Outline");
  });

  it("takes higher headings for scenes when there are too many", () => {
    const text = Array.from({ length: 20 }, (_, n) => `# Part ${n}\n## A ${n}\n- a\n## B ${n}\n- b`).join("\n");
    expect(titlesOf(text)).toHaveLength(20);
    expect(titlesOf(text)[7]).toBe("Part 7");
  });

  it("splits a long part into scenes that say which they are", () => {
    const text = `# T\n${Array.from({ length: 40 }, (_, n) => `- point ${n}`).join("\n")}`;
    expect(titlesOf(text)).toEqual(["T (1 of 2)", "T (2 of 2)"]);
    expect(beatsOf(text).flatMap(({ points }) => points)).toHaveLength(40);
  });

  it.each(["- a\n".repeat(3000), Array.from({ length: 31 }, (_, n) => `# H${n}\n- a`).join("\n")])(
    "refuses more than a storyboard holds (%#)",
    (text) => {
      const refuse = (): unknown => outline(text);
      expect(refuse).toThrow(ProblemError);
      expect(refuse).toThrow(/a video has at most 30 scenes/);
    },
  );

  it("changes LaTeX in formulas and in text to Typst", () => {
    const [beat] = beatsOf("# T\n- half is $\\frac{1}{2}$\n\n$$\\sqrt{x}$$");
    expect(beat?.points).toEqual(["half is $frac(1, 2)$"]);
    expect(beat?.formulas).toEqual(["sqrt(x)"]);
  });
});

describe("a line of an outline that is unclear", () => {
  it.each([
    ["- plot: the speed of light", "Line 3", "plot: the speed of light"],
    ["$\\unknown{x}$", "\\unknown", "\\unknown{x}"],
    ["$frac(1, 2$", "frac( without its closing", "frac(1, 2"],
    ["$$x^$$", "^ with nothing after", "x^"],
    ["- a $sqrt(x$ b", "sqrt( without", "a sqrt(x b"],
    [`$${"x + ".repeat(150)}1$`, "too long", "x + x"],
  ])("%.30j is named and shown as plain text", (line, message, shown) => {
    const { storyboard, problems } = outline(`# T\n\n${line}\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: "outline-unclear", severity: "warning" });
    expect(problems[0]?.message).toContain(message);
    expect(JSON.stringify(storyboard.scenes)).toContain(JSON.stringify(shown).slice(1, -1));
    expect(storyboard.scenes.flatMap(({ beats }) => beats).flatMap(({ formulas }) => formulas ?? [])).toEqual([]);
  });

  it("is counted from the first line, and only the first twenty are named", () => {
    expect(messagesOf("---\na: b\n---\n\n# T\n- plot: speed")[0]).toMatch(/^Line 6 /);
    expect(messagesOf("plot: speed\n".repeat(100))).toHaveLength(20);
  });
});

describe("any outline", () => {
  it.each(outlines)("%s becomes a storyboard and code for each scene", (name) => {
    const { storyboard } = outline(readFileSync(`test/fixtures/templates/outlines/${name}`, "utf8"));
    expect(Storyboard.safeParse(storyboard).error).toBeUndefined();
    for (const scene of storyboard.scenes) expect(sceneCode(scene)).toContain(`class ${scene.className}(Scene):`);
  });

  const units = [
    ...["x", "*", "**a", "_a ", "[a", "[a](", "![", "`", "<b ", "$a ", "$a$", "<!--", "| ", "|-", "- ", "plot: x "],
    ...[
      "plot: from 1 to 2 ",
      "1.",
      "(",
      "((x",
      "\\frac{",
      "$\\frac{1}{2}$ ",
      "{",
      '"',
      "a.",
      "\\",
      "#",
      "> ",
      "=",
      "^",
    ],
    ...["y=1+", "\u00a0", "a\u200b", '$"', "from 1 to ", "😀", "sin", "\u0000", "\u001b[2J", "\ud800", "\u202e", "\r"],
  ];
  it.each(units)("of one line of 50,000 letters %j is read within two seconds", (unit) => {
    for (const start of ["", "- ", "plot: ", "$", "y = ", "# "]) {
      const text = (start + unit.repeat(50_000 / unit.length)).slice(0, 50_000);
      const started = performance.now();
      const { storyboard } = outline(text);
      expect(Storyboard.safeParse(storyboard).error).toBeUndefined();
      for (const scene of storyboard.scenes) expect(sceneCode(scene).isWellFormed()).toBe(true);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });

  it.each(["x", "word ", "**a", "((x"])("of 100 kB on one line %j is read within two seconds", (unit) => {
    const started = performance.now();
    const { storyboard } = outline(unit.repeat(100_000 / unit.length));
    expect(Storyboard.safeParse(storyboard).error).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
