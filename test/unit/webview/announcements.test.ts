import { describe, expect, it } from "vitest";
import { Announcements } from "../../../webview/src/announcements.js";
import { jobWith } from "../client/jobs.js";

describe("announcements", () => {
  it("tell of a new stage at once and of progress now and then", () => {
    const announcements = new Announcements();
    const job = jobWith({ percentage: 31, stage: "code_generation" });
    expect(announcements.next(job, 0)).toBeNull();
    expect(announcements.next({ ...job, percentage: 33 }, 20_000)).toBeNull();
    expect(announcements.next({ ...job, percentage: 42 }, 5_000)).toBeNull();
    expect(announcements.next({ ...job, percentage: 42 }, 21_000)).toBe(
      "Binary search: Writing and checking scenes, 42 percent",
    );
    expect(announcements.next({ ...job, stage: "rendering", percentage: 50 }, 21_100)).toBe(
      "Binary search: Rendering scenes, 50 percent",
    );
    expect(announcements.next({ ...job, stage: "completed", percentage: 100, status: "completed" }, 21_200)).toBe(
      "Binary search: Finished",
    );
    expect(announcements.next({ ...job, stage: "completed", percentage: 100, status: "completed" }, 90_000)).toBeNull();
  });

  it("stay few however often a job changes", () => {
    const announcements = new Announcements();
    let said = 0;
    for (let step = 0; step <= 1000; step++) {
      if (announcements.next(jobWith({ percentage: step / 10 }), step * 100) !== null) said++;
    }
    expect(said).toBeLessThanOrEqual(10);
  });
});
