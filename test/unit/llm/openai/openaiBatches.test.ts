import { describe, expect, it, vi } from "vitest";
import type { BatchAnswer, BatchProvider, ProviderBatch } from "../../../../server/src/batch/provider.js";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import { costOf, Prices } from "../../../../server/src/llm/prices/prices.js";
import type { BatchBehaviour } from "../../../fixtures/gemini/scenario.js";
import type { OpenAIScenario, OpenAIServer } from "../../../fixtures/openai/openaiServer.js";
import { created, entries, newBatch as geminiBatch, today } from "../gemini/batches.js";
import { modelOn, openai, signal } from "./harness.js";

const newBatch: typeof geminiBatch = (more) => geminiBatch({ model: "local-7b", ...more });

interface Lane {
  server: OpenAIServer;
  batches: BatchProvider;
}

async function lane(scenario: OpenAIScenario = {}): Promise<Lane> {
  const server = await openai(scenario);
  const prices = new Prices([{ model: "local-7b", input: 1, cached: 1, output: 1 }]);
  return { server, batches: modelOn(server, { prices }).batches };
}

const doing = (...behaviours: BatchBehaviour[]): OpenAIScenario => ({ batches: { steps: [{ behaviours }] } });

async function finished(scenario: OpenAIScenario = {}, count = 3): Promise<Lane & { batch: ProviderBatch }> {
  const on = await lane(scenario);
  const { name } = created(await on.batches.create(newBatch({ entries: entries(count) }), signal()));
  for (let polls = 0; polls < 10; polls += 1) {
    const got = await on.batches.get(name, signal());
    if (got.ok && got.value !== null && !/PENDING|RUNNING|CANCELLING/.test(got.value.state))
      return { ...on, batch: got.value };
  }
  throw new Error("The batch does not end.");
}

async function answersOf({ batches, batch }: Lane & { batch: ProviderBatch }): Promise<BatchAnswer[]> {
  const answers = await batches.answers(batch, today, signal());
  if (!answers.ok) throw new Error(answers.problem.message);
  return answers.value;
}

const classOf = ({ outcome }: BatchAnswer): string | undefined =>
  outcome.kind === "answer" ? /class (\w+)\(/.exec(outcome.text)?.[1] : outcome.kind;

describe("OpenAIBatches creates", () => {
  it("from an uploaded file, whose lines have the keys, and tells each step", async () => {
    const { server, batches } = await lane();
    const batch = newBatch();
    const made = created(await batches.create(batch, signal()));
    expect(made).toMatchObject({ displayName: batch.displayName, model: "local-7b", state: "JOB_STATE_PENDING" });
    expect(batch.calls).toEqual(["uploaded file-loopback1", "sending"]);
    expect(server.requests.map(({ kind }) => kind)).toEqual(["file", "batchCreate"]);
    expect(server.requests[1]?.body).toMatchObject({ completion_window: "24h", endpoint: "/v1/chat/completions" });
  });

  it("sends nothing, and says why, where the reservation cannot be written", async () => {
    const { server, batches } = await lane();
    const sending = (): void => {
      throw new ProblemError(problem("disk-full", "No room for the ledger."));
    };
    const outcome = await batches.create(newBatch({ sending }), signal());
    expect(outcome).toMatchObject({ kind: "unsent", problem: { code: "disk-full" } });
    expect(server.requests.map(({ kind }) => kind)).toEqual(["file"]);
  });

  it("uses a file that is still there, and uploads one that is not", async () => {
    const { server, batches } = await lane();
    await batches.create(newBatch(), signal());
    const again = newBatch({ file: "file-loopback1" });
    created(await batches.create(again, signal()));
    expect(again.calls).toEqual(["sending"]);
    server.forgetFiles();
    const anew = newBatch({ file: "file-loopback1" });
    created(await batches.create(anew, signal()));
    expect(anew.calls[0]).toMatch(/^uploaded/);
  });

  it.each([
    [{ do: "error", status: 400 }, "refused"],
    [{ do: "error", status: 429, retryAfter: "7" }, "unsent"],
    [{ do: "error", status: 503 }, "unsure"],
    [{ do: "reset" }, "unsure"],
    [{ do: "hang" }, "unsure"],
    [{ do: "redirect", to: "http://127.0.0.1:9/" }, "refused"],
    [{ do: "raw", status: 200, type: "application/json", body: "{}" }, "unsure"],
  ] as const)("%j: %s, and one create at most", async (behaviour, kind) => {
    const { server, batches } = await lane({ steps: [{ on: "batchCreate", behaviour, times: 0 }] });
    const outcome = await batches.create(newBatch(), signal());
    expect(outcome.kind).toBe(kind);
    expect(outcome.kind === "unsent" ? outcome.delay : 7000).toBe(7000);
    expect(server.requests.filter((request) => request.kind === "batchCreate")).toHaveLength(1);
  });

  it.each([
    [{ do: "acceptAndReset" }],
    [{ do: "acceptAndCut" }],
    [{ do: "acceptAndHang" }],
    [{ do: "acceptAndFail", status: 502 }],
  ] as const)("%j: unsure, made once, and found by its name", async (behaviour) => {
    const { server, batches } = await lane(doing(behaviour));
    expect(await batches.create(newBatch(), signal())).toMatchObject({ kind: "unsure" });
    expect(server.creates).toEqual({ "installation-reservation": 1 });
    const found = await batches.find("installation-reservation", signal());
    expect(found.ok && found.value).toHaveLength(1);
  });

  it("sends no create without its file", async () => {
    const { server, batches } = await lane({ steps: [{ on: "file", behaviour: { do: "reset" }, times: 0 }] });
    const batch = newBatch();
    expect(await batches.create(batch, signal())).toMatchObject({ kind: "unsent" });
    expect([batch.calls, server.creates]).toEqual([[], {}]);
  });

  it("is unsent where nothing listens", async () => {
    const server = await openai();
    await server.close();
    expect(await modelOn(server).batches.create(newBatch(), signal())).toMatchObject({ kind: "unsent" });
  });
});

describe("OpenAIBatches reads answers", () => {
  it("with their keys, at half the price", async () => {
    const answers = await answersOf(await finished({}, 25));
    expect(answers.map(({ key }) => key)).toEqual(entries(25).map(({ key }) => key));
    expect(answers.map(classOf)).toEqual(answers.map((_, index) => `Scene${index}`));
    const [first] = answers;
    if (first?.outcome.kind !== "answer") throw new Error("no answer");
    const { promptTokens, completionTokens, usd } = first.outcome.spent;
    expect(usd).toBeCloseTo((promptTokens + completionTokens) / 2e6, 12);
    expect(costOf("openai", "local-7b", first.outcome.spent, today)).toBeNull();
  });

  it("of both files, each with its own kind of failure", async () => {
    const behaviour = { do: "answerErrors", count: 2, code: 429, message: "Too many" } as const;
    const answers = await answersOf(await finished(doing(behaviour), 4));
    expect(answers.map(({ key, index }) => [key, index])).toEqual([
      ["k2", 0],
      ["k3", 1],
      ["k0", 2],
      ["k1", 3],
    ]);
    expect(answers[2]?.outcome).toMatchObject({ kind: "failed", retryable: true, problem: { code: "rate-limited" } });
  });

  it("what there is of one that expired, and names the rest as expired", async () => {
    const on = await finished(doing({ do: "expire" }), 3);
    expect(on.batch.state).toBe("JOB_STATE_EXPIRED");
    const answers = await answersOf(on);
    expect(answers.map(({ key }) => key)).toEqual(["k0", "k1", "k2"]);
    expect(answers.map(classOf)).toEqual(["Scene0", "failed", "failed"]);
    expect(answers[1]?.outcome).toMatchObject({ problem: { code: "batch-expired" } });
  });

  it("shuffled, doubled, swapped and without keys as they come", async () => {
    const keys = async (...behaviours: BatchBehaviour[]) =>
      (await answersOf(await finished(doing(...behaviours), 3))).map(({ key }) => key);
    expect(await keys({ do: "shuffle" })).toEqual(["k0", "k2", "k1"]);
    expect(await keys({ do: "duplicate" })).toEqual(["k0", "k1", "k2", "k0"]);
    expect(await keys({ do: "swap" })).toEqual(["k1", "k0", "k2"]);
    expect(await keys({ do: "dropKeys" })).toEqual([null, null, null]);
  });

  it("losing nothing but a broken line", async () => {
    const answers = await answersOf(await finished(doing({ do: "brokenLine" }), 3));
    expect(answers.map(({ key }) => key)).toEqual([null, "k1", "k2"]);
    expect(answers[0]?.outcome).toMatchObject({ problem: { code: "answer-invalid" } });
  });

  it("again when the download was cut, and never from half a file", async () => {
    expect(await answersOf(await finished(doing({ do: "cutDownload", times: 2 })))).toHaveLength(3);
    const { batches, batch } = await finished(doing({ do: "cutDownload", times: 99 }));
    expect(await batches.answers(batch, today, signal())).toMatchObject({ ok: false, retryable: true });
  });
});

describe("OpenAIBatches follows a batch", () => {
  it("shows the provider's states and its reason of a failure", async () => {
    const { batches } = await lane(doing({ do: "fail", reason: "No such model." }));
    const { name } = created(await batches.create(newBatch(), signal()));
    expect(await batches.get(name, signal())).toMatchObject({
      value: { state: "JOB_STATE_FAILED", error: "No such model." },
    });
  });

  it("names a bad line, which is found while the batch is validated", async () => {
    const { batches } = await lane();
    const list = entries(3);
    list[1] = { key: 5 as unknown as string, request: { kind: "rest", body: {} } };
    const { name } = created(await batches.create(newBatch({ entries: list }), signal()));
    const got = await batches.get(name, signal());
    expect(got).toMatchObject({ value: { state: "JOB_STATE_FAILED" } });
    expect(got.ok && got.value?.error).toMatch(/^line 2:/);
  });

  it("cancels, with what there was until then", async () => {
    const { batches } = await lane({ batches: { polls: 9 } });
    const { name } = created(await batches.create(newBatch({ entries: entries(4) }), signal()));
    expect(await batches.cancel(name, signal())).toEqual({ ok: true, value: null });
    const got = await batches.get(name, signal());
    if (!got.ok || got.value === null) throw new Error("no batch");
    expect(got.value.state).toBe("JOB_STATE_CANCELLED");
    const answers = await batches.answers(got.value, today, signal());
    expect(answers.ok && answers.value.map(classOf)).toEqual(["Scene0", "Scene1", "failed", "failed"]);
    expect(await batches.cancel(name, signal())).toEqual({ ok: true, value: null });
  });

  it("lists over all pages and says what there is not", async () => {
    const { batches } = await lane({ batches: { pageSize: 2 } });
    for (const displayName of ["a", "b", "b"]) await batches.create(newBatch({ displayName }), signal());
    const found = await batches.find("b", signal());
    expect(found.ok && found.value).toHaveLength(2);
    expect(await batches.get("batch_none", signal())).toEqual({ ok: true, value: null });
    expect(await batches.cancel("batch_none", signal())).toMatchObject({ problem: { code: "batch-missing" } });
    expect(await batches.delete("batch_none", signal())).toMatchObject({ ok: false, retryable: false });
  });

  it("says nothing where the list cannot be read", async () => {
    const { batches } = await lane({ steps: [{ on: "batch", behaviour: { do: "error", status: 500 }, times: 0 }] });
    expect(await batches.find("b", signal())).toMatchObject({ ok: false, retryable: true });
  });

  it("does not take somebody's page between for the provider's word", async () => {
    const behaviour = { do: "raw", status: 404, type: "text/html", body: "<h1>Not found</h1>" } as const;
    const { batches } = await lane({ steps: [{ on: "batch", behaviour, times: 0 }] });
    expect(await batches.get("batch_1", signal())).toMatchObject({ ok: false, retryable: true });
  });

  it("ends when it is aborted", async () => {
    const { batches, server } = await lane({ steps: [{ on: "file", behaviour: { do: "hang" } }] });
    const controller = new AbortController();
    const pending = batches.create(newBatch(), controller.signal);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    controller.abort();
    expect(await pending).toMatchObject({ kind: "unsent", problem: { code: "cancelled" } });
  });
});
