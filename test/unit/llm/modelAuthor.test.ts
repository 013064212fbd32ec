import { describe, expect, it, onTestFinished, vi } from "vitest";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { Storyboard } from "../../../protocol/storyboard.js";
import type { Author, AuthorContext } from "../../../server/src/llm/author.js";
import type { Spent } from "../../../server/src/llm/spent.js";
import { GeminiModel } from "../../../server/src/llm/gemini/geminiModel.js";
import { modelName } from "../../../server/src/llm/gemini/models.js";
import { ModelAuthor } from "../../../server/src/llm/modelAuthor.js";
import { faultyLines } from "../../fixtures/gemini/composer.js";
import { startGeminiServer, type GeminiServer } from "../../fixtures/gemini/geminiServer.js";
import type { Behaviour, Scenario, Step } from "../../fixtures/gemini/scenario.js";

interface Stage {
  server: GeminiServer;
  author: Author;
  context: AuthorContext;
  spent: Spent[];
  reports: string[];
}

async function stage(scenario: Scenario = {}, key?: string | null, repairer?: string): Promise<Stage> {
  const server = await startGeminiServer(scenario);
  onTestFinished(() => server.close());
  const [spent, reports]: [Spent[], string[]] = [[], []];
  const model = (role: "planner" | "scene", name = ""): GeminiModel =>
    new GeminiModel({
      model: modelName(name, role),
      key: () => Promise.resolve(key === undefined ? server.key : key),
      baseUrl: server.url,
    });
  const author = new ModelAuthor({
    provider: "gemini",
    planner: model("planner"),
    coder: model("scene"),
    ...(repairer !== undefined && { repairer: model("scene", repairer) }),
    installed: () => Promise.resolve({ manim: "0.22.0", typst: true, latex: false, allowedImports: [] }),
  });
  const context: AuthorContext = {
    signal: new AbortController().signal,
    report: (message) => void reports.push(message),
    spent: (usage) => void spent.push(usage),
  };
  return { server, author, context, spent, reports };
}

const steps = (behaviour: Behaviour, times = 1, on?: Step["on"]): Scenario => ({ steps: [{ behaviour, times, on }] });

async function problemOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error: unknown = await work.then(
    () => new Error("nothing went wrong"),
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problem;
  throw error;
}

async function planned(on: Stage): Promise<{ storyboard: Storyboard; scene: Storyboard["scenes"][number] }> {
  const { storyboard } = await on.author.plan("Why is the sky blue?", on.context);
  return { storyboard, scene: storyboard.scenes[0]! };
}

describe("ModelAuthor plans", () => {
  it("a storyboard that is valid and holds what this request's answer said", async () => {
    const on = await stage({ scenes: 3 });
    const { storyboard } = await planned(on);
    expect(Storyboard.safeParse(storyboard).success).toBe(true);
    expect(storyboard.topic).toBe("Why is the sky blue?");
    expect(storyboard.scenes).toHaveLength(3);
    const nonce = on.server.requests[0]?.nonce ?? "none";
    expect(storyboard.scenes[0]?.beats[0]?.points).toEqual([nonce]);
    expect(on.server.requests[0]?.prompt).toContain("Why is the sky blue?");
    expect(on.spent).toHaveLength(1);
  });

  it("asks once more with the faults when the plan is invalid", async () => {
    const on = await stage(steps({ do: "badPlan" }));
    const { storyboard } = await planned(on);
    const [first, second] = on.server.requests;
    expect(on.server.requests).toHaveLength(2);
    expect(second?.prompt).toContain("scenes.0.beats.0.narration");
    expect(second?.prompt).toContain(`${first?.nonce} ${first?.nonce}`);
    expect(storyboard.scenes[0]?.beats[0]?.points).toEqual([second?.nonce]);
    expect(on.spent).toHaveLength(2);
  });

  it("gives up after the second invalid plan", async () => {
    const on = await stage(steps({ do: "badPlan" }, 0));
    expect(await problemOf(planned(on))).toMatchObject({ code: "answer-invalid" });
    expect(on.server.requests).toHaveLength(2);
  });

  it.each([
    [{ do: "empty" }, "answer-empty", 2],
    [{ do: "text", text: "Sorry, no JSON today." }, "answer-invalid", 2],
    [{ do: "text", text: "null" }, "answer-invalid", 2],
    [{ do: "finish", reason: "MAX_TOKENS" }, "answer-truncated", 1],
    [{ do: "finish", reason: "SAFETY" }, "answer-refused", 1],
    [{ do: "block", reason: "SAFETY" }, "answer-refused", 1],
    [{ do: "error", status: 400, reason: "API_KEY_INVALID" }, "key-rejected", 1],
  ] as const)("%j for ever is %s after %d requests", async (behaviour, code, requests) => {
    const on = await stage(steps(behaviour, 0));
    expect(await problemOf(planned(on))).toMatchObject({ code });
    expect(on.server.requests).toHaveLength(requests);
  });

  it("says that a key is missing without asking anybody", async () => {
    const on = await stage({}, null);
    expect(await problemOf(planned(on))).toMatchObject({ code: "key-missing" });
    expect(on.server.requests).toHaveLength(0);
  });
});

describe("ModelAuthor writes scenes", () => {
  it("as one file with the class, the sections and this request's nonce, without Markdown", async () => {
    const on = await stage();
    const { storyboard, scene } = await planned(on);
    const code = await on.author.writeScene(storyboard, scene, on.context);
    expect(code).toMatch(/^# Answer to request [0-9a-f]{16}\nfrom manim import \*\n/);
    expect(code).toContain(`NONCE = "${on.server.requests[1]?.nonce}"`);
    expect(code).toContain(`class ${scene.className}(Scene):`);
    for (const beat of scene.beats) expect(code).toContain(`self.next_section("${beat.id}")`);
    expect(code).not.toContain("```");
    expect(on.server.requests[1]?.system).toContain("LaTeX is NOT installed");
  });

  it("asks again for a class that is missing, and gives up after that", async () => {
    const on = await stage();
    const { storyboard, scene } = await planned(on);
    on.server.script({ behaviour: { do: "text", text: "```python\nprint(1)\n```" } });
    expect(await on.author.writeScene(storyboard, scene, on.context)).toContain(`class ${scene.className}`);
    expect(on.server.requests.at(-1)?.prompt).toContain(`holds no class ${scene.className}`);
    on.server.script({ behaviour: { do: "text", text: "no code" }, times: 0 });
    expect(await problemOf(on.author.writeScene(storyboard, scene, on.context))).toMatchObject({
      code: "answer-invalid",
    });
  });

  it("takes a scene that names its sections in no way, after asking once for them", async () => {
    const on = await stage();
    const { storyboard, scene } = await planned(on);
    const text = `class ${scene.className}(Scene):\n    def construct(self):\n        self.wait()\n`;
    on.server.script({ behaviour: { do: "text", text }, times: 0 });
    expect(await on.author.writeScene(storyboard, scene, on.context)).toBe(text);
    expect(on.server.requests).toHaveLength(3);
    expect(on.server.requests[2]?.prompt).toContain('no self.next_section("opening")');
  });
});

describe("ModelAuthor repairs", () => {
  it.each(["name", "zero", "syntax"] as const)("a %s fault from its problem and the whole code", async (fault) => {
    const on = await stage();
    const { storyboard, scene } = await planned(on);
    on.server.script({ behaviour: { do: "fault", fault } });
    const code = await on.author.writeScene(storyboard, scene, on.context);
    expect(code).toContain(faultyLines[fault]);
    const line = code.split("\n").findIndex((text) => text.includes(faultyLines[fault])) + 1;
    const problems = [problem("scene-exception", "It broke here.", { line })];
    const earlier = [[problem("unknown-argument", "It broke there before.")]];
    const repaired = await on.author.repair({ storyboard, scene, code, problems, earlier }, on.context);
    const request = on.server.requests.at(-1);
    expect(request?.kind).toBe("repair");
    for (const [index, text] of code.trimEnd().split("\n").entries()) {
      expect(request?.prompt).toMatch(
        new RegExp(`^ *${index + 1} \\| ${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`, "m"),
      );
    }
    expect(request?.prompt).toContain(`line ${line} [scene-exception]: It broke here.`);
    expect(request?.prompt).toContain("It broke there before.");
    expect(repaired).toContain(`NONCE = "${request?.nonce}"`);
    expect(repaired).not.toContain(faultyLines[fault]);
  });

  it("with the model that is named for it, and writes with the other", async () => {
    const on = await stage({}, undefined, "gemini-3.5-flash-lite");
    expect(on.author.model).toBe(`${modelName("", "scene")}, gemini-3.5-flash-lite`);
    const { storyboard, scene } = await planned(on);
    const code = await on.author.writeScene(storyboard, scene, on.context);
    await on.author.repair({ storyboard, scene, code, problems: [], earlier: [] }, on.context);
    const models = on.server.requests.map(({ kind, path }) => `${kind} ${/models\/([\w.-]+)/.exec(path)?.[1]}`);
    expect(models).toEqual([
      `plan ${modelName("", "planner")}`,
      `scene ${modelName("", "scene")}`,
      "repair gemini-3.5-flash-lite",
    ]);
  });

  it("keeps the class of the code where the plan only guessed it", async () => {
    const on = await stage();
    const { storyboard, scene } = await planned(on);
    const code = "class Mine(Scene):\n    def construct(self):\n        self.play(\n";
    const task = {
      storyboard,
      scene,
      code,
      problems: [problem("syntax-error", "It never closes.", { line: 3 })],
      earlier: [],
    };
    expect(await on.author.repair(task, on.context)).toContain("class Mine(Scene):");
  });
});

describe("ModelAuthor and everything around it", () => {
  it("ends with cancelled, at once, when its signal is aborted", async () => {
    const on = await stage(steps({ do: "hang" }, 0));
    const controller = new AbortController();
    const pending = problemOf(on.author.plan("anything", { ...on.context, signal: controller.signal }));
    await vi.waitFor(() => expect(on.server.requests).toHaveLength(1));
    const started = performance.now();
    controller.abort();
    expect(await pending).toMatchObject({ code: "cancelled" });
    expect(performance.now() - started).toBeLessThan(300);
    await vi.waitFor(() => expect(on.server.requests[0]?.aborted).toBe(true));
  });

  it("tells the user what it does and when it waits", async () => {
    const on = await stage(steps({ do: "error", status: 429, retryDelay: 0.05, message: "Slow down." }));
    await planned(on);
    expect(on.reports.join("\n")).toMatch(/Planning with gemini-[\s\S]*Slow down\.[\s\S]*Trying again in/);
  });
});
