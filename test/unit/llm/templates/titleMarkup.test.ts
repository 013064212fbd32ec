import { describe, expect, it } from "vitest";
import { titleMarkup } from "../../../../server/src/llm/templates/titleMarkup.js";

describe("titleMarkup", () => {
  it("is the escaped title", () => {
    expect(titleMarkup("A title")).toBe("A title");
    expect(titleMarkup("$5 [x] #read")).toBe("\\$5 \\[x\\] \\#read");
  });

  it("is smaller the longer the title is, so that it stays on its line", () => {
    const sizes = [57, 80, 120].map((length) => Number(/size: ([\d.]+)pt/.exec(titleMarkup("x".repeat(length)))?.[1]));
    expect(sizes).toEqual([9.8, 7, 4.7]);
    expect(titleMarkup("]".repeat(60))).toMatch(/\[(?:\\\]){60}\]$/);
  });
});
