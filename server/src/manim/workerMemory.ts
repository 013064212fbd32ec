/** What the workers hold in memory, asked of the operating system: on Linux of /proc, elsewhere not at all. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Bytes, pages that several processes share counted once. */
export interface PoolMemory {
  workers: number;
  workerBytes: number;
  /** Forks of the workers: states kept of open scenes, and runs under way. */
  forks: number;
  forkBytes: number;
}

interface Process {
  pid: number;
  parent: number;
  command: string;
}

/** The memory of these started workers and of all that descends from them; null where it cannot be asked. */
export async function poolMemory(pids: readonly number[], proc = "/proc"): Promise<PoolMemory | null> {
  if (process.platform !== "linux") return null;
  const processes = await allProcesses(proc);
  const sum: PoolMemory = { workers: 0, workerBytes: 0, forks: 0, forkBytes: 0 };
  for (const pid of pids) {
    const worker = workerUnder(pid, processes);
    if (worker === null) continue;
    sum.workers += 1;
    sum.workerBytes += await bytesOf(worker, proc);
    for (const fork of descendants(worker, processes)) {
      sum.forks += 1;
      sum.forkBytes += await bytesOf(fork, proc);
    }
  }
  return sum;
}

/** The Python process that a start led to: below the sandbox's own processes, of which there is one after the other. */
function workerUnder(pid: number, processes: Process[]): number | null {
  const found = processes.find((one) => one.pid === pid);
  if (found === undefined) return null;
  if (found.command !== "bwrap") return pid;
  const inner = processes.find(({ parent }) => parent === pid);
  return inner === undefined ? null : workerUnder(inner.pid, processes);
}

function descendants(pid: number, processes: Process[]): number[] {
  const children = processes.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child.pid, ...descendants(child.pid, processes)]);
}

async function allProcesses(proc: string): Promise<Process[]> {
  const names = (await readdir(proc).catch(() => [])).filter((name) => /^\d+$/.test(name));
  const read = names.map(async (name): Promise<Process | null> => {
    // "pid (command) state parent …": a command may hold spaces and brackets.
    const stat = await readFile(join(proc, name, "stat"), "utf8").catch(() => "");
    const match = /^\d+ \((.*)\) \S (\d+) /s.exec(stat);
    return match === null ? null : { pid: Number(name), command: match[1] ?? "", parent: Number(match[2]) };
  });
  return (await Promise.all(read)).filter((one) => one !== null);
}

/** The process's share of what it shares with others, else all of what it has; nothing of one that is gone. */
async function bytesOf(pid: number, proc: string): Promise<number> {
  const read = async (file: string, line: RegExp): Promise<number | null> => {
    const text = await readFile(join(proc, String(pid), file), "utf8").catch(() => "");
    const kilobytes = line.exec(text)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  };
  return (await read("smaps_rollup", /^Pss:\s+(\d+) kB/m)) ?? (await read("status", /^VmRSS:\s+(\d+) kB/m)) ?? 0;
}
