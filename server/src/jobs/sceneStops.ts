/** Signals by which single scenes of running jobs are ended. */
import type { DatabaseSync } from "node:sqlite";

export class SceneStops {
  private readonly running = new Map<string, Map<number, AbortController>>();

  /** The signals of a run; `stopped` are scenes that were cancelled before it was interrupted. */
  open(job: string, stopped: readonly number[]): { signal(index: number): AbortSignal; close(): void } {
    const stops = new Map<number, AbortController>();
    this.running.set(job, stops);
    for (const index of stopped) controllerOf(stops, index).abort();
    return {
      signal: (index) => controllerOf(stops, index).signal,
      close: () => void this.running.delete(job),
    };
  }

  /** False when the job does not run in this process. */
  cancel(job: string, index: number): boolean {
    const stops = this.running.get(job);
    if (stops === undefined) return false;
    controllerOf(stops, index).abort();
    return true;
  }
}

/** Scenes that were cancelled since the job last ended: a run that goes on leaves them out, one that is new does not. */
export function cancelledScenes(database: DatabaseSync, job: string): number[] {
  const type = "json_extract(event, '$.type')";
  const ended = `select coalesce(max(seq), -1) from journal where job = ? and ${type} = 'finished'`;
  return database
    .prepare(
      `select distinct json_extract(event, '$.index') as place from journal
       where job = ? and ${type} = 'scene' and json_extract(event, '$.state') = 'cancelled' and seq > (${ended})`,
    )
    .all(job, job)
    .map(({ place }) => Number(place));
}

function controllerOf(stops: Map<number, AbortController>, index: number): AbortController {
  const controller = stops.get(index) ?? new AbortController();
  stops.set(index, controller);
  return controller;
}
