import { describe, expect, it } from "vitest";
import { slugOf, titleOf } from "../../../server/src/storage/slug.js";

describe("names from topics", () => {
  it.each([
    ["Why does the derivative of sin equal cos?", "why-does-the-derivative-of-sin-equal-cos"],
    ["Théorème de Pythagore", "theoreme-de-pythagore"],
    ["../../etc/passwd", "etc-passwd"],
    ["定理", "video"],
    ["   ", "video"],
  ])("%j is %j", (topic, slug) => expect(slugOf(topic)).toBe(slug));

  it("cuts long ones at a word", () => {
    const slug = slugOf("word ".repeat(40));
    expect(slug.length).toBeLessThanOrEqual(60);
    expect(slug).toMatch(/^word(-word)*$/);
  });

  it("takes an outline's first heading, else the first line", () => {
    expect(titleOf("intro\n\n# The heading\ntext")).toBe("The heading");
    expect(titleOf("\n  one line  \nmore")).toBe("one line");
  });
});
