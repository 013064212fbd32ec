import { describe, expect, it } from "vitest";
import { helperSource, type Helper } from "../../../../server/src/llm/templates/sceneHelpers.js";

const all: Helper[] = ["wrapped", "point", "formula", "tables", "pages", "axes", "graph"];
const definedIn = (source: string): string[] => [...source.matchAll(/^def (\w+)/gm)].map(([, name]) => name ?? "");

describe("helperSource", () => {
  it.each(all)("of %s defines what it calls", (helper) => {
    const source = helperSource(new Set([helper]));
    const defined = definedIn(source);
    expect(defined.length).toBeGreaterThan(0);
    const ours = new Set(definedIn(helperSource(new Set(all))));
    const called = [...source.matchAll(/(?<![\w.])(\w+)\(/g)].map(([, name]) => name ?? "");
    expect(called.filter((name) => ours.has(name) && !defined.includes(name))).toEqual([]);
  });

  it("defines each helper once, in the same order", () => {
    expect(definedIn(helperSource(new Set(all)))).toEqual(definedIn(helperSource(new Set(all.toReversed()))));
    expect(new Set(definedIn(helperSource(new Set(all)))).size).toBe(definedIn(helperSource(new Set(all))).length);
  });

  it("of nothing is nothing", () => expect(helperSource(new Set())).toBe(""));
});
