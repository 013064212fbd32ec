/** What a process and all that it started take of the machine, from Linux's own books. */
import { readFileSync, readdirSync } from "node:fs";

const ticksPerSecond = 100;

interface Taken {
  /** MB of memory, pages that several share counted in parts. */
  memory: number;
  processes: number;
}

function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}

/** The fields of a process's `stat` behind its name. */
const statOf = (pid: number): string[] => read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];

/** A process and its descendants, by their parents as they are now. */
export function treeOf(root: number): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(pids.map((pid) => [Number(pid), Number(statOf(Number(pid))[1])]));
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

/** MB of one process. */
export const memoryOfOne = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;

export function takenBy(root: number): Taken {
  const tree = treeOf(root);
  return { memory: tree.reduce((sum, pid) => sum + memoryOfOne(pid), 0), processes: tree.length };
}

/** Processor seconds of a process and all its descendants so far, those that have ended and were waited for among them. */
export function secondsOf(root: number): number {
  // Of `stat`, behind the name: user, system, and the same of children that have ended.
  const ticks = treeOf(root).flatMap((pid) => statOf(pid).slice(11, 15).map(Number));
  return ticks.reduce((sum, part) => sum + part, 0) / ticksPerSecond;
}
