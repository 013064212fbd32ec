import { expect, it } from "vitest";
import { chaptersOf, vttOf } from "../../../server/src/captions/captions.js";
import { timelineOf } from "../../../server/src/pipeline/timeline.js";

const scene = (name: string, title: string) => ({
  id: name,
  title,
  className: name,
  file: `scenes/${name}.py`,
  beats: [{ id: "b", narration: "", shows: "" }],
});
const play = (start: number, end: number, line: number) => ({ start, end, line, endLine: line, callers: [] });

it("puts the plays of each scene into the video's time", () => {
  const timeline = timelineOf([
    { scene: scene("A", "First"), duration: 3.133333, timeline: [play(0, 3.133333, 5)], code: "a\r\n" },
    { scene: scene("B", "Second & <last>"), duration: 2, timeline: [play(0, 0.2, 5), play(0.2, 2, 9)], code: "b" },
  ]);
  expect(timeline).toMatchObject({
    version: 1,
    duration: 5.133333,
    scenes: [
      { name: "A", start: 0, end: 3.133333, file: "scenes/A.py" },
      {
        name: "B",
        start: 3.133333,
        end: 5.133333,
        plays: [
          { start: 3.133333, end: 3.333333 },
          { end: 5.133333, line: 9 },
        ],
      },
    ],
  });
  expect(vttOf(chaptersOf(timeline))).toBe(
    "WEBVTT\n\n00:00:00.000 --> 00:00:03.133\nFirst\n\n00:00:03.133 --> 00:00:05.133\nSecond &amp; &lt;last&gt;\n",
  );
});

it("knows a file by its text, whatever its line ends and its mark", () => {
  const hashOf = (code: string) =>
    timelineOf([{ scene: scene("A", ""), duration: 1, timeline: [], code }]).scenes[0]?.code;
  expect(hashOf("\uFEFFa\r\nb")).toBe(hashOf("a\nb"));
  expect(hashOf("a\nb")).not.toBe(hashOf("a\n b"));
});
