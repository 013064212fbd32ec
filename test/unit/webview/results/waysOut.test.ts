import { describe, expect, it } from "vitest";
import type { JobScene, SceneState } from "../../../../protocol/job.js";
import { problem } from "../../../../protocol/problems.js";
import { lossesOf } from "../../../../webview/src/results/waysOut.js";

const scene = (index: number, state: SceneState): JobScene => ({
  index,
  name: `Scene${index}`,
  title: "",
  file: `scenes/0${index}.py`,
  state,
});
const summary = (job: Parameters<typeof lossesOf>[0]) =>
  lossesOf(job).map(({ kind, count, scenes }) => [kind, count, scenes.map(({ name }) => name).join()]);

describe("what a job did not bring", () => {
  it("is counted by kind, each scene once, by what stopped it", () => {
    const scenes = [scene(0, "done"), scene(1, "failed"), scene(2, "failed"), scene(3, "planned"), scene(4, "failed")];
    const problems = [
      problem("answer-refused", "No.", { scene: "Scene1" }),
      problem("answer-truncated", "Cut.", { scene: "Scene4" }),
      problem("scene-exception", "1 / 0", { scene: "Scene2", line: 7 }),
      problem("repair-exhausted", "Still.", { scene: "Scene2", line: 7 }),
      problem("layout-overlap", "A overlaps B.", { scene: "Scene0" }),
    ];
    const job = { status: "completed_with_errors", scenes, problems } as const;
    expect(summary(job)).toEqual([
      ["refused", 1, "Scene1"],
      ["truncated", 1, "Scene4"],
      ["failed", 1, "Scene2"],
      ["incomplete", 1, "Scene3"],
    ]);
    expect(
      lossesOf(job)
        .find(({ kind }) => kind === "failed")
        ?.lines.get("Scene2"),
    ).toBe(7);
  });

  it("may concern the whole job", () => {
    const problems = [problem("key-missing", ""), problem("cap-exceeded", "")];
    expect(summary({ status: "failed", scenes: [], problems })).toEqual([
      ["key", 1, ""],
      ["cap", 1, ""],
    ]);
  });

  it("is nothing while the job runs, nor for one that has all", () => {
    expect(summary({ status: "running", scenes: [scene(0, "failed")], problems: [] })).toEqual([]);
    const findings = [problem("layout-overlap", "", { scene: "Scene0" })];
    expect(summary({ status: "completed", scenes: [scene(0, "done")], problems: findings })).toEqual([]);
  });
});
