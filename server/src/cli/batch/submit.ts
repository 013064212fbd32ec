/** `batch submit` and `batch rerun`: says what the requests cost, holds them against the cap, and sends them. */
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import { rerun } from "../../batch/history.js";
import { isOpen } from "../../batch/ledger.js";
import type { BatchRow } from "../../batch/rows.js";
import { batchesNamed, batchSummary } from "../../batch/summaries.js";
import { expectedWait } from "../../batch/wait.js";
import type { ModelProvider } from "../../models.js";
import { providerIn } from "../../models.js";
import type { CommandAnswer } from "../answer.js";
import { usage } from "../arguments.js";
import type { CommandContext } from "../context.js";
import { settingsOf } from "../configuration/settingsOf.js";
import { quoteLines } from "../quoteLines.js";
import { askAtOnce } from "./atOnce.js";
import { quoteRequests, requireLeft, type QuoteParts } from "../../batch/quoteRequests.js";
import { batchesOf, type RequestGroup } from "../../batch/requestGroup.js";
import { loadRequests } from "../../lists/readRequests.js";
import { readGroups } from "../../requests/readGroups.js";
import { lineOf } from "./shown.js";
import { look, requireBatches, untilSent } from "./watch.js";

/** Under a cap an answer without a bound of its own is held to so many tokens, as for videos. */
const longestCappedAnswer = 16_384;

/** `batch submit <requests.jsonl>`: bad lines are problems of their own, the others are sent, as a batch or singly. */
export async function submit(context: CommandContext, file: string): Promise<CommandAnswer> {
  const { engine, typed, signal } = context;
  if (typed.deadline !== null) throw usage("batch submit waits for its batch: --deadline is for videos.");
  const settings = settingsOf(typed, process.env);
  const bound = capOf(context) === null ? settings.maxOutputTokens : longestCappedAnswer;
  const defaults = {
    maxOutputTokens: Math.min(settings.maxOutputTokens, bound),
    ...(settings.thinkingBudget >= 0 && { thinkingBudget: settings.thinkingBudget }),
  };
  const provider = await modelProvider(context);
  const options = { models: engine.models, provider, model: typed.model ?? "", defaults };
  const { groups, problems } = await readGroups(file, loadRequests(file, signal), options, signal);
  if (groups.length === 0) return { ok: false, problems, lines: [`${file}: nothing was sent.`] };
  if (typed.mode === "interactive")
    return askAtOnce(context, groups, problems, await quoteParts(context, groups, "interactive"));
  return send(context, groups, problems);
}

/** `batch rerun ID [--all]`: sends what has no answer once more, or everything. */
export async function rerunBatches(context: CommandContext, id: string): Promise<CommandAnswer> {
  const { engine, typed, signal } = context;
  const { lane } = engine;
  const troubles = await look(lane, requireBatches(lane, id), signal);
  const rows = requireBatches(lane, id);
  const open = rows.filter((row) => isOpen(row) || row.phase === "created");
  if (open.length > 0) return { ok: false, problems: [...troubles, ...open.map(stillOpen)], lines: open.map(shown) };
  const groups = await Promise.all(rows.map((row) => groupOf(row, context)));
  const left = groups.filter(({ requests }) => requests.length > 0);
  if (left.length > 0) return send(context, left, []);
  const lines = [typed.all ? "There is nothing to send." : "Every request has its answer; --all sends them again."];
  return { ok: true, problems: [], batches: [], lines };
}

async function groupOf(row: BatchRow, { engine, typed }: CommandContext): Promise<RequestGroup> {
  const model = await engine.models.named(row.provider as ModelProvider, row.model);
  const again = rerun(engine.lane.ledger, row, batchesOf(model), typed.all ? "all" : "unanswered");
  return { model, batches: again.batches, requests: again.requests.map((one) => ({ ...one, cached: 0 })) };
}

async function send(context: CommandContext, groups: RequestGroup[], problems: Problem[]): Promise<CommandAnswer> {
  const { engine, signal } = context;
  const { lane } = engine;
  const quoted = await quoteRequests(groups, await quoteParts(context, groups, "batch"), signal);
  const { quote } = quoted;
  process.stderr.write(quoteLines(quote).join("\n") + "\n");
  requireLeft(quoted);
  if (signal.aborted) throw new ProblemError(problem("cancelled", "Cancelled; nothing was sent."));
  const pools = groups.map(({ model, batches, requests }) => {
    const asked = requests.map(({ id, request }) => ({ id, request }));
    return lane.submit({ provider: model.provider, model: model.id, batches, requests: asked }).pool;
  });
  const made = (): BatchRow[] => pools.flatMap((pool) => batchesNamed(lane.ledger, pool));
  const unsent = await untilSent(lane, made, signal);
  const batches = made().map(batchSummary);
  const sent = { ...(batches.length === 1 && { batch: batches[0] }), batches };
  const all = [...problems, ...quote.problems, ...unsent];
  const ok = !all.some(({ severity }) => severity === "error");
  const ids = batches.length === 1 ? batches.map(({ id }) => id) : pools;
  const isDropped = batches.every(({ phase }) => phase === "dropped");
  const hints = ids.map((id) =>
    isDropped ? `To send it again: manim-video batch rerun ${id}` : `Its answers: manim-video batch results ${id}`,
  );
  return { ok, problems: all, ...sent, lists: pools, quote, lines: [...batches.map(lineOf), ...hints] };
}

async function quoteParts(
  context: CommandContext,
  groups: readonly RequestGroup[],
  mode: QuoteParts["mode"],
): Promise<QuoteParts> {
  const { lane, models } = context.engine;
  const [first] = groups;
  const queue = first === undefined ? "" : expectedWait(lane.ledger, first.model.provider, first.model.id);
  const wait = mode === "batch" ? queue : "minutes";
  return { mode, prices: await models.prices(), cap: capOf(context), wait, day: new Date() };
}

function capOf({ typed }: CommandContext): number | null {
  const { maxUsd } = settingsOf(typed, process.env);
  return typed.maxUsd ?? (maxUsd === 0 ? null : maxUsd);
}

/** Throws ProblemError `key-missing` where no model can be asked. */
export async function modelProvider({ engine, typed }: CommandContext): Promise<ModelProvider> {
  const { provider } = settingsOf(typed, process.env);
  const named = providerIn(typed.model ?? "");
  if (provider === "templates") throw usage("The templates are no model: name one with --model or --provider.");
  const found = await engine.models.providerOf({ provider: named ?? provider, model: typed.model ?? "" });
  if (found !== "templates") return found;
  const message = "No API key is set, and no model is named with --model.";
  throw new ProblemError(problem("key-missing", message));
}

const shown = (row: BatchRow): string => lineOf(batchSummary(row));

export function stillOpen(row: BatchRow): Problem {
  const { name, displayName, state } = row;
  return problem("job-running", `${name ?? displayName} has not ended: ${state}.`, {
    fix: "Wait for it: manim-video batch status shows how far it is.",
  });
}
