/** How long jobs have taken, from their journals, and how long another of the same kind will take. */
import type { DatabaseSync } from "node:sqlite";
import type { JobTimes } from "../../../protocol/calls/historyCalls.js";
import type { Job } from "../../../protocol/job.js";

/** So many of the newest jobs of a kind tell how long the next takes; with fewer than `fewest` nothing is said. */
const most = 20;
const fewest = 2;

const of = (name: string): string => `json_extract(snapshot, '$.${name}')`;
const type = "json_extract(event, '$.type')";

interface Run {
  seconds: number;
  scenes: number;
}

/** `job` is one as the store has it. */
export function timesOf(database: DatabaseSync, job: Job): JobTimes {
  const { startedAt, endedAt } = runOf(database, job.id);
  return { startedAt, endedAt, expected: expectedOf(runsLike(database, job), job.scenes.length) };
}

/**
 * The last run: what was interrupted and went on is one run; one that has ended and was started again is another. A job
 * that runs has no end.
 */
function runOf(database: DatabaseSync, id: string): Pick<JobTimes, "startedAt" | "endedAt"> {
  const events = database
    .prepare(
      `select at, ${type} as type from journal where job = ? and ${type} in ('started', 'finished') order by seq`,
    )
    .all(id) as unknown as { at: string; type: string }[];
  let run: Pick<JobTimes, "startedAt" | "endedAt"> = { startedAt: null, endedAt: null };
  for (const { at, type: what } of events) {
    if (what === "finished") run = { ...run, endedAt: at };
    else if (run.startedAt === null || run.endedAt !== null) run = { startedAt: at, endedAt: null };
  }
  return run;
}

/** Completed jobs made in the same way, which ran once and without a break: others found part of the work done. */
function runsLike(database: DatabaseSync, { id, provider, mode, quality }: Job): Run[] {
  const kind = `${of("provider")} = ? and ${of("mode")} = ? and ${of("quality")} = ?`;
  const runs = database
    .prepare(
      `select json_array_length(snapshot, '$.scenes') as scenes,
         (select group_concat(${type} || ' ' || at, ' ' order by seq) from journal
          where job = jobs.id and ${type} in ('started', 'finished')) as events
       from jobs where status = 'completed' and id <> ? and ${kind} order by created_at desc limit ${most}`,
    )
    .all(id, provider, mode, quality) as unknown as { scenes: number; events: string | null }[];
  return runs.flatMap(({ scenes, events }) => {
    const [, started, , finished, ...more] = (events ?? "").split(" ");
    if (started === undefined || finished === undefined || more.length > 0 || scenes === 0) return [];
    return { seconds: (Date.parse(finished) - Date.parse(started)) / 1000, scenes };
  });
}

/** The middle half of what a scene took, times the scenes; before the plan is known, of what a whole video took. */
export function expectedOf(runs: Run[], scenes: number): JobTimes["expected"] {
  if (runs.length < fewest) return null;
  const seconds = runs.map((run) => (scenes === 0 ? run.seconds : (run.seconds / run.scenes) * scenes));
  seconds.sort((one, other) => one - other);
  const at = (part: number): number => seconds[Math.round((seconds.length - 1) * part)] ?? 0;
  return { low: Math.round(at(0.25)), high: Math.round(at(0.75)), jobs: runs.length };
}
