import { describe, expect, it } from "vitest";
import { playedAt, timeOfLine } from "../../../client/src/codeTimes.js";
import type { SceneTimeline, Timeline } from "../../../protocol/timeline.js";

const play = (start: number, end: number, line: number, endLine = line, ...callers: number[]) => ({
  start,
  end,
  line,
  endLine,
  callers,
});
const lines = [
  "from manim import *", // 1
  "", // 2
  "class A(Scene):", // 3
  "    def construct(self):", // 4
  "        c = Circle()", // 5
  "        self.play(", // 6
  "            Create(c),", // 7
  "        )", // 8
  "        for _ in range(2):", // 9
  "            self.wait(1)", // 10
  "        self.show(c)", // 11
  "        last = 1", // 12
  "", // 13
  "    def show(self, what):", // 14
  "        dot = Dot()", // 15
  "        self.play(FadeOut(what))", // 16
];
const scene: SceneTimeline = {
  ...{ name: "A", title: "", file: "scenes/a.py", start: 10, end: 15, code: "" },
  plays: [play(10, 12, 6, 8), play(12, 13, 10), play(13, 14, 10), play(14, 15, 16, 16, 11)],
};
const timeline: Timeline = {
  version: 1,
  duration: 15,
  scenes: [{ ...scene, name: "0", start: 0, end: 10, plays: [] }, scene],
};

describe("what a video shows at a second", () => {
  it.each([
    [0, undefined],
    [9.99, undefined],
    [10, 6],
    [11.9995, 10], // a player says the first frame of a play a little too early
    [13.5, 10],
    [14.2, 16],
    [15, 16], // at its end
    [99, 16],
  ])("%f is line %o", (time, line) => {
    expect(playedAt(timeline, time)?.play?.line).toBe(line);
  });
});

describe("the second of a line", () => {
  const at = (line: number, now = 0) => timeOfLine(scene, lines, line, now);

  it("is just inside the play there, on any line of the call", () => {
    expect([at(6), at(7), at(8)]).toEqual([10.005, 10.005, 10.005]);
  });
  it("is that of the round of a loop that plays, or the next, or the first", () => {
    expect([at(10), at(10, 12.5), at(10, 13), at(10, 14.5)]).toEqual([12.005, 12.005, 13.005, 12.005]);
  });
  it("is that of what a helper plays, on the line that calls it", () => {
    expect(at(11)).toBe(14.005);
  });
  it("is that of the first play below in the same function", () => {
    expect([at(5), at(9), at(15)]).toEqual([10.005, 12.005, 14.005]);
  });
  it("is none where nothing comes below, and outside of functions", () => {
    expect([at(12), at(1), at(2), at(3), at(13)]).toEqual([null, null, null, null, null]);
  });
});
