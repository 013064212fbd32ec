import { expect, it } from "vitest";
import { problem } from "../../../../protocol/problems.js";
import type { Timeline } from "../../../../protocol/timeline.js";
import { sheetFrames } from "../../../../webview/src/results/sheetFrames.js";

const scene = (name: string, start: number, end: number) => ({
  ...{ name, title: "", file: `scenes/${name}.py`, start, end, code: "" },
  plays: [],
});
const timeline: Timeline = { version: 1, duration: 20, scenes: [scene("A", 0, 10), scene("B", 10, 20)] };

it("has a frame for each finding, at its time in the video, and one for a scene without any", () => {
  const overlap = problem("layout-overlap", "", { scene: "B", time: 2, until: 6 });
  const brief = problem("layout-contrast", "", { scene: "B", time: 3, until: 3.2 });
  const other = problem("scene-exception", "", { scene: "B", time: 1 });
  expect(
    sheetFrames(timeline, [overlap, brief, other]).map(({ number, time, finding }) => [number, time, finding]),
  ).toEqual([
    [1, 6, null],
    [2, 12.5, overlap],
    [2, 13.1, brief],
  ]);
});

it("stays inside the scene, and is bounded", () => {
  const late = problem("layout-still", "", { scene: "A", time: 9.99, until: 10 });
  expect(sheetFrames(timeline, [late])[0]?.time).toBe(9.95);
  expect(
    sheetFrames(
      timeline,
      Array.from({ length: 50 }, () => late),
    ),
  ).toHaveLength(7);
});
