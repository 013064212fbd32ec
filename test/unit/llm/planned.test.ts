import { describe, expect, it } from "vitest";
import { readPlan } from "../../../server/src/llm/planned.js";

const beat = (id: string, more: object = {}): object => ({
  id,
  narration: "Something is said.",
  shows: "A circle.",
  ...more,
});
const video = (...scenes: object[]): string => JSON.stringify({ title: "A title", language: "en", scenes });

describe("readPlan makes a valid storyboard of what a planner answers", () => {
  it("gives ids, files and class names, unique and in order", () => {
    const plan = readPlan(
      video(
        { title: "What is π?", beats: [beat("The Question!"), beat("the question"), beat("???")] },
        { title: "What is π?", beats: [beat("")] },
        { title: "円の面積", beats: [beat("a".repeat(200))] },
        { title: "3 Überraschungen", beats: [beat("x", { formulas: ["pi r^2"] })] },
      ),
      "pi",
    );
    expect(plan.ok && plan.storyboard.scenes.map(({ id, className, file }) => [id, className, file])).toEqual([
      ["what-is", "WhatIsScene", "scenes/01_what_is.py"],
      ["what-is-2", "WhatIs2Scene", "scenes/02_what_is_2.py"],
      ["scene-03", "Scene03Scene", "scenes/03_scene_03.py"],
      ["3-uberraschungen", "The3UberraschungenScene", "scenes/04_3_uberraschungen.py"],
    ]);
    expect(plan.ok && plan.storyboard.scenes[0]?.beats.map(({ id }) => id)).toEqual([
      "the-question",
      "the-question-2",
      "beat-3",
    ]);
    expect(plan.ok && plan.storyboard).toMatchObject({ version: 1, topic: "pi", title: "A title", language: "en" });
  });

  it("reads JSON in a Markdown block", () => {
    expect(readPlan(`\`\`\`json\n${video({ title: "One", beats: [beat("a")] })}\n\`\`\``, "t").ok).toBe(true);
  });

  it.each([
    ["not JSON", "I cannot.", "one JSON object"],
    ["a list", "[]", "expected object"],
    ["no scenes", video(), "scenes"],
    ["a scene without beats", video({ title: "One", beats: [] }), "scenes.0.beats"],
    [
      "a long narration",
      video({ title: "One", beats: [beat("a", { narration: "x".repeat(1201) })] }),
      "scenes.0.beats.0.narration",
    ],
    [
      "an uneven table",
      video({ title: "One", beats: [beat("a", { table: { header: ["a"], rows: [["1", "2"]] } })] }),
      "table row",
    ],
  ])("names what is wrong with %s", (_what, answer, fault) => {
    const plan = readPlan(answer, "topic");
    expect(plan.ok ? [] : plan.faults.join("\n")).toContain(fault);
  });
});
