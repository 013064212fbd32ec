import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noWishes } from "../../../protocol/job.js";
import { problem } from "../../../protocol/problems.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { JobStore } from "../../../server/src/jobs/jobStore.js";
import type { GenerateOutcome, GenerateRequest } from "../../../server/src/llm/generate.js";
import type { Model } from "../../../server/src/llm/model.js";
import { Answers, answersKept, keptAnswers } from "../../../server/src/results/answers.js";

const spent = { model: "m", modelVersion: "m-1", promptTokens: 3, completionTokens: 2, cachedTokens: 0, usd: null };
const said = (text: string): GenerateOutcome => ({ kind: "answer", text, spent });

let state: string;
let database: ReturnType<typeof openDatabase>;
let store: JobStore;
const jobOf = (topic: string): string =>
  store.create({ ...noWishes, topic, out: "", quality: "low", provider: "gemini", mode: "auto", model: "" }, "/v", "T")
    .id;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "answers-"));
  database = openDatabase(state);
  store = new JobStore(database);
});
afterEach(() => {
  database.close();
  rmSync(state, { recursive: true });
});

describe("answers of models", () => {
  it("are kept whole and in order, by job, with the provider's own form", () => {
    const [answers, others] = [new Answers(database, jobOf("one")), new Answers(database, jobOf("two"))];
    answers.add("plan", { outcome: said("{}"), raw: { id: 7 } });
    answers.add("scene a", { outcome: { kind: "refused", reason: "No.", spent }, raw: null });
    expect(answers.list()).toMatchObject([
      { number: 1, label: "plan", model: "m-1", kind: "answer" },
      { number: 2, label: "scene a", model: "m-1", kind: "refused" },
    ]);
    expect(answers.whole(1)).toEqual({ outcome: said("{}"), raw: { id: 7 } });
    expect(answers.whole(3)).toBeNull();
    expect(others.list()).toEqual([]);
  });

  it("are the newest few, and none of them takes more than its share", () => {
    const answers = new Answers(database, jobOf("one"));
    for (let number = 1; number <= answersKept + 2; number++)
      answers.add("plan", { outcome: said(String(number)), raw: null });
    expect([answers.list().length, answers.list()[0]?.number]).toEqual([answersKept, 3]);
    const long = "x".repeat(3_000_000);
    answers.add("plan", { outcome: said(long), raw: long });
    const kept = answers.whole(answersKept + 3);
    expect(kept?.raw).toBeNull();
    expect(JSON.stringify(kept).length).toBeLessThan(1_100_000);
    expect(JSON.stringify(kept)).toContain("xxx");
  });

  it("go with their job", () => {
    const id = jobOf("one");
    new Answers(database, id).add("plan", { outcome: said("{}"), raw: null });
    database.prepare("delete from jobs where id = ?").run(id);
    expect(database.prepare("select count(*) as left from answers").get()).toEqual({ left: 0 });
  });

  it("are taken from the model as they come; a request without an answer has none", async () => {
    const outcomes: GenerateOutcome[] = [
      said("code"),
      { kind: "failed", problem: problem("rate-limited", ""), retryable: true },
    ];
    const model: Model = {
      ...{ id: "m", provider: "gemini" },
      generate: (request) => {
        request.received?.({ candidates: [] });
        return Promise.resolve(outcomes.shift() ?? said(""));
      },
    };
    const answers = new Answers(database, jobOf("one"));
    const kept = keptAnswers(model, answers);
    const request: GenerateRequest = { label: "repair a", system: "", prompt: "", temperature: 0, maxOutputTokens: 1 };
    const signal = AbortSignal.timeout(1000);
    expect(await kept.generate(request, signal)).toEqual(said("code"));
    expect((await kept.generate(request, signal)).kind).toBe("failed");
    expect([kept.id, answers.list().length]).toEqual(["m", 1]);
    expect(answers.whole(1)).toEqual({ outcome: said("code"), raw: { candidates: [] } });
  });
});
