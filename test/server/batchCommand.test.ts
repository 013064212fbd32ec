/** `manim-video batch` and `manim-video caches`, for any prompts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ResultLine } from "../../server/src/cli/batch/resultLines.js";
import { startOpenAIServer } from "../fixtures/openai/openaiServer.js";
import { BatchRig } from "./batchRig.js";
import type { Ran } from "./commandLine.js";

let rig: BatchRig;
beforeAll(async () => {
  rig = await BatchRig.open({ batches: { polls: 4 } });
});
afterAll(() => rig.close());

const rest = (text: string): object => ({ contents: [{ role: "user", parts: [{ text }] }] });
const json = (...values: unknown[]): string[] => values.map((value) => JSON.stringify(value));
const results = ({ answer }: Ran): ResultLine[] => (answer.results ?? []) as ResultLine[];
const codes = ({ answer }: Ran): string[] => answer.problems.map(({ code }) => code);

/** Sends a file; answers the id of its only batch. */
async function submitted(name: string, lines: string[], ...more: string[]): Promise<{ ran: Ran; id: string }> {
  const ran = await rig.run("batch", "submit", rig.file(name, lines), ...more);
  return { ran, id: ran.answer.batch?.id ?? "" };
}

/** Looks until all have ended: the server ends a batch when it was looked at four times. */
async function ended(id: string): Promise<Ran> {
  for (let looks = 0; looks < 8; looks += 1) {
    const ran = await rig.run("batch", "status", id);
    if (ran.answer.batches?.every(({ phase }) => phase === "settled")) return ran;
  }
  throw new Error(`${id} has not ended`);
}

describe("manim-video batch", () => {
  it("sends good lines, names bad ones by number, and gives each answer to its own id", async () => {
    const good = json({ id: "a", prompt: "Say one", metadata: { page: 7 } }, { key: "b", request: rest("Say two") });
    const bad = ["not JSON", ...json({ id: "a", prompt: "again" }, { prompt: "x", temperature: "hot" })];
    const { ran, id } = await submitted("mixed.jsonl", [...good, ...bad]);
    expect([ran.code, ran.answer.ok]).toEqual([1, false]);
    expect(ran.answer.problems.map(({ code, line }) => [code, line])).toEqual([
      ["list-invalid", 3],
      ["request-duplicate", 4],
      ["list-invalid", 5],
    ]);
    expect(ran.answer.quote).toMatchObject({ requests: { expected: 2 }, mode: "batch", cap: null });
    const { interactive, batch } = ran.answer.quote!.usd;
    expect(batch! / interactive!).toBeCloseTo(0.5, 6);
    expect(ran.answer.batch).toMatchObject({ phase: "created", requests: 2, name: "batches/loopback-1" });

    const early = await rig.run("batch", "results", id);
    expect([early.code, results(early)]).toEqual([1, []]);
    expect(early.answer.problems).toMatchObject([{ code: "job-running", severity: "information" }]);

    expect((await ended(id)).answer.batch).toMatchObject({ state: "JOB_STATE_SUCCEEDED", succeeded: 2 });
    const done = await rig.run("batch", "results", id);
    expect(done.code).toBe(0);
    expect(results(done)).toMatchObject([
      { id: "a", response: "Answer to: Say one", kind: "answer", metadata: { page: 7 }, model: "gemini-3.8-flash" },
      { key: "b", response: { candidates: [{ content: { role: "model" } }] }, kind: "answer" },
    ]);
    expect(results(done).every(({ usd, tokens }) => usd! > 0 && tokens!.total > 0)).toBe(true);

    const words = await rig.words("batch", "results", id);
    expect(
      words.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(results(done));
    await rig.run("batch", "results", "batches/loopback-1", "--out", join(rig.root, "out.jsonl"));
    expect(readFileSync(join(rig.root, "out.jsonl"), "utf8")).toBe(words.stdout);
    expect(rig.creates()).toEqual([1]);
  });

  it("sends again what has no answer, once its batch has ended, and everything with --all", async () => {
    rig.server.scriptBatches({ behaviours: [{ do: "answerErrors", count: 1, code: 503, message: "Overloaded." }] });
    const before = rig.creates().length;
    const { id } = await submitted("two.jsonl", json({ id: "a", prompt: "One" }, { id: "b", prompt: "Two" }));
    expect(codes(await rig.run("batch", "rerun", id))).toEqual(["job-running"]);
    await ended(id);
    const part = await rig.run("batch", "results", id);
    expect([part.code, part.answer.problems.length]).toEqual([1, 1]);
    expect(part.answer.problems[0]?.message).toMatch(/^a: .*Overloaded/);
    expect(results(part)).toMatchObject([
      { id: "a", kind: "failed", usd: null },
      { id: "b", kind: "answer" },
    ]);
    expect(results(part)[0]?.error?.message).toContain("Overloaded");

    const again = await rig.run("batch", "rerun", id);
    expect([again.code, again.answer.batch?.requests]).toEqual([0, 1]);
    const second = again.answer.batch?.id ?? "";
    await ended(second);
    expect(results(await rig.run("batch", "results", second))).toMatchObject([{ id: "a", response: "Answer to: One" }]);
    expect((await rig.run("batch", "rerun", second)).answer.batches).toEqual([]);
    expect((await rig.run("batch", "rerun", second, "--all")).answer.batch?.requests).toBe(1);
    expect(rig.creates().slice(before)).toEqual([1, 1, 1]);
  });

  it("asks all lines now with --mode interactive, five at once, and gives the same results", async () => {
    const before = [rig.creates().length, rig.singly().length];
    rig.server.script({ on: "free", behaviour: { do: "slow", milliseconds: 500 }, times: 12 });
    const good = Array.from({ length: 12 }, (_, index) => ({
      id: `q${index}`,
      prompt: `Say ${index}`,
      metadata: { index },
    }));
    const file = rig.file("now.jsonl", [...json(...good, { key: "body", request: rest("Say") }), "not JSON"]);
    const out = join(rig.root, "now.out.jsonl");
    const ran = await rig.run("batch", "submit", file, "--mode", "interactive", "--out", out);
    expect([ran.code, codes(ran)]).toEqual([1, ["list-invalid", "list-invalid"]]);
    expect(ran.answer.quote).toMatchObject({ requests: { expected: 12 }, mode: "interactive", wait: "minutes" });
    expect(ran.answer.quote?.price).toBe(ran.answer.quote?.usd.interactive);
    const [body, ...answers] = results(ran).toReversed();
    expect(body).toMatchObject({
      key: "body",
      kind: "failed",
      error: { code: "list-invalid" },
      tokens: null,
      usd: null,
    });
    expect(answers.toReversed()).toMatchObject(
      good.map(({ id, prompt, metadata }) => ({ id, response: `Answer to: ${prompt}`, kind: "answer", metadata })),
    );
    expect(answers.every(({ usd, tokens }) => usd! > 0 && tokens!.total > 0)).toBe(true);
    expect(readFileSync(out, "utf8")).toBe(json(...results(ran)).join("\n") + "\n");
    expect(ran.answer.bill).toMatchObject({ requests: 12, cancelled: 0 });
    expect(ran.answer.bill?.usd).toBeCloseTo(
      answers.reduce((sum, { usd }) => sum + (usd ?? NaN), 0),
      12,
    );
    expect([rig.creates().length, rig.singly().length - before[1]!]).toEqual([before[0], 12]);
    const sent = rig.server.requests.filter(({ path }) => path.endsWith(":generateContent"));
    const starts = sent.slice(before[1]).map(({ at }) => at);
    const together = starts.map((start) => starts.filter((other) => other <= start && start - other < 500).length);
    expect(Math.max(...together)).toBe(5);
  });

  it("tells a refused answer from others with --mode interactive, and asks nothing above the cap", async () => {
    rig.server.script({ on: "free", behaviour: { do: "block", reason: "SAFETY" } });
    const file = rig.file("block.jsonl", json({ id: "a", prompt: "One" }, { id: "b", prompt: "Two" }));
    const ran = await rig.run("batch", "submit", file, "--mode", "interactive");
    expect([ran.code, codes(ran)]).toEqual([1, ["answer-refused"]]);
    expect(
      results(ran)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["answer", "refused"]);
    const asked = rig.singly().length;
    const capped = await rig.run("batch", "submit", file, "--mode", "interactive", "--max-usd", "0.0001");
    expect([capped.code, codes(capped), rig.singly().length]).toEqual([1, ["cap-exceeded"], asked]);
  });

  it("cancels and waits for the final state", async () => {
    rig.server.scriptBatches({ behaviours: [{ do: "never" }] });
    const { id } = await submitted("never.jsonl", json({ prompt: "One" }));
    const { code, answer } = await rig.run("batch", "cancel", id);
    expect([code, answer.batch]).toMatchObject([0, { phase: "settled", state: "JOB_STATE_CANCELLED" }]);
    expect(results(await rig.run("batch", "results", id))).toMatchObject([
      { id: "line-1", error: { code: "cancelled" } },
    ]);
    const [newest, ...others] = (await rig.run("batch", "list")).answer.batches ?? [];
    expect([newest?.id, others.length]).toEqual([id, rig.creates().length - 1]);
  });

  it("sends nothing above the cap, without a request, or where no model has the name", async () => {
    const before = rig.creates();
    const refused = async (lines: string[], ...more: string[]): Promise<unknown[]> => {
      const { ran } = await submitted("refused.jsonl", lines, ...more);
      return [ran.code, ...codes(ran)];
    };
    expect(await refused(json({ prompt: "One" }), "--max-usd", "0.0001")).toEqual([1, "cap-exceeded"]);
    expect(await refused([])).toEqual([1, "list-empty"]);
    expect(await refused(json({ prompt: "One", model: "gemini/no such" }))).toEqual([1, "setting-invalid"]);
    expect(await refused(json({ prompt: "@use_cache gone\nOne" }))).toEqual([1, "cache-missing"]);
    expect(rig.creates()).toEqual(before);
  });

  it("tells a request that the provider refuses by its id, and sends the others", async () => {
    const refused = { ...rest("Say one"), nonsense: 1 };
    const lines = json({ key: "bad", request: refused }, { key: "good", request: rest("Say two") });
    const { ran } = await submitted("nonsense.jsonl", lines);
    expect([ran.code, ran.answer.batches?.map(({ phase }) => phase)]).toEqual([1, ["dropped", "created"]]);
    expect(ran.answer.problems).toMatchObject([{ code: "provider-refused" }]);
    expect(ran.answer.problems[0]?.message).toMatch(/^bad: .*nonsense/);
    const list = ran.answer.lists?.[0] ?? "";
    await rig.run("batch", "status", list);
    await expect.poll(async () => results(await rig.run("batch", "results", list)).length, { timeout: 20_000 }).toBe(2);
    expect(results(await rig.run("batch", "results", list))).toMatchObject([
      { key: "bad", error: { code: "provider-refused" } },
      { key: "good", kind: "answer" },
    ]);
  });

  it("does the same at a server of the OpenAI kind, without a Gemini key", async () => {
    const openai = await startOpenAIServer({ batches: { polls: 2 } });
    try {
      const env = { GEMINI_API_KEY: "", OPENAI_API_KEY: openai.key, OPENAI_BASE_URL: openai.url };
      const run = (...args: string[]): Promise<Ran> => rig.start([...args, "--json"], env).ended;
      const lines = json(
        { id: "a", prompt: "One" },
        { key: "b", request: { messages: [{ role: "user", content: "Two" }] } },
      );
      const sent = await run("batch", "submit", rig.file("openai.jsonl", lines), "--model", "openai/some-model");
      expect([sent.code, sent.answer.quote?.price]).toEqual([0, null]);
      expect(codes(sent)).toEqual(["price-unknown"]);
      const id = sent.answer.batch?.id ?? "";
      await expect.poll(async () => results(await run("batch", "results", id)).length, { timeout: 20_000 }).toBe(2);
      expect(results(await run("batch", "results", id))).toMatchObject([
        { id: "a", response: "Answer to: One", kind: "answer", usd: null },
        { key: "b", response: { choices: [{ message: { content: "Answer to: Two" } }] } },
      ]);
      expect(codes(await run("caches", "list", "--model", "openai/some-model"))).toEqual(["cache-refused"]);
      expect(Object.values(openai.creates)).toEqual([1]);
    } finally {
      await openai.close();
    }
  });

  it("is refused as wrong use, and for a batch that is not there", async () => {
    const ends = async (...args: string[]): Promise<unknown[]> => {
      const ran = await rig.run(...args);
      return [ran.code, ...codes(ran)];
    };
    expect(await ends("batch")).toEqual([2, "usage"]);
    expect(await ends("batch", "constructor", "x")).toEqual([2, "usage"]);
    expect(await ends("batch", "status", "nothing")).toEqual([1, "batch-missing"]);
    expect(await ends("batch", "submit", join(rig.root, "nothing.jsonl"))).toEqual([1, "file-missing"]);
    const file = rig.file("one.jsonl", json({ prompt: "One" }));
    expect(await ends("batch", "submit", file, "--deadline", "6h")).toEqual([2, "usage"]);
    expect(await ends("batch", "submit", file, "--provider", "templates")).toEqual([2, "usage"]);
    expect(await ends("caches", "create", "name")).toEqual([2, "usage"]);
  });
});

describe("manim-video caches", () => {
  it("makes, lists, shows, extends and deletes one that prompts use by name", async () => {
    const text = rig.file("instructions.txt", ["A word of instruction. ".repeat(900)]);
    const made = await rig.run("caches", "create", "mine", text, "--ttl", "2h");
    const [cache] = made.answer.caches ?? [];
    expect([made.code, cache]).toMatchObject([0, { displayName: "mine", model: "gemini-3.8-flash" }]);
    expect(Date.parse(cache!.expiresAt) - Date.now()).toBeGreaterThan(1.9 * 3_600_000);
    expect(codes(await rig.run("caches", "create", "mine", text))).toEqual(["cache-refused"]);
    expect(codes(await rig.run("caches", "create", "small", rig.file("small.txt", ["Too short."])))).toEqual([
      "cache-refused",
    ]);
    expect((await rig.run("caches", "list")).answer.caches).toEqual([cache]);

    const longer = (await rig.run("caches", "extend", "mine", "--ttl", "50h")).answer.caches?.[0];
    expect(Date.parse(longer!.expiresAt) - Date.now()).toBeGreaterThan(49 * 3_600_000);
    expect((await rig.run("caches", "show", cache!.name)).answer.caches).toEqual([longer]);

    const { ran, id } = await submitted("cached.jsonl", json({ id: "q", prompt: "@use_cache mine\nWhat is it?" }));
    expect(ran.answer.quote?.context.choice).toBe("explicit");
    const [sent] = rig.inBatches().at(-1) ?? [];
    expect(sent).toMatchObject({ prompt: "What is it?", body: { cachedContent: cache!.name } });
    await ended(id);
    expect(results(await rig.run("batch", "results", id))[0]?.tokens?.cached).toBe(cache!.tokens);

    expect((await rig.run("caches", "delete", "mine")).code).toBe(0);
    expect(codes(await rig.run("caches", "show", "mine"))).toEqual(["cache-missing"]);
  });
});
