import { describe, expect, it } from "vitest";
import { retryAfterDelay } from "../../../../server/src/llm/attempts/observed.js";

describe("retryAfterDelay", () => {
  it("takes seconds and dates, and nothing else", () => {
    const now = Date.parse("2026-11-21T12:00:00Z");
    expect(retryAfterDelay("3", now)).toBe(3000);
    expect(retryAfterDelay("Sat, 21 Nov 2026 12:00:30 GMT", now)).toBe(30_000);
    expect(retryAfterDelay("Sat, 21 Nov 2026 11:00:00 GMT", now)).toBe(0);
    expect(retryAfterDelay("soon", now)).toBeUndefined();
    expect(retryAfterDelay(undefined, now)).toBeUndefined();
  });
});
