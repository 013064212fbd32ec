import { mkdtempSync, readdirSync, rmSync, writeFileSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { RequestsTask, RequestRun } from "../../../protocol/calls/newJobCalls.js";
import { defaultSettings, type Settings } from "../../../protocol/settings.js";
import { Lane } from "../../../server/src/batch/lane.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { Models } from "../../../server/src/models.js";
import { RequestDesk } from "../../../server/src/requests/requestDesk.js";
import { RequestRuns } from "../../../server/src/requests/requestRuns.js";
import { runText } from "../../../server/src/requests/runText.js";
import { quickLimits } from "../../fixtures/batch/quickLimits.js";
import { startGeminiServer } from "../../fixtures/gemini/geminiServer.js";
import type { Scenario } from "../../fixtures/gemini/scenario.js";

const signal = new AbortController().signal;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function stage(scenario: Scenario = {}, settings: Partial<Settings> = {}, key?: null) {
  const server = await startGeminiServer(scenario);
  const stateFolder = mkdtempSync(join(tmpdir(), "desk-"));
  const inForce = (): Settings => ({ ...defaultSettings(), geminiBaseUrl: server.url, ...settings });
  const given = key === null ? null : server.key;
  const keys = {
    geminiKey: () => Promise.resolve(given),
    hasGeminiKey: () => Promise.resolve(given !== null),
    openaiKey: () => Promise.resolve(null),
  };
  const models = new Models({ keys, settings: inForce });
  const database = openDatabase(stateFolder);
  const lane = new Lane({ database, stateFolder, limits: { ...quickLimits, fileThreshold: 20 }, log: silent });
  const desk = new RequestDesk({ models, lane, settings: inForce, stateFolder, log: silent });
  onTestFinished(async () => {
    await desk.runs.close();
    await lane.close();
    await server.close();
    rmSync(stateFolder, { recursive: true });
  });
  return { server, lane, desk, stateFolder };
}

const task = (more: Partial<RequestsTask> = {}): RequestsTask => ({
  source: { form: "lines", text: "What is one?\nWhat is two?\nWhat is three?" },
  ...{
    files: [],
    context: "auto",
    cache: "",
    provider: "auto",
    model: "",
    mode: "batch",
    batchForm: "auto",
    maxUsd: 0,
  },
  ...more,
});

async function ended(desk: RequestDesk, id: string): Promise<RequestRun> {
  for (;;) {
    const run = await desk.runs.show(id, 0);
    if (run.state !== "running") return run;
    await new Promise((done) => setTimeout(done, 20));
  }
}

describe("plain requests", () => {
  it("are quoted without anything being sent: both prices, the batches, what they say", async () => {
    const { desk, server } = await stage();
    const quote = await desk.quote(task(), signal);
    expect(quote).toMatchObject({ count: 3, problems: [], batches: [{ form: "inline", requests: 3 }] });
    expect(quote.quote?.usd.batch).toBeCloseTo((quote.quote?.usd.interactive ?? NaN) / 2, 10);
    expect(quote.quote?.tokens.counted).toBe("provider");
    expect(quote.shown.map(({ prompt }) => prompt)).toEqual(["What is one?", "What is two?", "What is three?"]);
    expect(new Set(server.requests.map(({ kind }) => kind))).toEqual(new Set(["count"]));
  });

  it("have the problems of their lines, and no quote where none is left", async () => {
    const { desk } = await stage();
    const bad = await desk.quote(task({ source: { form: "jsonl", text: "nonsense" } }), signal);
    expect(bad).toMatchObject({ quote: null, count: 0, problems: [{ code: "list-invalid", line: 1 }] });
  });

  it.each(["inline", "file"] as const)("go out as a batch of the chosen form: %s", async (batchForm) => {
    const { desk, lane, server } = await stage();
    expect((await desk.quote(task({ batchForm }), signal)).batches).toEqual([{ form: batchForm, requests: 3 }]);
    const sent = await desk.send(task({ batchForm }), signal);
    expect(sent).toMatchObject({ kind: "batches", batches: [{ form: batchForm, requests: 3 }] });
    const [batch] = sent.kind === "batches" ? sent.batches : [];
    await expect.poll(() => lane.ledger.batch(batch!.id)?.phase, { timeout: 10_000 }).toBe("settled");
    expect(lane.ledger.entriesOf(batch!.id).map(({ kind }) => kind)).toEqual(["answer", "answer", "answer"]);
    expect(server.requests.some(({ kind }) => kind === "upload")).toBe(batchForm === "file");
  });

  it("are read from a file of any length by its path", async () => {
    const { desk, stateFolder } = await stage();
    const path = join(stateFolder, "requests.jsonl");
    writeFileSync(
      path,
      Array.from({ length: 25 }, (_, n) => JSON.stringify({ id: `n${n}`, prompt: `Say ${n}` })).join("\n"),
    );
    const quote = await desk.quote(task({ source: { form: "file", path } }), signal);
    expect(quote).toMatchObject({ count: 25, batches: [{ form: "file", requests: 25 }] });
    expect(quote.shown).toHaveLength(20);
    await expect(desk.quote(task({ source: { form: "file", path: `${path}.gone` } }), signal)).rejects.toThrow();
  });

  it("are asked at once, and their answers are kept as they come", async () => {
    const { desk, stateFolder } = await stage({
      steps: [{ on: "free", behaviour: { do: "finish", reason: "SAFETY" } }],
    });
    const sent = await desk.send(task({ mode: "interactive" }), signal);
    if (sent.kind !== "run") throw new Error("a run was expected");
    const run = await ended(desk, sent.run.id);
    expect(run).toMatchObject({ state: "done", count: 3, answered: 3 });
    expect(run.answers.map(({ kind }) => kind).sort()).toEqual(["answer", "answer", "refused"]);
    expect(run.usd).toBeGreaterThan(0);
    const again = new RequestRuns(stateFolder, silent);
    expect((await again.show(run.id, 0)).answers).toEqual(run.answers);
    expect(await again.show(run.id, 2)).toMatchObject({ answered: 3, answers: [{ id: run.answers[2]?.id }] });
    expect((await again.list()).map(({ id, answers }) => `${id} ${answers.length}`)).toEqual([`${run.id} 0`]);
    expect(
      runText(run, "jsonl")
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { place: number }).place),
    ).toEqual([0, 1, 2]);
  });

  it("that were cut off by the end of the backend are stopped, with what was answered", async () => {
    const { desk, stateFolder } = await stage();
    const sent = await desk.send(task({ mode: "interactive" }), signal);
    const id = sent.kind === "run" ? sent.run.id : "";
    const run = await ended(desk, id);
    const file = join(stateFolder, "requests", readdirSync(join(stateFolder, "requests"))[0] ?? "");
    writeFileSync(file, `${JSON.stringify({ id, startedAt: run.startedAt, count: 3, pid: 2 ** 30 })}\n`);
    appendFileSync(file, `${JSON.stringify(run.answers[0])}\n{"place":1,"id`);
    expect(await desk.runs.show(id, 0)).toMatchObject({ state: "stopped", answered: 1 });
    await expect(desk.runs.show("run-../../x-0000", 0)).rejects.toThrow(/no run/);
  });

  it("are stopped by the user", async () => {
    const { desk } = await stage({ steps: [{ on: "free", times: 0, behaviour: { do: "slow", milliseconds: 5000 } }] });
    const sent = await desk.send(task({ mode: "interactive" }), signal);
    const id = sent.kind === "run" ? sent.run.id : "";
    await desk.runs.stop(id);
    expect(await desk.runs.show(id, 0)).toMatchObject({ state: "stopped", answered: 0 });
  });

  it("above the cap are not sent", async () => {
    const { desk, server } = await stage();
    expect((await desk.quote(task({ maxUsd: 0.000001 }), signal)).quote?.allowed).toBe(false);
    await expect(desk.send(task({ maxUsd: 0.000001 }), signal)).rejects.toThrow(/the cap is/);
    expect(server.requests.filter(({ kind }) => kind !== "count")).toEqual([]);
  });

  it("without a key are a problem that says so", async () => {
    const { desk } = await stage({}, {}, null);
    await expect(desk.quote(task(), signal)).rejects.toMatchObject({ problem: { code: "key-missing" } });
  });
});

describe("files that requests share", () => {
  const files = [{ name: "rules.md", text: "Long rules. ".repeat(3000) }];

  it("are in the quote as they are sent, with the advice beside a wish", async () => {
    const { desk } = await stage();
    const plain = await desk.quote(task(), signal);
    const shared = await desk.quote(task({ files, context: "implicit" }), signal);
    const added = (shared.quote?.tokens.prompt ?? 0) - (plain.quote?.tokens.prompt ?? 0);
    expect(added).toBeGreaterThan(3 * 6000);
    expect(shared.quote?.context).toMatchObject({ choice: "implicit", advice: { choice: "none" } });
    const explicit = await desk.quote(task({ files, context: "explicit" }), signal);
    expect(explicit.quote?.context.choice).toBe("explicit");
    expect(explicit.quote!.usd.batch!).toBeGreaterThan(shared.quote!.usd.batch!);
  });

  it.each(["batch", "interactive"] as const)("lie in a cache at the provider where it is wished: %s", async (mode) => {
    const { desk, lane, server } = await stage();
    const sent = await desk.send(task({ files, context: "explicit", mode }), signal);
    if (sent.kind === "run") await ended(desk, sent.run.id);
    else await expect.poll(() => lane.ledger.batch(sent.batches[0]!.id)?.phase, { timeout: 10_000 }).toBe("settled");
    const made = server.requests.filter(({ kind, method }) => kind === "cache" && method === "POST");
    expect(made).toHaveLength(1);
    const asked = server.requests.filter(({ kind }) => kind === "free" || kind === "batchCreate");
    expect(asked.length).toBeGreaterThan(0);
    for (const { body } of asked) {
      expect(JSON.stringify(body)).toContain("cachedContents/");
      expect(JSON.stringify(body)).not.toContain("Long rules.");
    }
  });
});
