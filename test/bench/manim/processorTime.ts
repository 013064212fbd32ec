/** Seconds of processor time of programs, read from Linux. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const ticks = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

interface Process {
  parent: number;
  seconds: number;
}

/** Of all processes below this one that still run, and of those that they have waited for. */
function secondsOfChildren(): number {
  const all = processes();
  const below = (pid: number): number =>
    [...all].reduce((sum, [child, { parent, seconds }]) => (parent === pid ? sum + seconds + below(child) : sum), 0);
  return below(process.pid);
}

function processes(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      // What stands before the last parenthesis is the program's name, which may hold anything.
      const fields = readFileSync(`/proc/${name}/stat`, "latin1")
        .replace(/^.*\) /s, "")
        .split(" ")
        .map(Number);
      const [own, waitedFor] = [fields.slice(11, 13), fields.slice(13, 15)];
      const used = [...own, ...waitedFor].reduce((sum, part) => sum + part, 0);
      found.set(Number(name), { parent: fields[1] ?? 0, seconds: used / ticks });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

/** Seconds by the clock, and of processor time of what this process has started. */
export interface Took {
  wall: number;
  cpu: number;
}

/** A moment; `since` tells what has passed between two. */
export function now(): Took {
  return { wall: performance.now() / 1000, cpu: secondsOfChildren() };
}

export function since(begun: Took | undefined, ended = now()): Took {
  if (begun === undefined) throw new Error("what is measured has not begun");
  return { wall: ended.wall - begun.wall, cpu: ended.cpu - begun.cpu };
}
