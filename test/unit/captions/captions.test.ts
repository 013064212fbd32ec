import { describe, expect, it } from "vitest";
import { cuesOf, srtOf, vttOf, type RenderedScene } from "../../../server/src/captions/captions.js";

const rendered = (duration: number, beats: [string, string][], sections: [string, number][]): RenderedScene => ({
  duration,
  sections: sections.map(([name, start]) => ({ name, start })),
  scene: {
    id: "s",
    title: "T",
    className: "S",
    file: "scenes/01_s.py",
    beats: beats.map(([id, narration]) => ({ id, narration, shows: "" })),
  },
});

describe("captions from the narration", () => {
  const scenes = [
    rendered(
      10,
      [
        ["a", "First."],
        ["b", "Second."],
      ],
      [
        ["a", 0],
        ["b", 4],
      ],
    ),
    rendered(5, [["c", "Third."]], [["c", 1]]),
  ];

  it("start where the beats start in the rendered video, scene after scene", () => {
    expect(cuesOf(scenes)).toEqual([
      { start: 0, end: 4, text: "First." },
      { start: 4, end: 10, text: "Second." },
      { start: 11, end: 15, text: "Third." },
    ]);
  });

  it("share the time by length where a section is missing", () => {
    const cues = cuesOf([
      rendered(
        10,
        [
          ["a", "1234"],
          ["b", "123456"],
        ],
        [["a", 0]],
      ),
    ]);
    expect(cues.map(({ start }) => start)).toEqual([0, 4]);
  });

  it("are at most two lines of readable width, and lose no word", () => {
    const narration =
      "The slope of the tangent is what we follow, and as it slides along the curve it traces out another curve. "
        .repeat(3)
        .trim();
    const cues = cuesOf([rendered(30, [["a", narration]], [["a", 0]])]);
    expect(cues.map(({ text }) => text.replace("\n", " ")).join(" ")).toBe(narration);
    for (const { text } of cues) {
      expect(text.split("\n").length).toBeLessThanOrEqual(2);
      expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
    }
    for (const [index, cue] of cues.entries()) if (index > 0) expect(cue.start).toBeCloseTo(cues[index - 1]!.end);
  });

  it("leave out a beat without narration", () => {
    expect(cuesOf([rendered(3, [["a", " "]], [["a", 0]])])).toEqual([]);
  });

  it("are written as SubRip and WebVTT", () => {
    const cues = [{ start: 3661.0015, end: 3662.5, text: "a < b & c --> d" }];
    expect(srtOf(cues)).toBe("1\n01:01:01,002 --> 01:01:02,500\na < b & c --> d\n");
    expect(vttOf(cues)).toBe("WEBVTT\n\n01:01:01.002 --> 01:01:02.500\na &lt; b &amp; c --&gt; d\n");
  });
});
