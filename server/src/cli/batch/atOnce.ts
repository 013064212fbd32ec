/** `batch submit --mode interactive`: asks a file's requests now, at full price, with the results of `batch results`. */
import type { CompletionResult, TokenTotals } from "../../../../protocol/completion.js";
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import { tick } from "../../batch/settle.js";
import { addTokens, plus } from "../../llm/completion/usage.js";
import type { CommandAnswer } from "../answer.js";
import { billLines, type Bill } from "../bill.js";
import type { CommandContext } from "../context.js";
import { quoteLines } from "../quoteLines.js";
import { quoteRequests, requireLeft, type QuoteParts } from "../../batch/quoteRequests.js";
import type { RequestGroup } from "../../batch/requestGroup.js";
import { askEach, kindOf } from "../../requests/askEach.js";
import { mostProblems, written, type ResultLine } from "./resultLines.js";

type GroupedRequest = RequestGroup["requests"][number];

/** Good when every line has its answer. Throws ProblemError `cap-exceeded` before anything is sent. */
export async function askAtOnce(
  { typed, signal }: CommandContext,
  groups: readonly RequestGroup[],
  problems: readonly Problem[],
  parts: QuoteParts,
): Promise<CommandAnswer> {
  const quoted = await quoteRequests(groups.map(withoutBodies), parts, signal);
  const { quote } = quoted;
  process.stderr.write(quoteLines(quote).join("\n") + "\n");
  requireLeft(quoted);
  if (signal.aborted) throw new ProblemError(problem("cancelled", "Cancelled; nothing was sent."));
  const results: CompletionResult[] = [];
  const lines: ResultLine[] = [];
  for (const group of groups) {
    const own = await ask(group, signal);
    results.push(...own);
    lines.push(...own.map((result) => lineOf(group.requests[result.index], result)));
  }
  const count = groups.reduce((sum, { requests }) => sum + requests.length, 0);
  const all = [...problems, ...quote.problems, ...failures(results)];
  const ok = lines.length === count && !all.some(({ severity }) => severity === "error");
  const bill = billOf(results);
  process.stderr.write(billLines(bill, quote).join("\n") + "\n");
  return { ok, problems: all, quote, bill, results: lines, lines: await written(lines, count, typed.out) };
}

/** In the order of the file; after an interrupt, what was asked until then. */
async function ask(group: RequestGroup, signal: AbortSignal): Promise<CompletionResult[]> {
  const results: CompletionResult[] = [];
  for await (const result of askEach(group, signal)) {
    process.stderr.write(`${result.success ? tick(result.id) : `✗ ${result.id}: ${result.error ?? ""}`}\n`);
    results.push(result);
  }
  return results.sort((one, other) => one.index - other.index);
}

function withoutBodies(group: RequestGroup): RequestGroup {
  return { ...group, requests: group.requests.filter(({ request }) => request.kind === "generate") };
}

function lineOf(asked: GroupedRequest | undefined, result: CompletionResult): ResultLine {
  const { id, response, error, error_type: code, tokens, usd, model } = result;
  const isBilled = tokens.total > 0;
  return {
    ...(asked?.request.kind === "rest" ? { key: id } : { id }),
    ...(response !== null && { response }),
    ...(code !== null && { error: { code, message: error ?? "" } }),
    kind: kindOf(result),
    tokens: isBilled ? tokens : null,
    usd: isBilled ? usd : null,
    model,
    ...(asked?.request.metadata !== undefined && { metadata: asked.request.metadata }),
  };
}

function failures(results: readonly CompletionResult[]): Problem[] {
  const found = results.flatMap(({ id, error, error_type: code }) =>
    code === null ? [] : [problem(code, `${id}: ${error ?? ""}`, { fix: "Submit its line again." })],
  );
  return found.slice(0, mostProblems);
}

function billOf(results: readonly CompletionResult[]): Bill {
  const tokens: TokenTotals = { prompt: 0, completion: 0, cached: 0, total: 0 };
  const billed = results.filter((result) => result.tokens.total > 0);
  for (const result of billed) addTokens(tokens, result.tokens);
  return {
    ...{ requests: billed.length, tokens, atOnce: null, overlap: null },
    usd: billed.reduce((sum: number | null, { usd }) => plus(sum, usd), 0),
    least: billed.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
    cancelled: results.filter(({ error_type: code }) => code === "cancelled").length,
  };
}
