import { describe, expect, it, vi } from "vitest";
import type { BatchAnswer, ProviderBatch } from "../../../../server/src/batch/provider.js";
import { costOf } from "../../../../server/src/llm/prices/prices.js";
import type { BatchBehaviour, Scenario } from "../../../fixtures/gemini/scenario.js";
import { created, doing, ended, entries, lane, model, newBatch, signal, today, type Lane } from "./batches.js";

type Finished = Lane & { batch: ProviderBatch };

async function finished(scenario: Scenario = {}, count = 3, form: "inline" | "file" = "inline"): Promise<Finished> {
  const on = await lane(scenario);
  const made = created(await on.batches.create(newBatch({ entries: entries(count), form }), signal()));
  return { ...on, batch: await ended(on.batches, made.name) };
}

async function answersOf({ batches, batch }: Finished): Promise<BatchAnswer[]> {
  const answers = await batches.answers(batch, today, signal());
  if (!answers.ok) throw new Error(answers.problem.message);
  return answers.value;
}

const keysOf = (answers: readonly BatchAnswer[]): (string | null)[] => answers.map(({ key }) => key);

/** The scene class that an answer's code has, which is its request's. */
const classOf = ({ outcome }: BatchAnswer): string | undefined =>
  outcome.kind === "answer" ? /class (\w+)\(/.exec(outcome.text)?.[1] : outcome.kind;

describe("the answers of a batch", () => {
  it.each(["inline", "file"] as const)("%s: come with their keys, in full, at half the price", async (form) => {
    const answers = await answersOf(await finished({}, 25, form));
    expect(keysOf(answers)).toEqual(entries(25).map(({ key }) => key));
    expect(answers.map(({ index }) => index)).toEqual(answers.map((_, index) => index));
    expect(answers.map(classOf)).toEqual(answers.map((_, index) => `Scene${index}`));
    const [first] = answers;
    if (first?.outcome.kind !== "answer") throw new Error("no answer");
    const { spent } = first.outcome;
    expect(spent).toMatchObject({ model, modelVersion: model });
    expect(spent.usd).toBeCloseTo((costOf("gemini", model, spent, today) ?? 0) / 2, 12);
    expect(spent.usd).toBeGreaterThan(0);
    expect(first.raw).toHaveProperty("response.candidates");
  });

  it("tell refused, truncated, empty and failed apart, and another model's", async () => {
    const { batches, server } = await lane();
    const made = created(await batches.create(newBatch({ entries: entries(6) }), signal()));
    server.script(
      { on: "scene", scene: "Scene0", behaviour: { do: "finish", reason: "SAFETY" } },
      { on: "scene", scene: "Scene1", behaviour: { do: "finish", reason: "MAX_TOKENS" } },
      { on: "scene", scene: "Scene2", behaviour: { do: "empty" } },
      { on: "scene", scene: "Scene3", behaviour: { do: "error", status: 8, message: "Too many" } },
      { on: "scene", scene: "Scene4", behaviour: { do: "modelVersion", modelVersion: "gemini-9" } },
      { on: "scene", scene: "Scene5", behaviour: { do: "block", reason: "OTHER" } },
    );
    const answers = await answersOf({ batches, server, batch: await ended(batches, made.name) });
    expect(answers.map(({ outcome }) => outcome.kind)).toEqual([
      "refused",
      "truncated",
      "empty",
      "failed",
      "answer",
      "refused",
    ]);
    expect(answers[3]?.outcome).toMatchObject({ problem: { code: "rate-limited" }, retryable: true });
    expect(answers[4]?.outcome).toMatchObject({ spent: { modelVersion: "gemini-9", usd: null } });
  });

  it("say that a cache expired under the batch", async () => {
    const list = entries(1);
    if (list[0]?.request.kind === "generate") list[0].request.request.cache = "cachedContents/gone";
    const { batches, server } = await lane();
    const made = created(await batches.create(newBatch({ entries: list }), signal()));
    const answers = await answersOf({ batches, server, batch: await ended(batches, made.name) });
    expect(answers[0]?.outcome).toMatchObject({ kind: "failed", problem: { code: "cache-missing" } });
  });

  it.each(["inline", "file"] as const)("%s: come as the server gives them when it misbehaves", async (form) => {
    const of = async (...behaviours: BatchBehaviour[]): Promise<BatchAnswer[]> =>
      answersOf(await finished(doing(...behaviours), 4, form));
    expect(keysOf(await of({ do: "shuffle" }))).toEqual(["k0", "k3", "k2", "k1"]);
    expect(keysOf(await of({ do: "dropKeys" }))).toEqual([null, null, null, null]);
    const swapped = await of({ do: "swap" });
    expect([keysOf(swapped).slice(0, 2), swapped.slice(0, 2).map(classOf)]).toEqual([
      ["k1", "k0"],
      ["Scene0", "Scene1"],
    ]);
    expect(keysOf(await of({ do: "drop", count: 1 }))).toEqual(["k0", "k1", "k2"]);
    expect(keysOf(await of({ do: "duplicate" }))).toEqual(["k0", "k1", "k2", "k3", "k0"]);
    const errors = await of({ do: "answerErrors", count: 1, code: 13, message: "Internal" });
    expect(errors.map(({ outcome }) => outcome.kind)).toEqual(["failed", "answer", "answer", "answer"]);
  });

  it("are there also for a batch that ended half-way", async () => {
    const on = await finished(doing({ do: "half", state: "BATCH_STATE_CANCELLED" }), 4);
    expect(on.batch.state).toBe("JOB_STATE_CANCELLED");
    expect(keysOf(await answersOf(on))).toEqual(["k0", "k1"]);
  });

  it("lose nothing but the one line that is broken", async () => {
    const answers = await answersOf(await finished(doing({ do: "brokenLine" }), 3, "file"));
    expect(keysOf(answers)).toEqual([null, "k1", "k2"]);
    expect(answers[0]?.outcome).toMatchObject({ kind: "failed", problem: { code: "answer-invalid" }, retryable: true });
  });

  it("are downloaded again when the download is cut, and never taken from half a file", async () => {
    expect(await answersOf(await finished(doing({ do: "cutDownload", times: 2 }), 3, "file"))).toHaveLength(3);
    const { batches, batch, server } = await finished(doing({ do: "cutDownload", times: 99 }), 3, "file");
    expect(await batches.answers(batch, today, signal())).toMatchObject({
      ok: false,
      retryable: true,
      problem: { code: "provider-unavailable" },
    });
    expect(server.requests.filter(({ kind }) => kind === "download")).toHaveLength(4);
  });

  it("are said to be gone when their file has expired", async () => {
    const { batches, batch, server } = await finished({}, 2, "file");
    server.forgetFiles();
    const gone = { ok: false, retryable: false, problem: { code: "batch-missing" } };
    expect(await batches.answers(batch, today, signal())).toMatchObject(gone);
  });

  it("are said to be gone when the provider has deleted their batch", async () => {
    const { batches } = await lane();
    const early = created(await batches.create(newBatch(), signal()));
    await ended(batches, early.name);
    await batches.delete(early.name, signal());
    expect(await batches.answers(early, today, signal())).toMatchObject({
      ...{ ok: false, retryable: false, problem: { code: "batch-missing" } },
    });
  });

  it("are fetched for a batch that is known from a list or from before its end", async () => {
    const { batches } = await lane();
    const early = created(await batches.create(newBatch(), signal()));
    await ended(batches, early.name);
    const answers = await batches.answers(early, today, signal());
    expect(answers.ok && keysOf(answers.value)).toEqual(["k0", "k1"]);
  });
});

describe("the state of a batch", () => {
  it("is shown as JOB_STATE, with the counts, as it changes", async () => {
    const { batches } = await lane({ batches: { polls: 3 } });
    const { name } = created(await batches.create(newBatch(), signal()));
    const states: string[] = [];
    for (let polls = 0; polls < 3; polls += 1) {
      const got = await batches.get(name, signal());
      states.push(got.ok ? (got.value?.state ?? "none") : got.problem.code);
    }
    expect(states).toEqual(["JOB_STATE_RUNNING", "JOB_STATE_RUNNING", "JOB_STATE_SUCCEEDED"]);
    const got = await batches.get(name, signal());
    expect(got).toMatchObject({ value: { counts: { total: 2, succeeded: 2, failed: 0 } } });
  });

  it("has the provider's reason of a failure, and no answers then", async () => {
    const on = await finished(doing({ do: "fail", reason: "The model is overloaded." }));
    expect(on.batch).toMatchObject({ state: "JOB_STATE_FAILED", error: "The model is overloaded." });
    expect(await answersOf(on)).toEqual([]);
  });

  it("tells an expired one, which has no answers", async () => {
    const on = await finished(doing({ do: "expire" }));
    expect(on.batch.state).toBe("JOB_STATE_EXPIRED");
    expect(await answersOf(on)).toEqual([]);
  });

  it("is neither success nor failure where the provider has a new name for it", async () => {
    const on = await finished(doing({ do: "half", state: "BATCH_STATE_OF_NEXT_YEAR" }));
    expect(on.batch.state).toBe("JOB_STATE_UNKNOWN");
  });

  it("is null for a batch that the provider does not know, and for a name that is none", async () => {
    const { batches, server } = await lane();
    expect(await batches.get("batches/nothing", signal())).toEqual({ ok: true, value: null });
    expect(await batches.get("../models/x?key=1", signal())).toEqual({ ok: true, value: null });
    expect(server.requests).toHaveLength(1);
  });

  it("is not taken to be unknown because of somebody's page between", async () => {
    const behaviour = { do: "raw", status: 404, type: "text/html", body: "<h1>Not found</h1>" } as const;
    const { batches } = await lane({ steps: [{ behaviour, times: 0 }] });
    expect(await batches.get("batches/one", signal())).toMatchObject({ ok: false, retryable: true });
  });

  it("is asked for again after a failure that may pass", async () => {
    const { batches, server } = await lane();
    const { name } = created(await batches.create(newBatch(), signal()));
    server.script({ on: "batchGet", behaviour: { do: "cut" } }, { on: "batchGet", behaviour: { do: "reset" } });
    expect(await batches.get(name, signal())).toMatchObject({ ok: true, value: { name } });
  });
});

describe("the list of batches", () => {
  it("is read over all its pages, and found in it are those of a name, oldest first", async () => {
    const { batches } = await lane({ batches: { pageSize: 2 } });
    for (const displayName of ["a", "b", "b", "c", "b"]) await batches.create(newBatch({ displayName }), signal());
    const listed = await batches.list(signal());
    expect(listed.ok && listed.value).toHaveLength(5);
    const found = await batches.find("b", signal());
    const times = found.ok ? found.value.map(({ createdAt }) => createdAt ?? "") : [];
    expect(times).toHaveLength(3);
    expect(times).toEqual([...times].sort());
  });

  it("may come late", async () => {
    const { batches } = await lane(doing({ do: "acceptAndReset" }, { do: "hide", lists: 2 }));
    await batches.create(newBatch(), signal());
    const counts: number[] = [];
    for (let looks = 0; looks < 3; looks += 1) {
      const found = await batches.find("installation-reservation", signal());
      counts.push(found.ok ? found.value.length : -1);
    }
    expect(counts).toEqual([0, 0, 1]);
  });

  it("says nothing where a page is missing or has an unreadable entry", async () => {
    const broken = { do: "raw", status: 200, type: "application/json", body: '{"operations":[{}]}' } as const;
    for (const behaviour of [{ do: "error", status: 500 }, broken] as const) {
      const { batches } = await lane({ steps: [{ on: "batchList", behaviour, times: 0 }] });
      expect(await batches.find("any", signal())).toMatchObject({ ok: false, retryable: true });
    }
  });
});

describe("cancel and delete", () => {
  it("cancel asks, and the state says later what became of it", async () => {
    const { batches } = await lane({ batches: { polls: 5 } });
    const { name } = created(await batches.create(newBatch(), signal()));
    expect(await batches.cancel(name, signal())).toEqual({ ok: true, value: null });
    expect((await ended(batches, name)).state).toBe("JOB_STATE_CANCELLED");
  });

  it("cancel may come to nothing, and is no error for a batch that has ended", async () => {
    const { batches } = await lane(doing({ do: "ignoreCancel" }));
    const { name } = created(await batches.create(newBatch(), signal()));
    expect(await batches.cancel(name, signal())).toEqual({ ok: true, value: null });
    expect((await ended(batches, name)).state).toBe("JOB_STATE_SUCCEEDED");
    expect(await batches.cancel(name, signal())).toEqual({ ok: true, value: null });
  });

  it("say that there is no such batch, or that it is gone already", async () => {
    const { batches } = await lane();
    expect(await batches.cancel("batches/nothing", signal())).toMatchObject({ problem: { code: "batch-missing" } });
    expect(await batches.delete("batches/nothing", signal())).toEqual({ ok: true, value: null });
  });

  it("delete removes the record", async () => {
    const { batches, server } = await lane();
    const { name } = created(await batches.create(newBatch(), signal()));
    expect(await batches.delete(name, signal())).toEqual({ ok: true, value: null });
    expect(server.batches()).toEqual([]);
  });
});

describe("GeminiBatches ends at once when its signal is aborted", () => {
  it.each([
    ["get", "batchGet"],
    ["list", "batchList"],
    ["cancel", "batchCancel"],
    ["create with its upload", "upload"],
  ] as const)("%s", async (what, kind) => {
    const { batches, server } = await lane({ steps: [{ on: kind, behaviour: { do: "hang" }, times: 0 }] });
    const controller = new AbortController();
    const calls = {
      get: () => batches.get("batches/one", controller.signal),
      list: () => batches.list(controller.signal),
      cancel: () => batches.cancel("batches/one", controller.signal),
      "create with its upload": () => batches.create(newBatch({ form: "file" }), controller.signal),
    };
    const pending = calls[what]();
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    const started = performance.now();
    controller.abort();
    expect(await pending).toMatchObject({ problem: { code: "cancelled" } });
    expect(performance.now() - started).toBeLessThan(300);
  });
});
