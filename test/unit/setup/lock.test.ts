import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { withLock } from "../../../bin/setup/lock.mjs";
import { run, startMark } from "../../../bin/setup/processes.mjs";
import { fakeMachine } from "./machine.js";

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function ownedBy(file: string, owner: Record<string, unknown>): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ host: hostname(), mark: "", ...owner }));
}

/** The number of a process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn("/bin/true");
  await new Promise((resolve) => child.on("exit", resolve));
  return child.pid!;
}

describe("the lock of a set-up", () => {
  it("lets one in at a time, and is gone afterwards", async () => {
    const { context, folder } = fakeMachine();
    const file = join(folder, "locks", "a.lock");
    let inside = 0;
    const work = (): Promise<number> =>
      withLock(context, file, async () => {
        inside += 1;
        await wait(50);
        inside -= 1;
        return inside;
      });
    expect(await Promise.all([work(), work(), work()])).toEqual([0, 0, 0]);
    expect(existsSync(file)).toBe(false);
  });

  it("is given back when the work fails", async () => {
    const { context, folder } = fakeMachine();
    const file = join(folder, "a.lock");
    await expect(withLock(context, file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(existsSync(file)).toBe(false);
  });

  it("tells the one who waits", async () => {
    const { context, folder, events } = fakeMachine();
    const file = join(folder, "a.lock");
    await Promise.all([
      withLock(context, file, () => wait(400)),
      wait(20).then(() => withLock(context, file, () => wait(0))),
    ]);
    expect(events.map(({ title }) => title)).toEqual(["Waiting for another set-up to finish"]);
  });

  it("is taken over from a process that was killed", async () => {
    const { context, folder } = fakeMachine();
    const file = join(folder, "a.lock");
    ownedBy(file, { pid: await endedProcess() });
    expect(await withLock(context, file, () => Promise.resolve("mine"))).toBe("mine");
  });

  it.runIf(process.platform === "linux")(
    "is taken over when the owner's number belongs to another process by now",
    async () => {
      const { context, folder } = fakeMachine();
      const file = join(folder, "a.lock");
      ownedBy(file, { pid: process.pid, mark: "1" });
      expect(await withLock(context, file, () => Promise.resolve("mine"))).toBe("mine");
    },
  );

  it.runIf(process.platform === "linux")("ends what the killed process left running before it goes on", async () => {
    const { context, folder } = fakeMachine();
    const file = join(folder, "a.lock");
    const noted = join(folder, "grandchild");
    const orphan = spawn("/bin/sh", ["-c", `sleep 60 & echo $! > ${noted}; wait`], { detached: true, stdio: "ignore" });
    const ended = new Promise((resolve) => orphan.on("exit", (_code, signal) => resolve(signal)));
    await wait(100);
    const child = orphan.pid!;
    ownedBy(file, { pid: await endedProcess(), child, childMark: startMark(child) });
    await withLock(context, file, () => wait(100));
    expect(await ended).toBe("SIGKILL");
    expect(startMark(Number(readFileSync(noted, "utf8")))).toBe("");
  });

  it("names the process that runs now, so that it can be ended", async () => {
    const { context, folder, command } = fakeMachine();
    const file = join(folder, "a.lock");
    command("tool", "/bin/sleep 0.2");
    const owner = await withLock(context, file, async (held) => {
      await run(held, join(folder, "bin", "tool"), []);
      return JSON.parse(readFileSync(file, "utf8")) as { pid: number; child: number };
    });
    expect(owner.pid).toBe(process.pid);
    expect(owner.child).toBeGreaterThan(0);
  });

  it("is left when the set-up is interrupted while it waits", async () => {
    const interruption = new AbortController();
    const { context, folder } = fakeMachine({ signal: interruption.signal });
    const file = join(folder, "a.lock");
    ownedBy(file, { pid: process.pid, mark: startMark(process.pid) });
    setTimeout(() => interruption.abort(), 50);
    await expect(withLock(context, file, () => Promise.resolve())).rejects.toThrow();
    expect(existsSync(file)).toBe(true);
  });
});
