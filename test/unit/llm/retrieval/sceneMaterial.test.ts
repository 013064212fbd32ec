import { describe, expect, it } from "vitest";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import { SceneMaterials } from "../../../../server/src/llm/retrieval/sceneMaterial.js";
import { WorkedScenes } from "../../../../server/src/llm/retrieval/workedScenes.js";
import { loadCatalogue } from "../../../../server/src/llm/templates/catalogue.js";
import { scenePrompt } from "../../../../server/src/llm/prompts/scenePrompt.js";
import { repairPrompt } from "../../../../server/src/llm/prompts/repairPrompt.js";
import { index, installed, sceneOf } from "./entries.js";

const signal = new AbortController().signal;
const scene = sceneOf("A circle turns into a square.");
const storyboard = { version: 1 as const, topic: "t", title: "t", language: "en", scenes: [scene] };

function materials(settings: { useRag: boolean; useContextLearning: boolean }, api = () => Promise.resolve(index)) {
  const said: string[] = [];
  const log = { info: () => undefined, warn: (line: string) => void said.push(line), error: () => undefined };
  const examples = async () => new WorkedScenes(await loadCatalogue("media/templates"));
  return { said, source: new SceneMaterials({ settings, api, examples, log }) };
}

describe("what a scene's prompt is given", () => {
  it.each([
    [{ useRag: true, useContextLearning: false }, true, false],
    [{ useRag: false, useContextLearning: true }, false, true],
    [{ useRag: true, useContextLearning: true }, true, true],
    [{ useRag: false, useContextLearning: false }, false, false],
  ])("with %j", async (settings, api, examples) => {
    const material = await materials(settings).source.forScene(scene, installed, signal);
    const prompt = scenePrompt(storyboard, scene, [], material);
    expect(prompt.includes("- class Circle(radius=None")).toBe(api);
    expect(prompt.includes("<examples>\n")).toBe(examples);
    expect(prompt).toMatch(/\nRequest-Id: [0-9a-f]{16}$/);
    expect(prompt).toBe(
      scenePrompt(storyboard, scene, [], await materials(settings).source.forScene(scene, installed, signal)),
    );
  });

  it("has no examples in Typst where there is none", async () => {
    const { source } = materials({ useRag: false, useContextLearning: true });
    expect((await source.forScene(scene, { ...installed, typst: false }, signal)).examples).toBe("");
  });

  it("has signatures for a repair as well, and none of either when switched off", async () => {
    const found = problem("undefined-name", "name 'Wriite' is not defined", { line: 1 });
    const task = { storyboard, scene, code: "Wriite(Circle())", problems: [found], earlier: [] };
    const on = await materials({ useRag: true, useContextLearning: true }).source.forRepair(task, installed, signal);
    expect(repairPrompt(task, [], on)).toContain("- class Write(vmobject)");
    const off = await materials({ useRag: false, useContextLearning: true }).source.forRepair(task, installed, signal);
    expect(repairPrompt(task, [], off)).toBe(repairPrompt(task));
  });

  it("goes without where Manim cannot be described, and says so in the log", async () => {
    const lost = () => Promise.reject(new ProblemError(problem("worker-lost", "It ended.")));
    const { source, said } = materials({ useRag: true, useContextLearning: false }, lost);
    expect(await source.forScene(scene, installed, signal)).toEqual({ api: "", examples: "" });
    expect(said).toEqual([expect.stringContaining("It ended.")]);
  });

  it("stops when it is cancelled", async () => {
    const cancelled = () => Promise.reject(new ProblemError(problem("cancelled", "Cancelled.")));
    const { source } = materials({ useRag: true, useContextLearning: false }, cancelled);
    await expect(source.forScene(scene, installed, signal)).rejects.toMatchObject({ problem: { code: "cancelled" } });
  });
});
