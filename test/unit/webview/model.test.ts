import { describe, expect, it } from "vitest";
import type { HostMessage, PanelJob } from "../../../protocol/panel.js";
import { stages, type JobStatus, type SceneState } from "../../../protocol/job.js";
import { afterMessage, emptyModel, missingJob, shownJob } from "../../../webview/src/model.js";
import {
  listWords,
  nameOf,
  percentOf,
  sceneLook,
  stageWords,
  stateWords,
  timeWords,
  usageWords,
} from "../../../webview/src/words.js";
import { jobWith } from "../client/jobs.js";

const panelJob = (more: Partial<PanelJob> = {}): PanelJob => ({
  ...jobWith(more),
  videoUrl: null,
  captionsUrl: null,
  thumbnailUrl: null,
  stillUrls: [],
  ...more,
});
const after = (...messages: HostMessage[]) => messages.reduce(afterMessage, emptyModel(null));

describe("the panel's model", () => {
  it("knows nothing until the extension answers", () => {
    expect(emptyModel(null).jobs).toBeNull();
    expect(after({ type: "jobs", jobs: [] }).jobs).toEqual([]);
  });

  it("puts a new job first and a changed one in its place", () => {
    const one = panelJob({ id: "1" });
    const two = panelJob({ id: "2" });
    const model = after(
      { type: "jobs", jobs: [one, two] },
      { type: "job", job: panelJob({ id: "2", percentage: 99 }) },
      { type: "job", job: panelJob({ id: "3" }) },
    );
    expect(model.jobs?.map(({ id, percentage }) => `${id} ${percentage}`)).toEqual(["3 60", "1 60", "2 99"]);
  });

  it("shows the selected job, else the newest", () => {
    const jobs = [panelJob({ id: "1" }), panelJob({ id: "2" })];
    const model = after({ type: "jobs", jobs });
    expect(shownJob(model)?.id).toBe("1");
    expect(shownJob({ ...model, selected: "2" })?.id).toBe("2");
    expect(shownJob({ ...model, selected: "gone" })?.id).toBe("1");
    expect(shownJob(emptyModel("2"))).toBeUndefined();
  });

  it("selects the job that is wanted, also before it is in the list", () => {
    const elsewhere = after({ type: "show", view: "batches" }, { type: "select", id: "2", aside: true });
    expect(elsewhere).toMatchObject({ selected: "2", view: "batches" });
    const model = after({ type: "select", id: "2" }, { type: "jobs", jobs: [panelJob({ id: "1" })] });
    expect(shownJob(model)?.id).toBe("1");
    expect(shownJob(afterMessage(model, { type: "job", job: panelJob({ id: "2" }) }))?.id).toBe("2");
  });

  it("asks for the selected job where it was not sent, keeps it over a new list, and leaves it once it is gone", () => {
    const model = { ...after({ type: "jobs", jobs: [panelJob({ id: "new" })] }), selected: "old" };
    expect(missingJob(model)).toBe("old");
    const old = panelJob({ id: "old", createdAt: "2020-01-01T00:00:00.000Z", status: "failed" });
    const found = afterMessage(model, { type: "job", job: old });
    expect([missingJob(found), shownJob(found)?.id, found.jobs?.[0]?.id]).toEqual([null, "old", "new"]);
    const refilled = afterMessage(found, { type: "jobs", jobs: [panelJob({ id: "new" })] });
    expect(shownJob(refilled)?.id).toBe("old");
    const gone = afterMessage(refilled, { type: "gone", id: "old" });
    expect([gone.selected, shownJob(gone)?.id]).toEqual([null, "new"]);
  });

  it("holds a bounded number of jobs, and drops none that runs or is shown", () => {
    const at = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
    const jobs = [
      panelJob({ id: "runs", createdAt: at(0) }),
      panelJob({ id: "shown", status: "failed", createdAt: at(1) }),
    ];
    let model = { ...after({ type: "jobs", jobs }), selected: "shown" };
    for (let number = 2; number < 700; number++) {
      const job = panelJob({ id: String(number), status: "completed", createdAt: at(number) });
      model = { ...afterMessage(model, { type: "job", job }), selected: "shown" };
    }
    expect(model.jobs).toHaveLength(500);
    expect(model.jobs?.map(({ id }) => id)).toEqual(expect.arrayContaining(["runs", "shown", "699"]));
  });

  it("keeps the jobs while the backend restarts", () => {
    const model = after({ type: "jobs", jobs: [panelJob()] }, { type: "backend", state: "starting" });
    expect([model.jobs?.length, model.backend]).toEqual([1, "starting"]);
  });
});

describe("the panel's words", () => {
  it("name every stage", () => {
    for (const stage of stages) expect(stageWords[stage]).toMatch(/^[A-Z]/);
  });

  it.each<[number, JobStatus, number]>([
    [62.9, "running", 62],
    [100, "running", 99],
    [-3, "queued", 0],
    [100, "completed", 100],
    [34.4, "cancelled", 34],
  ])("say %d percent of a %s-job as %d", (percentage, status, shown) => {
    expect(percentOf({ percentage, status })).toBe(shown);
  });

  it("say the stage while a job runs and its outcome afterwards", () => {
    expect(stateWords({ status: "running", stage: "combining" })).toBe("Joining scenes");
    expect(stateWords({ status: "failed", stage: "combining" })).toBe("Failed");
  });

  it.each<[SceneState, JobStatus, string, string]>([
    ["rendering", "running", "running", "Rendering"],
    ["rendering", "queued", "clock", "Waiting"],
    ["checking", "cancelled", "stopped", "Stopped"],
    ["done", "cancelled", "check", "Done"],
    ["failed", "queued", "error", "Failed"],
  ])("show a %s scene of a %s job as %s, %s", (scene, job, icon, words) => {
    expect(sceneLook(scene, job)).toEqual({ icon, words });
  });

  it("never call an unknown price zero", () => {
    const usage = {
      requests: 1,
      tokens: { prompt: 1, completion: 1, cached: 0, total: 1200 },
      usd: null,
      kwh: null,
      kgco2e: null,
    };
    expect(usageWords(usage)).toBe("1 request, 1,200 tokens, cost not known");
    expect(usageWords({ ...usage, usd: 0.02414 })).toContain("$0.0241");
    expect(usageWords({ ...usage, requests: 0 })).toBe("");
    const untold = { ...usage, tokens: { prompt: 0, completion: 0, cached: 0, total: 0 } };
    expect(usageWords(untold)).toBe("1 request, tokens not known, cost not known");
  });

  it("say energy as ranges, and only where it is known", () => {
    const tokens = { prompt: 1, completion: 1, cached: 0, total: 10 };
    const usage = { requests: 2, tokens, usd: 1, kwh: { low: 0.00123, high: 0.00456 }, kgco2e: null };
    expect(usageWords(usage)).toBe("2 requests, 10 tokens, $1.00, 0.0012 to 0.0046 kWh");
    expect(usageWords({ ...usage, kgco2e: { low: 0.001, high: 0.001 } })).toMatch(/, 0\.001 kg CO₂e$/);
  });

  it("count the videos of a list that are ready", () => {
    expect(listWords({ ready: 2, count: 4 })).toBe("2 of 4 videos ready");
    expect(listWords({ ready: 0, count: 1 })).toBe("0 of 1 video ready");
  });

  it("find a name for a job whose plan is not made yet", () => {
    expect(nameOf({ title: "", topic: "# Waves\n- one" })).toBe("# Waves");
    expect(nameOf({ title: "", topic: " " })).toBe("Untitled");
    expect(timeWords("not a date")).toBe("");
  });
});
