import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem, ProblemError, type ProblemCode } from "../../../../protocol/problems.js";
import { patiently } from "../../../../server/src/storage/objects/patience.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const failing = (code: ProblemCode) => new ProblemError(problem(code, "no"));
const signal = new AbortController().signal;

describe("patiently", () => {
  it("asks again, after longer and longer waits, until the storage is back", async () => {
    const waits: number[] = [];
    let left = 2;
    const work = (): Promise<string> =>
      left-- > 0 ? Promise.reject(failing("storage-unavailable")) : Promise.resolve("stored");
    const waiting = (milliseconds: number): void => void waits.push(milliseconds);
    expect(await patiently(work, { seconds: 60, signal, waiting })).toBe("stored");
    expect(waits).toHaveLength(2);
    expect(waits[0]).toBeLessThan(waits[1] ?? 0);
  });

  it("gives up once the time is over that began with the first failure", async () => {
    const work = vi.fn(() => Promise.reject(failing("storage-unavailable")));
    const waiting = (): void => void vi.advanceTimersByTime(20_000);
    await expect(patiently(work, { seconds: 30, signal, waiting })).rejects.toMatchObject({
      problem: { code: "storage-unavailable" },
    });
    expect(work).toHaveBeenCalledTimes(3);
  });

  it.each<ProblemCode>(["storage-refused", "storage-missing", "disk-full", "file-missing"])(
    "does not ask again when it says %s",
    async (code) => {
      const work = vi.fn(() => Promise.reject(failing(code)));
      await expect(patiently(work, { seconds: 60, signal, waiting: vi.fn() })).rejects.toMatchObject({
        problem: { code },
      });
      expect(work).toHaveBeenCalledTimes(1);
    },
  );

  it("ends at once when it is cancelled while it waits", async () => {
    const stop = new AbortController();
    const work = (): Promise<never> => Promise.reject(failing("storage-unavailable"));
    const waiting = (): void => void setTimeout(() => stop.abort(new Error("cancelled")), 10);
    const began = performance.now();
    await expect(patiently(work, { seconds: 60, signal: stop.signal, waiting })).rejects.toThrow("cancelled");
    expect(performance.now() - began).toBeLessThan(300);
  });
});
