import { describe, expect, it } from "vitest";
import type { Failure } from "../../../../server/src/llm/attempts/failure.js";
import { withRetry, type Attempt } from "../../../../server/src/llm/attempts/retry.js";
import { problem } from "../../../../protocol/problems.js";

const limits = { firstDelay: 8, longestDelay: 50 };

async function run(failure: Omit<Failure, "problem">, signal = new AbortController().signal) {
  let tries = 0;
  const delays: number[] = [];
  const attempt = (): Promise<Attempt<string>> => {
    tries += 1;
    return Promise.resolve({ ok: false, failure: { problem: problem("rate-limited", "Busy."), ...failure } });
  };
  const result = await withRetry(attempt, limits, signal, (_failure, delay) => void delays.push(delay));
  return { tries, delays, result };
}

describe("withRetry", () => {
  it("doubles its waits, never above the longest", async () => {
    const { tries, delays } = await run({ attempts: 6 });
    expect(tries).toBe(6);
    for (const [index, delay] of delays.entries()) {
      const full = Math.min(50, 8 * 2 ** index);
      expect(delay).toBeGreaterThanOrEqual(full / 2);
      expect(delay).toBeLessThanOrEqual(full);
    }
  });

  it("takes the server's wish instead, and ends when that is too long", async () => {
    expect((await run({ attempts: 3, delay: 20 })).delays).toEqual([20, 20]);
    expect(await run({ attempts: 3, delay: 51 })).toMatchObject({ tries: 1, delays: [], result: { ok: false } });
  });

  it("does not try again after an abort", async () => {
    expect((await run({ attempts: 3 }, AbortSignal.abort())).tries).toBe(1);
  });
});
