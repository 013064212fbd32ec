import { beforeAll, describe, expect, it } from "vitest";
import { WorkedScenes } from "../../../../server/src/llm/retrieval/workedScenes.js";
import { aboutTokens } from "../../../../server/src/llm/retrieval/tokens.js";
import { loadCatalogue, type Catalogue } from "../../../../server/src/llm/templates/catalogue.js";
import { sceneOf } from "./entries.js";

describe("worked examples", () => {
  let catalogue: Catalogue;
  let scenes: WorkedScenes;
  beforeAll(async () => {
    catalogue = await loadCatalogue("media/templates");
    scenes = new WorkedScenes(catalogue);
  });
  const title = (text: string): string | undefined => /^(.*)\n```python\n/.exec(text)?.[1];

  it.each([
    ["The area under a curve is filled with thin rectangles whose sum is written beside it.", /area/i],
    ["Cards with numbers in order; the middle one is looked at and half of them are thrown away.", /search|half|look/i],
    ["Two bars of an array are compared and swapped when they are in the wrong order.", /sort|bubble|neighbour/i],
    ["A right triangle with squares on its legs and on the hypotenuse.", /pythag|triangle|square/i],
  ])("for %j are like it", (shows, wanted) => {
    const text = scenes.choose(sceneOf(shows), 1, 6000);
    expect(title(text)).toMatch(wanted);
  });

  it("are whole files of the built-in videos, one of each", () => {
    const text = scenes.choose(sceneOf("A curve with a tangent that slides along it."), 3, 20_000);
    const codes = [...text.matchAll(/```python\n([\s\S]*?)\n```/g)].map(([, code]) => `${code ?? ""}\n`);
    expect(codes).toHaveLength(3);
    const owners = codes.map(
      (code) => catalogue.templates.find((template) => [...template.code.values()].includes(code))?.id,
    );
    expect(owners).not.toContain(undefined);
    expect(new Set(owners).size).toBe(3);
  });

  it("stay within the budget, down to none", () => {
    const scene = sceneOf("A curve with a tangent that slides along it.");
    for (const budget of [0, 800, 3000])
      expect(aboutTokens(scenes.choose(scene, 3, budget))).toBeLessThanOrEqual(budget + 2);
    expect(scenes.choose(scene, 3, 0)).toBe("");
    expect(scenes.choose(sceneOf("qwertz"), 1, 6000)).toBe(scenes.choose(sceneOf("qwertz"), 1, 6000));
  });
});
