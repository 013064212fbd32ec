import { describe, expect, it } from "vitest";
import { classNames, extractCode, missingSections } from "../../../../server/src/llm/prompts/extractCode.js";

const code = "from manim import *\n\n\nclass Areas(Scene):\n    def construct(self):\n        self.wait()\n";
const fence = "```";

describe("extractCode", () => {
  it.each([
    ["bare code", code],
    ["a Python block", `${fence}python\n${code}${fence}`],
    ["a block among sentences", `Here it is:\n\n${fence}py\n${code}${fence}\n\nIt works!`],
    ["a block that was never closed", `Sure.\n${fence}python\n${code}`],
    ["tildes", `~~~\n${code}~~~`],
    ["Windows line ends and a byte order mark", `\uFEFF${fence}python\r\n${code.replaceAll("\n", "\r\n")}${fence}`],
    [
      "a first block that is something else",
      `${fence}bash\npip install manim\n${fence}\n${fence}python\n${code}${fence}`,
    ],
  ])("takes the file out of %s", (_what, answer) => {
    expect(extractCode(answer, "Areas")).toEqual({ ok: true, code });
  });

  it("keeps a fence that is part of a string in the code", () => {
    const tricky = code.replace("self.wait()", 'Text("```")');
    expect(extractCode(`${fence}python\n${tricky}${fence}`, "Areas")).toEqual({ ok: true, code: tricky });
  });

  it.each([
    ["nothing", ""],
    ["a refusal", "I am sorry, class Areas is beyond me."],
    ["another class", code.replace("Areas", "AreasOfCircles")],
    ["the class in a comment only", `# class Areas(Scene):\n${code.replace("Areas", "Other")}`],
  ])("refuses %s", (_what, answer) => {
    expect(extractCode(answer, "Areas")).toMatchObject({
      ok: false,
      reason: expect.stringContaining("Areas") as unknown,
    });
  });

  it("is quick on a long answer of nothing but backticks", () => {
    const started = performance.now();
    extractCode("```\n".repeat(20_000), "Areas");
    extractCode("`".repeat(100_000), "Areas");
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("classNames and missingSections", () => {
  it("find top-level classes and the beats that no string names", () => {
    expect(classNames(`${code}class Größe:\n    class Inner(Scene): ...\n`)).toEqual(["Areas", "Größe"]);
    expect(missingSections(`self.next_section("one")\nself.next_section('two')`, ["one", "two", "three"])).toEqual([
      "three",
    ]);
  });
});
