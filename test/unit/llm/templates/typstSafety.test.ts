import { describe, expect, it } from "vitest";
import type { StoryScene } from "../../../../protocol/storyboard.js";
import { outline } from "../../../../server/src/llm/templates/outline.js";
import { sceneCode } from "../../../../server/src/llm/templates/sceneCode.js";
import { titleMarkup } from "../../../../server/src/llm/templates/titleMarkup.js";
import { unknownTopic } from "../../../../server/src/llm/templates/unknownTopic.js";
import { liveTypst } from "./liveTypst.js";
import { stringLiterals, valueOf } from "./pythonLiterals.js";

const secret = '"/etc/passwd"';
const attacks = [
  `#read(${secret})`,
  `#include ${secret}`,
  `#import ${secret}: *`,
  `#{ read(${secret}) }`,
  `std.read(${secret})`,
  `$std.read(${secret})$`,
  `$#read(${secret})$`,
  `$ #std.read(${secret}) $`,
  `]#read(${secret})[`,
  `\\#read(${secret})`,
  `\\\\#read(${secret})`,
  `*/#read(${secret})/*`,
  `// \n#read(${secret})`,
  `\`\`\`#read(${secret})\`\`\``,
  `"#read(${secret})"`,
  `$x$#read(${secret})$y$`,
  `$\\text{"} std.read(${secret})$`,
  `$\\# std.read(${secret}) \\alpha$`,
  `$sqrt(std.read(${secret}))$`,
  `$a"b\\"c" std.read(${secret})$`,
  `{{ std.read(${secret}) : x }}`,
  `{{a$] + read(${secret}) : x}}`,
  // A quote without its end swallows the dollar, so that text and mathematics change places.
  `$x "b$ c" std.read(${secret}) "$m" n$ end`,
  `"$a" std.read(${secret}) $"b$`,
  `$"$ std.read(${secret}) $"$`,
];

/** The outline has the text in each place that an outline knows. */
function everywhere(text: string): string {
  const line = text.replaceAll("\n", " ");
  return [
    `# ${line}`,
    ...["", `Some words. ${line}`, "", `- ${line}`, `- before $x$ ${line} $y$ after`, `- plot: ${line}`],
    ...[
      "",
      `$${line}$`,
      "",
      `$$\n${text}\n$$`,
      "",
      `\\[ ${line} \\]`,
      "",
      "```typst",
      text,
      "```",
      "",
      "```",
      text,
      "```",
    ],
    ...[
      "",
      `| ${line} | B |`,
      "|---|---|",
      `| a ${line} | $${line}$ |`,
      "",
      `## ${line} ${"long ".repeat(20)}`,
      "",
      "- end",
    ],
  ].join("\n");
}

/** Literals with nothing but space between them, which Python joins, and the call that they are the first argument of. */
const joinedLiterals = (() => {
  const literal = String.raw`r?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`;
  return new RegExp(String.raw`(?:\b(\w+)\(\s*)?(${literal}(?:\s+${literal})*)`, "g");
})();

/** The Typst that a scene shows: the literals of its title and of `construct`, with how Typst reads each. */
function shownTypst(code: string): { typst: string; mode: "markup" | "math" }[] {
  const title = /^TITLE = .*$/m.exec(code)?.[0] ?? "";
  const start = code.indexOf("    def construct(self):");
  const construct = code
    .slice(start, code.indexOf("\n\n    def ", start) + 1 || undefined)
    .replace('"#set align(center)\\n" + TITLE', "TITLE")
    .replace('self.camera.background_color = "#101418"', "")
    // The ticks of axes are numbers that plotScale writes.
    .replace(/^\s+\{.*\},$/gm, "");
  return [...`${title}\n${construct}`.matchAll(joinedLiterals)].map(([, call = "", literals = ""]) => ({
    typst: stringLiterals(literals).map(valueOf).join(""),
    mode: call === "formula" || call === "MathTypst" ? "math" : "markup",
  }));
}

const liveIn = (scenes: readonly StoryScene[]): string[] =>
  scenes.flatMap((scene) => shownTypst(sceneCode(scene))).flatMap(({ typst, mode }) => liveTypst(typst, mode));

describe("the search for live Typst", () => {
  it.each([
    ['#read("x")', "markup"],
    ['a $std.read("x")$', "markup"],
    ['$x "b$ c" std.read("x") "$m" n$ end', "markup"],
    ['std.read("x")', "math"],
    ['"open', "math"],
    ["a $ b", "math"],
    ["a $ b", "markup"],
    ["a] b", "markup"],
    ["// a", "math"],
  ] as const)("finds %j in %s", (source, mode) => expect(liveTypst(source, mode)).not.toEqual([]));

  it.each([
    ['\\#read("x") \\$ \\]', "markup"],
    ['std.read("x") in words', "markup"],
    ['"#read" standard "std" \\#', "math"],
    ["a $x + y$ b", "markup"],
  ] as const)("finds nothing in %j in %s", (source, mode) => expect(liveTypst(source, mode)).toEqual([]));

  it("sees what a scene shows", () => {
    const { storyboard } = outline(`# T\n\n- a point\n\n$x = 1$\n\n| A | B |\n|---|---|\n| 1 | $y$ |`);
    const shown = storyboard.scenes.flatMap((scene) => shownTypst(sceneCode(scene)));
    expect(shown).toContainEqual({ typst: "T", mode: "markup" });
    expect(shown).toContainEqual({ typst: "a point", mode: "markup" });
    expect(shown).toContainEqual({ typst: "x = 1", mode: "math" });
    expect(shown).toContainEqual({ typst: "$y$", mode: "markup" });
  });
});

describe("Typst that reads files", () => {
  it.each(attacks)("never reaches a scene alive: %s", (text) => {
    const { storyboard } = outline(everywhere(text));
    expect(storyboard.scenes.length).toBeGreaterThanOrEqual(2);
    expect(liveIn(storyboard.scenes)).toEqual([]);
    expect(liveIn(unknownTopic(text).storyboard.scenes)).toEqual([]);
    expect(liveTypst(titleMarkup(text), "markup")).toEqual([]);
  });

  it.each(attacks)("is shown as it was written: %s", (text) => {
    const { storyboard } = outline(`- before ${text.replaceAll("\n", " ")} after`);
    const shown = storyboard.scenes.flatMap((scene) => shownTypst(sceneCode(scene)));
    const letters = shown.map(({ typst }) => typst.replace(/[\s\\]/g, ""));
    expect(letters.some((typst) => typst.includes("etc/passwd"))).toBe(true);
  });

  it("is harmless in a storyboard that was edited by hand, too", () => {
    for (const text of attacks) {
      const beat = {
        ...{ id: "b", narration: text, shows: "", points: [text], formulas: [text] },
        ...{ plots: [{ function: "x", from: 0, to: 1, label: text }], table: { header: [text], rows: [[text]] } },
      };
      const bare = { id: "bare", narration: text, shows: "" };
      const scene = { id: "s", title: text, className: "SScene", file: "scenes/01_s.py", beats: [beat, bare] };
      expect(liveIn([scene]), text).toEqual([]);
    }
  });
});
