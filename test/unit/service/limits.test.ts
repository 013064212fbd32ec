import { describe, expect, it } from "vitest";
import { Bounded } from "../../../server/src/http/bounded.js";
import { statusOf } from "../../../server/src/http/answers/statuses.js";
import { StageTimes } from "../../../server/src/service/stageTimes.js";
import { capOf, requireRoom } from "../../../server/src/service/userLimits.js";

const load = { open: 0, spent: 0, reserved: 0 };

describe("what one user may", () => {
  it("has so many jobs under way and no more", () => {
    expect(capOf({}, { openJobs: 2, dailyUsd: 0 }, { ...load, open: 1 }, 0)).toBe(0);
    expect(() => capOf({}, { openJobs: 2, dailyUsd: 0 }, { ...load, open: 2 }, 0)).toThrow("at most 2");
  });

  it("asks for less than the operator's cap, never for more", () => {
    const cap = (maxUsd: number, usual: number): number => capOf({ maxUsd }, { openJobs: 9, dailyUsd: 0 }, load, usual);
    expect([cap(0, 0), cap(2, 0), cap(0, 3), cap(2, 3), cap(9, 3)]).toEqual([0, 2, 3, 2, 3]);
  });

  it("spends what the day leaves, jobs under way counted", () => {
    const cap = (spent: number, reserved: number, provider: "gemini" | "templates" = "gemini"): number =>
      capOf({ provider }, { openJobs: 9, dailyUsd: 10 }, { open: 1, spent, reserved }, 0);
    expect(cap(1, 2)).toBe(7);
    expect(() => cap(8, 2)).toThrow("spent or set aside");
    expect(cap(8, 2, "templates")).toBe(0);
  });

  it("starts a job again only where the day leaves what its cap does", () => {
    const again =
      (maxUsd: number, reserved: number, provider: "gemini" | "templates" = "gemini") =>
      () =>
        requireRoom({ maxUsd, provider }, { openJobs: 9, dailyUsd: 10 }, { ...load, reserved });
    expect(again(2, 8)).not.toThrow();
    expect(again(2, 8.5)).toThrow("spent or set aside");
    expect(again(2, 8.5, "templates")).not.toThrow();
    expect(again(0, 10)).toThrow("spent or set aside");
  });

  it("has so many lasting answers, each counted once", () => {
    const open = new Bounded("streams", { inAll: 3, each: 2 });
    const [first] = [open.take("a"), open.take("a")];
    expect(() => open.take("a")).toThrow("Too many streams");
    open.take("b");
    expect(() => open.take("c")).toThrow();
    first();
    first();
    expect(open.open).toBe(2);
    open.take("c");
    expect(() => open.take("b")).toThrow();
  });
});

describe("stages", () => {
  it("are timed from one change to the next, and not while a job waits", () => {
    let now = 0;
    const times = new StageTimes(() => now);
    const see = (stage: "planning" | "rendering", status: "running" | "queued" | "completed", at: number): void => {
      now = at;
      times.see({ id: "a", stage, status });
    };
    see("planning", "running", 0);
    see("planning", "running", 1000);
    see("rendering", "running", 3000);
    see("rendering", "queued", 4000);
    see("rendering", "running", 60_000);
    see("rendering", "completed", 61_500);
    expect(times.ended).toEqual({ planning: { count: 1, seconds: 3 }, rendering: { count: 2, seconds: 2.5 } });
  });
});

describe("statuses", () => {
  it("tell whose mistake it is", () => {
    expect(
      (["job-missing", "idempotency-conflict", "too-many-jobs", "internal-error", "state-broken"] as const).map(
        statusOf,
      ),
    ).toEqual([404, 422, 429, 500, 500]);
  });
});
