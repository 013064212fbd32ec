import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Lane } from "../../../server/src/batch/lane.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { requestId, sealed } from "../../../server/src/llm/prompts/task.js";
import { startGeminiServer } from "../../fixtures/gemini/geminiServer.js";
import type { BatchBehaviour } from "../../fixtures/gemini/scenario.js";
import { quickLimits } from "../../fixtures/batch/quickLimits.js";
import { modelOn } from "../llm/gemini/harness.js";

function sceneRequest(index: number) {
  const prompt = sealed([`Scene ${index}.`], "scene", { Class: `Scene${index}`, Beats: "first" });
  const common = { system: "You write.", temperature: 0.1, maxOutputTokens: 1000 };
  return { label: `scene ${index}`, prompt, echo: requestId(prompt), ...common };
}

/** The classes that so many scene requests were answered with, and what the server has made and been asked. */
async function scenes(count: number, ...behaviours: BatchBehaviour[]) {
  const server = await startGeminiServer({ batches: { steps: [{ behaviours }] } });
  const state = mkdtempSync(join(tmpdir(), "lane-"));
  const log: string[] = [];
  const line = (text: string): void => void log.push(text);
  const lane = new Lane({
    ...{ database: openDatabase(state), stateFolder: state, limits: { ...quickLimits, fileThreshold: 20 } },
    log: { info: line, warn: line, error: line },
  });
  onTestFinished(async () => {
    await lane.close();
    await server.close();
    rmSync(state, { recursive: true });
  });
  const model = lane.model(modelOn(server), "scenes", "job");
  const outcomes = await Promise.all(
    Array.from({ length: count }, (_, index) => model.generate(sceneRequest(index), AbortSignal.timeout(15_000))),
  );
  const classes = outcomes.map((outcome) =>
    outcome.kind === "answer" ? /class (\w+)\(/.exec(outcome.text)?.[1] : JSON.stringify(outcome),
  );
  const calls = server.requests.map(({ method, path }) => `${method} ${path}`);
  const creates = calls.filter((call) => call.includes("batchGenerateContent")).length;
  return { classes, creates, singles: calls.filter((call) => call.includes(":generateContent")).length, log, lane };
}

const expected = (count: number) => Array.from({ length: count }, (_, index) => `Scene${index}`);

describe("the lane over Gemini's own batches", () => {
  it.each([5, 25])("gives %i scenes their code from one batch", async (count) => {
    const { classes, creates, singles, log, lane } = await scenes(count);
    expect(classes).toEqual(expected(count));
    expect([creates, singles]).toEqual([1, 0]);
    expect(log[0]).toBe(`Processing batch of ${count} Manim requests`);
    expect(log.some((line) => line.startsWith("Created batch job: batches/"))).toBe(true);
    const [batch] = lane.ledger.batches();
    expect(batch).toMatchObject({ form: count > 20 ? "file" : "inline", succeeded: count });
    expect(batch?.usd).toBeGreaterThan(0);
  });

  it.each<[string, number, BatchBehaviour[]]>([
    ["the create is cut and the list is late", 0, [{ do: "acceptAndReset" }, { do: "hide", lists: 2 }]],
    ["answers are shuffled", 0, [{ do: "shuffle" }]],
    ["answers have no keys", 0, [{ do: "dropKeys" }]],
    ["answers have no keys and are shuffled", NaN, [{ do: "shuffle" }, { do: "dropKeys" }]],
    ["two answers have each other's key", 2, [{ do: "swap" }]],
    ["answers are missing", 2, [{ do: "drop", count: 2 }]],
    ["one comes twice", 0, [{ do: "duplicate" }]],
    ["half came before it failed", 3, [{ do: "half", state: "BATCH_STATE_FAILED" }]],
    ["it expires", 6, [{ do: "expire" }]],
    ["answers are errors", 2, [{ do: "answerErrors", count: 2, code: 500, message: "internal" }]],
  ])("gives each scene its own code when %s, with %s single calls", async (_name, calls, behaviours) => {
    const { classes, creates, singles } = await scenes(6, ...behaviours);
    expect(classes).toEqual(expected(6));
    expect(creates).toBe(1);
    if (!Number.isNaN(calls)) expect(singles).toBe(calls);
  });
});
