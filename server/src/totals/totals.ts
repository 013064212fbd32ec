/** What all jobs have taken, by job, model and month: the journal's requests and runs, added up in the database. */
import type { DatabaseSync } from "node:sqlite";
import type { Total, TotalOf, Totals } from "../../../protocol/calls/totalsCalls.js";
import type { Range } from "../../../protocol/completion.js";
import { energySource } from "../llm/completion/energy.js";

/** A chart of more bars is no chart. */
const mostJobs = 50;

/** Requests of one job to one model in one month. Sums over nulls alone are null. */
interface Spending {
  job: string;
  title: string;
  model: string;
  month: string;
  requests: number;
  prompt: number;
  completion: number;
  cached: number;
  usd: number | null;
  kwhLow: number | null;
  kwhHigh: number | null;
  co2Low: number | null;
  co2High: number | null;
  seconds: number | null;
  noUsd: number;
  noEnergy: number;
}

/** Runs of one job that began in one month. */
interface Running {
  job: string;
  title: string;
  month: string;
  seconds: number;
}

const named = "coalesce(nullif(json_extract(jobs.snapshot, '$.title'), ''), json_extract(jobs.snapshot, '$.topic'))";

const spendings = `
  select jobs.id as job, ${named} as title, spent.*
  from jobs join (
    select journal.job as id, strftime('%Y-%m', at, 'localtime') as month,
      coalesce(event ->> '$.model', '') as model, count(*) as requests,
      sum(event ->> '$.prompt') as prompt, sum(event ->> '$.completion') as completion,
      sum(event ->> '$.cached') as cached, sum(event ->> '$.usd') as usd,
      sum(event ->> '$.kwh.low') as kwhLow, sum(event ->> '$.kwh.high') as kwhHigh,
      sum(event ->> '$.kgco2e.low') as co2Low, sum(event ->> '$.kgco2e.high') as co2High,
      sum(event ->> '$.seconds') as seconds,
      sum((event ->> '$.usd') is null) as noUsd, sum((event ->> '$.kwh.low') is null) as noEnergy
    from journal where event like '{"type":"spent"%' group by journal.job, month, model
  ) as spent on spent.id = jobs.id`;

/** A run ends with the next of these events; one that has no end yet, and a job that still runs, lasts until now. */
const runs = `
  select jobs.id as job, ${named} as title, run.month as month,
    sum((julianday(coalesce(run.until, case jobs.status when 'running' then ? end, run.at)) - julianday(run.at)) * 86400)
      as seconds
  from jobs join (
    select journal.job as id, at, strftime('%Y-%m', at, 'localtime') as month,
      event like '{"type":"started"%' as begins, lead(at) over (partition by journal.job order by seq) as until
    from journal
    where event like '{"type":"started"%' or event like '{"type":"finished"%' or event like '{"type":"interrupted"%'
  ) as run on run.id = jobs.id
  where run.begins group by jobs.id, run.month`;

/** Of the jobs that are not deleted. */
export function totals(database: DatabaseSync, now: Date): Totals {
  const byJob = new Map<string, TotalOf>();
  const byModel = new Map<string, TotalOf>();
  const byMonth = new Map<string, TotalOf>();
  const all = nothing();
  for (const row of database.prepare(spendings).all() as unknown as Spending[]) {
    const { job, title, model, month } = row;
    add(of(byModel, model, model), row, row.seconds);
    // Jobs and months have the time that they ran, in which the waiting for models lies.
    for (const sum of [all, of(byJob, job, title), of(byMonth, month, month)]) add(sum, row, null);
  }
  for (const { job, title, month, seconds } of database.prepare(runs).all(now.toISOString()) as unknown as Running[])
    for (const sum of [all, of(byJob, job, title), of(byMonth, month, month)]) sum.seconds = plus(sum.seconds, seconds);
  const jobs = [...byJob.values()].toSorted(mostFirst);
  return {
    jobs: byJob.size,
    all,
    byJob: jobs.slice(0, mostJobs),
    jobsLeft: Math.max(0, jobs.length - mostJobs),
    byModel: [...byModel.values()].toSorted(mostFirst),
    byMonth: [...byMonth.values()].toSorted((one, other) => (one.key < other.key ? -1 : 1)),
    energySource,
  };
}

function nothing(): Total {
  return {
    ...{ requests: 0, tokens: { prompt: 0, completion: 0, cached: 0 }, usd: null, kwh: null, kgco2e: null },
    ...{ seconds: null, unknown: { usd: 0, energy: 0 } },
  };
}

function of(sums: Map<string, TotalOf>, key: string, label: string): TotalOf {
  const known = sums.get(key) ?? { key, label, ...nothing() };
  sums.set(key, known);
  return known;
}

function add(sum: Total, row: Spending, seconds: number | null): void {
  sum.requests += row.requests;
  sum.tokens.prompt += row.prompt;
  sum.tokens.completion += row.completion;
  sum.tokens.cached += row.cached;
  sum.usd = plus(sum.usd, row.usd);
  sum.kwh = together(sum.kwh, row.kwhLow, row.kwhHigh);
  sum.kgco2e = together(sum.kgco2e, row.co2Low, row.co2High);
  sum.seconds = plus(sum.seconds, seconds);
  sum.unknown.usd += row.noUsd;
  sum.unknown.energy += row.noEnergy;
}

const plus = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : one + other;

function together(range: Range | null, low: number | null, high: number | null): Range | null {
  if (low === null || high === null) return range;
  return { low: (range?.low ?? 0) + low, high: (range?.high ?? 0) + high };
}

/** By money, then by tokens, then by time. */
function mostFirst(one: TotalOf, other: TotalOf): number {
  const tokens = ({ tokens: { prompt, completion } }: Total): number => prompt + completion;
  return (other.usd ?? 0) - (one.usd ?? 0) || tokens(other) - tokens(one) || (other.seconds ?? 0) - (one.seconds ?? 0);
}
