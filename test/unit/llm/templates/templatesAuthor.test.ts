import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../../protocol/problems.js";
import { Storyboard } from "../../../../protocol/storyboard.js";
import { TemplatesAuthor } from "../../../../server/src/llm/templates/templatesAuthor.js";

const author = new TemplatesAuthor("media/templates");
const broken = new TemplatesAuthor("test/fixtures/templates/catalogue");

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((reason: unknown) => reason);
  return error instanceof ProblemError ? error.problem.code : `no problem: ${String(error)}`;
};

describe("TemplatesAuthor plans", () => {
  it("a known topic from its template, under the words that were asked", async () => {
    const { storyboard, problems } = await author.plan("Why is a² + b² = c²?");
    expect(storyboard).toMatchObject({ template: "pythagoras", topic: "Why is a² + b² = c²?" });
    expect(Storyboard.safeParse(storyboard).success).toBe(true);
    expect(problems).toEqual([]);
  });

  it("gives each video its own copy of a template", async () => {
    const first = await author.plan("Bubble sort");
    first.storyboard.scenes.length = 0;
    expect((await author.plan("Bubble sort")).storyboard.scenes.length).toBeGreaterThan(2);
  });

  it("an unknown question honestly", async () => {
    const { storyboard, problems } = await author.plan("Why is the sky blue?");
    expect(problems.map(({ code }) => code)).toEqual(["topic-unknown"]);
    expect(storyboard.template).toBeUndefined();
  });

  it("an outline as it is written, whichever words of templates are in it", async () => {
    const { storyboard } = await author.plan("# Bubble sort\n\n- The first point\n");
    expect(storyboard.template).toBeUndefined();
    expect(storyboard.scenes[0]?.beats[0]?.points).toEqual(["The first point"]);
  });

  it("a long text as an outline, though a template's words are in it", async () => {
    const text = `The theorem of Pythagoras is old. ${"It is used by builders. ".repeat(60)}`;
    const { storyboard } = await author.plan(text);
    expect(storyboard.template).toBeUndefined();
    expect(storyboard.scenes.length).toBeGreaterThan(0);
  });

  it.each([
    ["", "topic-empty"],
    [" \n\t ", "topic-empty"],
    ["x".repeat(100_000), "topic-too-long"],
    ["sort ".repeat(20_000), "topic-too-long"],
  ])("refuses %#", async (topic, code) => expect(await codeOf(author.plan(topic))).toBe(code));

  it("one line of 50,000 letters within a second", async () => {
    const started = performance.now();
    const { storyboard } = await author.plan("x".repeat(9_000));
    expect(Storyboard.safeParse(storyboard).success).toBe(true);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("with the templates that are whole, and says which are not", async () => {
    const { storyboard, problems } = await broken.plan("The whole topic");
    expect(storyboard.template).toBe("whole");
    expect(problems.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => "template-broken"));
    const unknown = await broken.plan("Why is the sky blue?");
    expect(unknown.problems.map(({ code }) => code)).toContain("topic-unknown");
    expect(unknown.problems.map(({ code }) => code)).toContain("template-broken");
  });
});

describe("TemplatesAuthor writes", () => {
  const planned = async (): Promise<{ storyboard: Storyboard; scene: Storyboard["scenes"][number] }> => {
    const { storyboard } = await broken.plan("The whole topic");
    return { storyboard, scene: storyboard.scenes[0]! };
  };

  it("a template's own file while what it shows is unchanged", async () => {
    const { storyboard, scene } = await planned();
    scene.beats[0]!.narration = "Said otherwise, and for longer.";
    scene.beats[0]!.duration = 9;
    expect(await broken.writeScene(storyboard, scene)).toContain('"""The only scene."""');
  });

  it("another title into a template's file, as text that cannot run", async () => {
    const { storyboard, scene } = await planned();
    scene.title = 'It costs $5 & "more" #read("x")';
    const code = await broken.writeScene(storyboard, scene);
    expect(code).toContain('"""The only scene."""');
    expect(code.match(/^TITLE = .*$/m)?.[0]).toContain("\\#read");
    expect(code.match(/^TITLE = .*$/m)?.[0]).toContain("\\$5");
  });

  it.each([
    ["what is shown", { points: ["Another point"] }, "Another point"],
    ["a formula", { formulas: ["x = 1"] }, "x = 1"],
  ])("the scene anew when %s changed", async (_what, change, shown) => {
    const { storyboard, scene } = await planned();
    Object.assign(scene.beats[0]!, change);
    const code = await broken.writeScene(storyboard, scene);
    expect(code).toContain("written from its beats");
    expect(code).toContain(shown);
  });

  it("never a repair", async () => {
    expect(await author.repair()).toBeNull();
  });
});
