import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { poolMemory } from "../../../server/src/manim/workerMemory.js";

const proc = mkdtempSync(join(tmpdir(), "proc-"));
afterAll(() => rmSync(proc, { recursive: true }));

/** A process as the kernel shows one; the share of memory cannot be read of every one. */
function process_(pid: number, parent: number, command: string, kilobytes: { pss?: number; rss?: number }): void {
  const folder = join(proc, String(pid));
  mkdirSync(folder);
  writeFileSync(join(folder, "stat"), `${pid} (${command}) S ${parent} 1 1 0 -1`);
  if (kilobytes.pss !== undefined)
    writeFileSync(join(folder, "smaps_rollup"), `Rss: 9 kB\nPss:  ${kilobytes.pss} kB\n`);
  if (kilobytes.rss !== undefined) writeFileSync(join(folder, "status"), `Name:\tx\nVmRSS:\t ${kilobytes.rss} kB\n`);
}

process_(10, 1, "bwrap", { pss: 1 });
process_(11, 10, "bwrap", { pss: 1 });
process_(12, 11, "python (3) x", { pss: 100 });
process_(13, 12, "python", { pss: 20 });
process_(14, 13, "python", { rss: 30 });
process_(20, 1, "python", { pss: 200 });
process_(30, 1, "python", { pss: 400 });

describe.skipIf(process.platform !== "linux")("the memory of the workers", () => {
  it("is that of the Python below the sandbox and of its forks, each by its share", async () => {
    expect(await poolMemory([10, 20], proc)).toEqual({
      ...{ workers: 2, workerBytes: 300 * 1024 },
      ...{ forks: 2, forkBytes: 50 * 1024 },
    });
  });

  it("is nothing for processes that are gone", async () => {
    expect(await poolMemory([99], proc)).toEqual({ workers: 0, workerBytes: 0, forks: 0, forkBytes: 0 });
  });

  it("is read of a process that runs", async () => {
    const memory = await poolMemory([process.pid]);
    expect(memory).toMatchObject({ workers: 1 });
    expect(memory?.workerBytes).toBeGreaterThan(1_000_000);
  });
});
