/** `batch results`: one JSON line for each request that has ended, in the order in which they were sent. */
import type { Problem } from "../../../../protocol/problems.js";
import { isOpen } from "../../batch/ledger.js";
import type { BatchRow, EntryRow } from "../../batch/rows.js";
import { batchSummary } from "../../batch/summaries.js";
import { Usage } from "../../llm/completion/usage.js";
import type { CommandAnswer } from "../answer.js";
import type { CommandContext } from "../context.js";
import { mostProblems, written, type ResultLine } from "./resultLines.js";
import { stillOpen } from "./submit.js";
import { look, requireBatches } from "./watch.js";

/** Takes in what has ended; good when every request has its answer. */
export async function results({ engine, typed, signal }: CommandContext, id: string): Promise<CommandAnswer> {
  const { lane } = engine;
  const problems = await look(lane, requireBatches(lane, id), signal);
  const rows = requireBatches(lane, id);
  const entries = rows.flatMap((row) => lane.ledger.entriesOf(row.id));
  const lines = entries.flatMap((entry) => lineOf(entry) ?? []);
  const open = rows.filter((row) => isOpen(row) || row.phase === "created");
  const ok = lines.length === entries.length && lines.every(({ kind }) => kind === "answer");
  const all = [...problems, ...open.map(stillRunning), ...failures(entries, id)];
  const answer = { ok, problems: all, batches: rows.map(batchSummary), results: lines };
  return { ...answer, lines: await written(lines, entries.length, typed.out) };
}

const stillRunning = (row: BatchRow): Problem => ({ ...stillOpen(row), severity: "information" });

/** Those of requests that ended without an answer, which a list does not ask for again by itself. */
function failures(entries: readonly EntryRow[], id: string): Problem[] {
  const fix = `manim-video batch rerun ${id} sends them again.`;
  const found = entries.flatMap(({ label, kind, problem: own }) =>
    own === null || kind === "answer" ? [] : [{ ...own, message: `${label}: ${own.message}`, fix }],
  );
  return found.slice(0, mostProblems);
}

/** Null while it has not ended. */
function lineOf({ label, request, kind, outcome, problem: found, raw, singles, model }: EntryRow): ResultLine | null {
  if (kind === null && found === null) return null;
  const spent = outcome === null || outcome.kind === "failed" ? null : outcome.spent;
  const own = request.kind === "rest" && singles === 0 ? responseIn(raw) : undefined;
  const text = outcome?.kind === "answer" || outcome?.kind === "truncated" ? outcome.text : undefined;
  const response = own ?? text;
  const used = new Usage();
  if (spent !== null) used.add(spent);
  return {
    ...(request.kind === "rest" ? { key: label } : { id: label }),
    ...(response !== undefined && { response }),
    ...(found !== null && { error: { code: found.code, message: found.message } }),
    kind: kind ?? "failed",
    tokens: spent === null ? null : used.tokens,
    usd: spent?.usd ?? null,
    model: spent?.modelVersion ?? model,
    ...(request.metadata !== undefined && { metadata: request.metadata }),
  };
}

/** What the provider answered, out of its line: Gemini's `{response}`, or OpenAI's `{response: {body}}`. */
function responseIn(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || !("response" in raw)) return undefined;
  const { response } = raw;
  return typeof response === "object" && response !== null && "body" in response ? response.body : response;
}
