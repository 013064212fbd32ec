import { describe, expect, it } from "vitest";
import { Storyboard } from "../../../../protocol/storyboard.js";
import { sceneCode } from "../../../../server/src/llm/templates/sceneCode.js";
import { unknownTopic } from "../../../../server/src/llm/templates/unknownTopic.js";

describe("unknownTopic", () => {
  it("shows the question and what would help, and says so", () => {
    const { storyboard, problems } = unknownTopic("Why is the sky blue?");
    expect(Storyboard.safeParse(storyboard).error).toBeUndefined();
    expect(problems).toMatchObject([{ code: "topic-unknown", severity: "warning" }]);
    expect(problems[0]?.message).toContain("Why is the sky blue?");
    const said = storyboard.scenes.flatMap(({ beats }) => beats.map(({ narration }) => narration)).join(" ");
    expect(said).toContain("Why is the sky blue?");
    expect(said).toMatch(/without a model.*outline.*Gemini key/);
  });

  it.each(["x".repeat(300), 'a "quote" #read("x")', "\u0000", "😀?"])("makes code of %.20j", (topic) => {
    const { storyboard } = unknownTopic(topic);
    expect(storyboard.scenes.map((scene) => sceneCode(scene)).join("")).toContain("class WhatWouldHelpScene(Scene):");
  });
});
