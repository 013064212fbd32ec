/** What models have answered a job, whole, so that it can be looked at: the newest few of each job. */
import type { DatabaseSync } from "node:sqlite";
import type { KeptAnswer } from "../../../protocol/calls/resultCalls.js";
import type { GenerateOutcome } from "../llm/generate.js";
import type { Model } from "../llm/model.js";

/** Kept of each job. */
export const answersKept = 100;
/** Characters of one as JSON; most have a few thousand. */
const longest = 1024 * 1024;

/** An answer, and the provider's own form of it; null where that is not known, or too long to be kept. */
export interface WholeAnswer {
  outcome: GenerateOutcome;
  raw: unknown;
}

/** They go with their job. */
export class Answers {
  constructor(
    private readonly database: DatabaseSync,
    private readonly job: string,
  ) {}

  add(label: string, { outcome, raw }: WholeAnswer): void {
    if (outcome.kind === "failed") return;
    const { count, last } = this.database
      .prepare("select count(*) as count, max(number) as last from answers where job = ?")
      .get(this.job) as { count: number; last: number | null };
    const number = (last ?? 0) + 1;
    this.database
      .prepare("insert into answers values (?, ?, ?, ?, ?, ?, ?)")
      .run(
        ...[this.job, number, new Date().toISOString(), label],
        ...[outcome.spent.modelVersion, outcome.kind, bounded({ outcome, raw })],
      );
    if (count >= answersKept)
      this.database.prepare("delete from answers where job = ? and number <= ?").run(this.job, number - answersKept);
  }

  /** Oldest first. */
  list(): KeptAnswer[] {
    const rows = this.database
      .prepare("select number, at, label, model, kind from answers where job = ? order by number")
      .all(this.job);
    return rows.map((row) => ({
      number: Number(row["number"]),
      at: String(row["at"]),
      label: String(row["label"]),
      model: String(row["model"]),
      kind: row["kind"] as KeptAnswer["kind"],
    }));
  }

  /** Null when it is no longer kept. */
  whole(number: number): WholeAnswer | null {
    const row = this.database.prepare("select answer from answers where job = ? and number = ?").get(this.job, number);
    return row === undefined ? null : (JSON.parse(String(row["answer"])) as WholeAnswer);
  }
}

/** The model, whose answers are kept as they come. */
export function keptAnswers(model: Model, answers: Answers): Model {
  const generate: Model["generate"] = async (request, signal) => {
    let raw: unknown = null;
    const outcome = await model.generate({ ...request, received: (answer) => (raw = answer) }, signal);
    answers.add(request.label, { outcome, raw });
    return outcome;
  };
  return Object.assign(Object.create(model) as Model, { generate });
}

function bounded(answer: WholeAnswer): string {
  const whole = JSON.stringify(answer);
  if (whole.length <= longest) return whole;
  const { outcome } = answer;
  const short = "text" in outcome ? { ...outcome, text: outcome.text.slice(0, longest / 2) } : outcome;
  return JSON.stringify({ outcome: short.kind === "calls" ? { ...short, turn: null } : short, raw: null });
}
