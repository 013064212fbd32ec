import { describe, expect, it } from "vitest";
import { problem, type Problem } from "../../../../protocol/problems.js";
import { modelTools } from "../../../../server/src/llm/retrieval/modelTools.js";
import { index, installed } from "./entries.js";

const signal = new AbortController().signal;

function tools(check: (code: string) => Problem[] = () => []) {
  const checked: string[] = [];
  const [search, draft] = modelTools("AScene", {
    api: () => Promise.resolve(index),
    installed: () => Promise.resolve(installed),
    check: (code, className) => {
      checked.push(`${className}: ${code}`);
      return Promise.resolve(check(code));
    },
  });
  return { search: search!, draft: draft!, checked };
}

describe("search_manim_api", () => {
  const { search } = tools();
  const ask = (query: unknown): Promise<string> => search.run({ query }, signal);

  it("finds a class with all its arguments and its methods", async () => {
    const text = await ask("Circle");
    expect(text).toContain(
      "- class Circle(radius=None, color=RED, **kwargs) – A circle. Also takes start_angle, fill_color",
    );
    expect(text).toContain("- Circle.surround(mobject)");
  });

  it("finds a method by its class, inherited or not, and by its name alone", async () => {
    expect(await ask("Axes.plot")).toContain("- CoordinateSystem.plot(function)");
    expect(await ask("next_to")).toContain("- Mobject.next_to(");
  });

  it("finds by words, and by a misspelt name", async () => {
    expect(await ask("curve of a function")).toContain("- CoordinateSystem.plot(function)");
    expect(await ask("Wriite")).toContain("- class Write(vmobject)");
  });

  it.each(["qwertz uiop", "", 7, undefined])("says that nothing is there for %j", async (query) => {
    expect(await ask(query)).toContain("has nothing like");
  });
});

describe("check_draft", () => {
  it("runs the check on the file, without its Markdown", async () => {
    const { draft, checked } = tools();
    const code = "from manim import *\n\nclass AScene(Scene):\n    pass\n";
    expect(await draft.run({ code: `\`\`\`python\n${code}\`\`\`` }, signal)).toBe("AScene runs clean.");
    expect(checked).toEqual([`AScene: ${code}`]);
  });

  it("answers the problems with their lines", async () => {
    const { draft } = tools(() => [problem("undefined-name", "name 'Wriite' is not defined", { line: 2 })]);
    const text = await draft.run({ code: "class AScene(Scene):\n    x = Wriite(y)\n" }, signal);
    expect(text).toContain("line 2 [undefined-name]: name 'Wriite' is not defined");
    expect(text).toContain("the line: x = Wriite(y)");
  });

  it.each(["x = 1", "", 7])("says that %j has no such scene, and runs nothing", async (code) => {
    const { draft, checked } = tools();
    expect(await draft.run({ code }, signal)).toContain("no class AScene");
    expect(checked).toEqual([]);
  });
});
