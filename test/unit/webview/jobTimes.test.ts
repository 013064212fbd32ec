import { expect, it } from "vitest";
import { clock, timesWords } from "../../../webview/src/jobTimes.js";

const startedAt = "2026-11-21T10:00:00.000Z";
const now = Date.parse("2026-11-21T10:02:05.000Z");
const expected = { low: 180, high: 245, jobs: 4 };

it("says how long a video has taken, how long it usually takes where that is known, and nothing before it began", () => {
  expect(timesWords({ startedAt, endedAt: null, expected: null }, "running", now)).toBe("2:05 so far");
  const known = { startedAt, endedAt: null, expected };
  expect(timesWords(known, "running", now)).toBe("2:05 so far; such a video usually takes 3:00 to 4:05");
  const even = { ...known, expected: { ...expected, high: 180 } };
  expect(timesWords(even, "running", now)).toBe("2:05 so far; such a video usually takes 3:00");
  const ended = { startedAt, endedAt: "2026-11-21T11:02:03.000Z", expected };
  expect(timesWords(ended, "completed", now)).toBe("Took 1:02:03");
  expect(timesWords({ startedAt: null, endedAt: null, expected }, "queued", now)).toBe("");
  expect(clock(7)).toBe("0:07");
});
