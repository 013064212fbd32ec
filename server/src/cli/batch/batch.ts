import { batchSummary, listBatches } from "../../batch/summaries.js";
import type { CommandAnswer } from "../answer.js";
import { usage } from "../arguments.js";
import type { CommandContext } from "../context.js";
import { results } from "./results.js";
import { lineOf } from "./shown.js";
import { rerunBatches, submit } from "./submit.js";
import { again, cancelled, look, requireBatches } from "./watch.js";

const actions: Record<string, (context: CommandContext, id: string) => Promise<CommandAnswer>> = {
  submit,
  status,
  results,
  cancel,
  rerun: rerunBatches,
};

/** `batch submit FILE | status ID | results ID | cancel ID | rerun ID | list`: the provider's batches, for any prompts. */
export async function batch(context: CommandContext): Promise<CommandAnswer> {
  const [action = "", id, ...others] = context.typed.words;
  if (action === "list" && id === undefined) {
    const batches = listBatches(context.engine.lane.ledger);
    return { ok: true, problems: [], batches, lines: batches.map(lineOf) };
  }
  const work = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (work === undefined || id === undefined || others.length > 0)
    throw usage("batch submit <requests.jsonl>, or batch status|results|cancel|rerun ID, or batch list");
  return work(context, id);
}

/** Looks once and says how far they are; batches that were not sent yet are sent. */
async function status({ engine: { lane }, signal }: CommandContext, id: string): Promise<CommandAnswer> {
  const rows = requireBatches(lane, id);
  const problems = await look(lane, rows, signal);
  return answerOf(again(lane, rows).map(batchSummary), problems);
}

/** Ends what is under way; what it has answered until then is kept. */
async function cancel({ engine: { lane }, signal }: CommandContext, id: string): Promise<CommandAnswer> {
  const rows = requireBatches(lane, id);
  const problems = await cancelled(lane, rows, signal);
  return answerOf(again(lane, rows).map(batchSummary), problems);
}

function answerOf(batches: NonNullable<CommandAnswer["batches"]>, problems: CommandAnswer["problems"]): CommandAnswer {
  const [first] = batches;
  const ok = !problems.some(({ severity }) => severity === "error");
  const one = batches.length === 1 && first !== undefined ? { batch: first } : {};
  const reasons = batches.flatMap(({ error, name, id }) =>
    error === null ? [] : [`${name ?? id}: ${error.code}: ${error.message}`],
  );
  return { ok, problems, ...one, batches, lines: [...batches.map(lineOf), ...reasons] };
}
