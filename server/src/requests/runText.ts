/** A run's answers as the text of a file. */
import { stringify } from "csv-stringify/sync";
import type { RequestRun, RunAnswer } from "../../../protocol/calls/newJobCalls.js";

/** In the order of their questions. A cell that a spreadsheet would take for a formula is escaped. */
export function runText({ answers }: RequestRun, form: "jsonl" | "csv"): string {
  const sorted = answers.toSorted((one, other) => one.place - other.place);
  if (form === "csv") return stringify(sorted.map(row), { header: true, escape_formulas: true });
  return sorted.map((answer) => `${JSON.stringify(answer)}\n`).join("");
}

/** Unknown is empty, never zero. */
function row({ id, kind, text, error, model, usd, tokens }: RunAnswer): Record<string, string | number> {
  return {
    ...{ id, kind, answer: text ?? "", error: error ?? "", model: model ?? "", usd: usd ?? "" },
    ...{ prompt_tokens: tokens?.prompt ?? "", completion_tokens: tokens?.completion ?? "" },
  };
}
