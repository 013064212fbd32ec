/** What a video or a list has cost, for being held against its quote: cancelled and late work included. */
import type { Quote } from "../../../protocol/batch.js";
import type { TokenTotals } from "../../../protocol/completion.js";
import type { Job } from "../../../protocol/job.js";
import { poolBill, type PoolBill } from "../batch/summaries.js";
import type { Engine } from "../engine.js";
import { addTokens, plus, Usage } from "../llm/completion/usage.js";
import type { Prices } from "../llm/prices/prices.js";
import { money } from "./quoteLines.js";

export interface Bill {
  requests: number;
  tokens: TokenTotals;
  /** USD; null while a part of it is not known. */
  usd: number | null;
  /** USD of the parts that are known. */
  least: number;
  /** What batches had not answered and was asked for at once, and what it would have cost in a batch. */
  atOnce: { requests: number; usd: number | null; inBatch: number | null } | null;
  /** Billed beside the answers that were used: twins, and answers that came after they were asked for at once. */
  overlap: { batches: string[]; requests: number; usd: number | null } | null;
  /** Requests of cancelled batches without an answer, which the provider may bill as well. */
  cancelled: number;
}

/** Of jobs that share a pool: those of a list, or one alone. */
export async function billOf(engine: Engine, jobs: readonly Job[]): Promise<Bill> {
  const [first] = jobs;
  if (first?.mode !== "batch") return usedBy(jobs);
  return batchBill(poolBill(engine.lane.ledger, first.list || first.id), await engine.models.prices());
}

/** The ledger's own figures: a job counts only the answers that it was given. */
export function batchBill({ batches, singles, overlap, cancelled }: PoolBill, prices: Prices): Bill {
  const inBatch = singles.map(({ provider, spent }) =>
    spent.usd === null ? null : prices.costOf(provider, spent.modelVersion, spent, new Date(), { batch: true }),
  );
  const atOnce = new Usage();
  for (const { spent } of singles) atOnce.add(spent);
  const tokens = { ...batches.tokens };
  addTokens(tokens, atOnce.tokens);
  const requests = singles.reduce((sum, one) => sum + one.requests, 0);
  const parts = [
    ...batches.usd,
    ...singles.map(({ spent }) => spent.usd),
    ...(overlap.batches.length > 0 ? [null] : []),
  ];
  return {
    ...{ requests: batches.requests + requests, tokens, cancelled },
    usd: sumOf(parts),
    least: sumOf(parts.filter((part) => part !== null)) ?? 0,
    atOnce: requests === 0 ? null : { requests, usd: atOnce.usd, inBatch: sumOf(inBatch) },
    overlap: overlap.requests + overlap.batches.length === 0 ? null : overlap,
  };
}

/** Quote and bill, one under the other. */
export function billLines(bill: Bill, quote: Quote | null): string[] {
  const { requests, tokens, usd, least, atOnce, overlap, cancelled } = bill;
  const cost = usd === null && least > 0 ? `at least ${money(least)}` : money(usd);
  return [
    ...(quote === null ? [] : [row(money(quote.price), "quoted", quote.requests.expected, quote.tokens)]),
    row(cost, "billed", requests, tokens),
    ...(atOnce === null ? [] : [difference(atOnce)]),
    ...(overlap === null
      ? []
      : [`of that billed beside the answers used: ${overlap.requests} requests, ${money(overlap.usd)}`]),
    ...(cancelled === 0 ? [] : [`${cancelled} requests were cancelled; the provider may bill them as well`]),
  ];
}

function difference({ requests, usd, inBatch }: NonNullable<Bill["atOnce"]>): string {
  const more = usd === null || inBatch === null ? "" : `, ${money(usd - inBatch)} more`;
  return `of that asked for at once: ${requests} requests for ${money(usd)} instead of ${money(inBatch)} in a batch${more}`;
}

function row(
  cost: string,
  what: string,
  requests: number,
  { prompt, completion }: Pick<TokenTotals, "prompt" | "completion">,
): string {
  return `${what}: ${cost} for ${requests} requests, ${prompt} tokens in and ${completion} out`;
}

function usedBy(jobs: readonly Job[]): Bill {
  const tokens: TokenTotals = { prompt: 0, completion: 0, cached: 0, total: 0 };
  for (const { usage } of jobs) addTokens(tokens, usage.tokens);
  const parts = jobs.map(({ usage }) => usage.usd);
  return {
    requests: jobs.reduce((sum, { usage }) => sum + usage.requests, 0),
    tokens,
    usd: sumOf(parts),
    least: sumOf(parts.filter((part) => part !== null)) ?? 0,
    ...{ atOnce: null, overlap: null, cancelled: 0 },
  };
}

const sumOf = (parts: readonly (number | null)[]): number | null => parts.reduce(plus, 0);
