/** Fixes that need no model, on the real worker: broken code of its kind in, code that checks clean out. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  type CodeAction,
  type TextEdit,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Problem } from "../../protocol/problems.js";
import { defaultSettings } from "../../protocol/settings.js";
import { fixAll, type FixedCode } from "../../server/src/fixes/fixAll.js";
import { symbols } from "../../server/src/fixes/latexSymbols.js";
import { typstOf } from "../../server/src/fixes/latexFormula.js";
import { InstalledApi } from "../../server/src/llm/retrieval/installedApi.js";
import { checkScenes } from "../../server/src/manim/scenes.js";
import { runCommand } from "./commandLine.js";
import { LanguageClient } from "./languageClient.js";
import { realWorkers, sceneOf } from "./realWorkers.js";
import { boardOf, sceneCode, TestHouse } from "./workplace.js";

const root = mkdtempSync(join(tmpdir(), "fix-"));
const log = { info: () => undefined, warn: (line: string) => expect.fail(line), error: () => undefined };
const { host, workers } = realWorkers(join(root, "scratch"), log);
const api = new InstalledApi({
  folder: join(root, "api"),
  bench: () => workers.bench("api"),
  release: () => workers.release("api"),
  log,
});
const signal = new AbortController().signal;
afterAll(async () => {
  await workers.releaseAll();
  rmSync(root, { recursive: true, force: true });
});

async function check(source: string): Promise<Problem[]> {
  const run = { bench: workers.bench("test"), settings: defaultSettings(), signal };
  return (await checkScenes({ source, file: "/videos/x/scenes/01_a.py" }, undefined, run)).problems;
}

/** As on a machine without LaTeX, whatever this one has. */
async function fixed(code: string): Promise<FixedCode> {
  const index = await api.open(await host.require(signal), signal);
  return fixAll({ code, index, latex: false, typst: true }, check);
}

async function fixedCode(code: string): Promise<string> {
  const outcome = await fixed(code);
  if (outcome.kind !== "fixed")
    throw new Error(`${outcome.kind}: ${outcome.problems.map(({ message }) => message).join()}`);
  return outcome.code;
}

describe("code that fails is fixed without a model", () => {
  it.each([
    ["a misspelt animation", ["self.play(Wriite(Dot()))"], "Write(Dot())"],
    ["a misspelt method", ["self.add(Dot().shfit(UP))", "self.wait()"], "Dot().shift(UP)"],
    ["an argument a letter off", ["self.play(Create(Circle(raduis=2)))"], "Circle(radius=2)"],
    ["an argument that does not exist", ["self.play(Create(Circle(sparkle=2, color=RED)))"], "Circle(color=RED)"],
    ["ManimGL's creation", ["self.play(ShowCreation(Circle()), run_time=1)"], "Create(Circle())"],
    [
      "a fade with its direction",
      ["self.play(FadeInFrom(Dot(), LEFT), FadeOutAndShift(Dot(), 2 * UP))"],
      "FadeIn(Dot(), shift=RIGHT), FadeOut(Dot(), shift=2 * UP)",
    ],
    ["a fade from above", ["self.play(FadeInFromDown(Dot(), run_time=2))"], "FadeIn(Dot(), run_time=2, shift=UP)"],
    [
      "a fade from a computed place",
      ["a = Dot()", "self.play(FadeInFrom(a, direction=a.get_top() - UP))"],
      "FadeIn(a, shift=-(a.get_top() - UP))",
    ],
    [
      "the old graph",
      ["ax = Axes()", "g = ax.get_graph(lambda x: x**2)", "self.play(ShowCreation(g))"],
      "ax.plot(lambda x: x**2)",
    ],
    [
      "the frame's size",
      ["self.play(GrowFromCenter(Line(LEFT, RIGHT).scale(FRAME_WIDTH / 4)))"],
      "config.frame_width / 4",
    ],
    [
      "a method given to play",
      ["c, d = Circle(), Dot()", "self.add(c, d)", "self.play(c.shift, 2 * UP, d.scale, 2, FadeIn(Dot()))"],
      "c.animate.shift(2 * UP), d.animate.scale(2), FadeIn(Dot())",
    ],
    [
      "a method called in play",
      ["c = Circle()", "self.add(c)", "self.play(c.shift(UP), run_time=2)"],
      "c.animate.shift(UP)",
    ],
    ["a string in a VGroup", ['g = VGroup(Circle(), "label", Dot())', "self.play(FadeIn(g))"], 'Text("label")'],
    ["a number in a VGroup", ["g = VGroup(Circle(), 3, None)", "self.play(FadeIn(g))"], "VGroup(Circle())"],
    [
      "a picture in a VGroup",
      ["g = VGroup(Circle(), ImageMobject(np.uint8([[0, 255]])))", "self.play(FadeIn(g))"],
      " Group(Circle()",
    ],
    ["a bracket that is not closed", ["self.play(Create(Circle())", "self.wait()"], "self.play(Create(Circle()))"],
    ["a quote that is not closed", ['self.play(Write(Text("area)))', "self.wait()"], 'Text("area")'],
    ["a colon that is missing", ["for each in range(2)", "    self.wait()"], "range(2):"],
    ["a comma that is missing", ["self.play(Create(Circle()) FadeIn(Dot()))"], "Create(Circle()), FadeIn"],
    ["a bracket too many", ["self.play(Create(Circle())))", "self.wait()"], "self.play(Create(Circle()))\n"],
    ["typographic quotes", ["self.play(Write(Text(“area”)))"], 'Text("area")'],
    ["a statement cut in its text", ["self.play(FadeIn(Dot()))", 'self.play(Write(Text("so we'], 'Text("so we'],
    [
      "a statement cut after an operator",
      ["self.play(FadeIn(Dot()))", "for each in range(3):", "    x ="],
      "self.play(FadeIn(Dot()))\n",
    ],
  ])("%s", async (_, lines, part) => {
    const code = await fixedCode(sceneOf(...lines));
    expect(code).toContain(part);
    expect(await check(code)).toEqual([]);
  });

  it("a scene of ManimGL, all of it at once", async () => {
    const code = await fixedCode(`from manimlib.imports import *
from manimlib.constants import *


class Old(Scene):
    def construct(self):
        title = TextMobject("The $\\\\pi r^2$ rule")
        area = TexMobject(r"A = \\frac{\\pi d^2}{4}").next_to(title, DOWN)
        self.play(Write(title), FadeInFrom(area, DOWN))
        self.play(self.camera_frame.scale, 0.5)
        self.play(ShowCreationThenDestructionAround(area), title.scale_in_place, 0.5)
`);
    expect(code).toMatch(/^from manim import \*\n\n\nclass Old\(MovingCameraScene\)/);
    expect(code).toContain('Typst("The $pi r^2$ rule")');
    expect(code).toContain('MathTypst("A = frac(pi d^2, 4)").next_to(title, DOWN)');
    expect(code).toContain("self.camera.frame.animate.scale(0.5)");
  });

  it("code without its import", async () => {
    const code = await fixedCode("class A(Scene):\n    def construct(self):\n        self.play(Create(Circle()))\n");
    expect(code.split("\n")[0]).toBe("from manim import *");
  });

  it("an answer of a chat", async () => {
    const whole = sceneOf("self.play(Create(Circle()))");
    expect(await fixedCode(`Here is the scene:\n\n\`\`\`python\n${whole}\`\`\`\n\nIt draws a circle.\n`)).toBe(whole);
    expect(await fixedCode(`\`\`\`python\n${whole}`)).toBe(whole);
  });
});

describe("LaTeX objects where no LaTeX is installed", () => {
  it.each([
    ['e = MathTex(r"\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}")', '"sum_(k = 1)^n k = frac(n ( n + 1 ), 2)"'],
    ['e = MathTex("a^2", "+", "b^2", color=RED)', '"a^2 + b^2", color=RED'],
    [
      'e = MathTex("a^2", "+", "b^2"); e[0].set_color(RED)',
      '"{{ a^2 }} {{ + }} {{ b^2 }}"); e.select(0).set_color(RED)',
    ],
    [
      'e = Tex(r"Area: $\\int_0^1 x^2 \\, dx$ is 5\\% of \\textbf{it}")',
      'r"Area: $integral_0^1 x^2 thin d x$ is 5% of *it*"'.slice(1),
    ],
    [
      'e = MathTex(r"\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} \\vec{v}")',
      'mat(delim: "(", 1, 2; 3, 4) arrow(v)',
    ],
    ["e = Integer(5)", "Integer(5, mob_class=MathTypst)"],
    ['e = Axes(axis_config={"include_numbers": True})', '"label_constructor": MathTypst, "include_numbers": True'],
    [
      'a = Axes(); e = VGroup(a, a.get_axis_labels(x_label="t", y_label=r"\\theta"))',
      'x_label=MathTypst("t"), y_label=MathTypst("theta")',
    ],
    ["a = Axes(); e = a.add_coordinates()", 'Axes(axis_config={"label_constructor": MathTypst})'],
  ])("%s", async (line, part) => {
    const code = await fixedCode(sceneOf(line, "self.play(FadeIn(e))"));
    expect(code).toContain(part);
    expect(await check(code)).toEqual([]);
  });

  it("every symbol that is translated is one of Typst's", async () => {
    const all = Object.keys(symbols).flatMap((name) => typstOf(`x \\${name} y`) ?? []);
    expect(all.length).toBeGreaterThan(150);
    const show = (formula: string): string[] => [`self.add(MathTypst(${JSON.stringify(formula)}))`, "self.wait()"];
    expect(await check(sceneOf(...show("x nosuchsymbol y")))).toMatchObject([{ code: "scene-exception" }]);
    expect(await check(sceneOf(...show(all.join(" "))))).toEqual([]);
  });

  it("is left whole where one formula has no sure translation", async () => {
    const code = sceneOf('self.play(Write(MathTex(r"\\xrightarrow{f} \\textcolor{red}{x}")))');
    expect(await fixed(code)).toMatchObject({ kind: "unfixed", problems: [{ code: "latex-missing" }] });
  });
});

describe("what is not mended is not changed", () => {
  it("keeps a scene that fails after all fixes as it was", async () => {
    expect(await fixed(sceneOf("self.play(Wriite(Dot()))", "1 / 0"))).toMatchObject({ kind: "unfixed" });
  });

  it("changes nothing of the built-in scenes", async () => {
    const folders = readdirSync(resolve("media/templates"));
    expect(folders.length).toBeGreaterThan(3);
    for (const folder of folders.slice(0, 3)) {
      const scenes = join("media/templates", folder, "scenes");
      const file = join(scenes, readdirSync(scenes).filter((name) => name.endsWith(".py"))[0] ?? "");
      expect(await fixed(readFileSync(file, "utf8")), file).toMatchObject({ kind: "clean" });
    }
  });
});

describe("manim-video fix", () => {
  const places = { state: join(root, "state"), out: join(root, "out") };
  const broken = sceneOf("self.play(ShowCreation(Circle(raduis=2)))", "self.play(Wriite(Text('a')))");
  const file = join(root, "scene.py");

  it("says with --dry-run what it would change, and writes nothing", async () => {
    writeFileSync(file, broken);
    const { code, answer } = await runCommand(places, ["fix", file, "--dry-run"]);
    expect({ code, ok: answer.ok, command: answer.command }).toEqual({ code: 0, ok: true, command: "fix" });
    expect(answer).toMatchObject({
      problems: [],
      fixed: ["Change old names to those of this Manim", "Change to `radius`", "Change to `Write`"],
    });
    expect(readFileSync(file, "utf8")).toBe(broken);
  });

  it("writes the file, after which nothing is left to fix", async () => {
    writeFileSync(file, broken);
    expect(await runCommand(places, ["fix", file])).toMatchObject({ code: 0, answer: { ok: true } });
    expect(readFileSync(file, "utf8")).toBe(
      sceneOf("self.play(Create(Circle(radius=2)))", "self.play(Write(Text('a')))"),
    );
    expect(await runCommand(places, ["fix", file])).toMatchObject({ code: 0, answer: { ok: true, fixed: [] } });
  });

  it("leaves a file that it cannot mend, and says why", async () => {
    const graph =
      "from manimlib import *\n\n\nclass A(GraphScene):\n    CONFIG = {'x_min': 0}\n\n    def construct(self):\n        self.setup_axes()\n";
    writeFileSync(file, graph);
    const { code, answer } = await runCommand(places, ["fix", file]);
    expect({ code, ok: answer.ok }).toEqual({ code: 1, ok: false });
    const said = answer.problems
      .flatMap(({ related = [] }) => related.map(({ line, message }) => `${line ?? 0} ${message}`))
      .join("\n");
    expect(said).toMatch(/^4 GraphScene is gone[^]*5 Manim Community does not read CONFIG/m);
    expect(readFileSync(file, "utf8")).toBe(graph);
  });

  it("refuses what is no file and more than one file", async () => {
    expect(await runCommand(places, ["fix", join(root, "none.py")])).toMatchObject({
      code: 1,
      answer: { problems: [{ code: "file-missing" }] },
    });
    expect(await runCommand(places, ["fix"])).toMatchObject({ code: 2, answer: { problems: [{ code: "usage" }] } });
  });
});

describe("a job", () => {
  it("fixes what it wrote before a model is asked for a repair", async () => {
    const house = new TestHouse();
    try {
      house.author.storyboard = boardOf(1);
      house.author.write = (one) => sceneCode(one, "self.play(ShowCreation(Circle(raduis=2)), run_time=0.2); ");
      const { job, asked } = await house.run();
      expect(asked).toEqual(["plan", "write Scene0"]);
      expect(job.status).toBe("completed");
      expect(await house.folder.read("scenes/00_s.py")).toContain(
        "self.play(Create(Circle(radius=2)), run_time=0.2); ",
      );
    } finally {
      await house.close();
    }
  });

  it("leaves what the user broke as the user wrote it", async () => {
    const house = new TestHouse();
    try {
      house.author.storyboard = boardOf(1);
      await house.run();
      const broken = sceneCode(boardOf(1).scenes[0]!, "self.play(ShowCreation(Circle())); ");
      await house.folder.write("scenes/00_s.py", broken);
      const { job, asked } = await house.run();
      expect(asked).toEqual([]);
      expect(job.problems[0]).toMatchObject({ code: "undefined-name" });
      expect(await house.folder.read("scenes/00_s.py")).toBe(broken);
    } finally {
      await house.close();
    }
  });
});

describe("the editor's Fix all", () => {
  it("mends the open text when it is chosen", async () => {
    const client = await LanguageClient.open({ state: join(root, "editor"), settings: {} });
    try {
      const text = sceneOf("self.play(ShowCreation(Circle()), run_time=0.3)");
      const uri = await client.openText(join(root, "open.py"), text);
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const asked = { textDocument: { uri }, range, context: { diagnostics: [], only: ["source.fixAll"] } };
      const [action, ...others] = (await client.connection.sendRequest(CodeActionRequest.type, asked)) as CodeAction[];
      expect(others).toEqual([]);
      expect(action).toMatchObject({ title: "Fix all Manim problems", kind: "source.fixAll.manimVideo" });
      const chosen = await client.connection.sendRequest(CodeActionResolveRequest.type, action!);
      const [change] = chosen.edit?.documentChanges ?? [];
      if (change === undefined || !("edits" in change)) throw new Error("there is no edit");
      const document = TextDocument.create(uri, "python", 1, text);
      expect(TextDocument.applyEdits(document, change.edits as TextEdit[])).toBe(
        text.replace("ShowCreation", "Create"),
      );
    } finally {
      await client.close();
    }
  });
});
