import { describe, expect, it } from "vitest";
import { ApiFile } from "../../../../server/src/llm/retrieval/apiEntry.js";
import { ApiIndex } from "../../../../server/src/llm/retrieval/apiIndex.js";
import { entries, index, written } from "./entries.js";

const names = (query: string, most = 5): string[] => index.search(query, { most }).map(({ entry }) => entry.name);

describe("the API index", () => {
  it("finds a class before what only speaks of it", () => {
    expect(names("circle")[0]).toBe("Circle");
    expect(names("replacement")).toEqual(["ReplacementTransform"]);
    expect(names("curve of a function")[0]).toBe("CoordinateSystem.plot");
  });

  it("answers the same for entries in another order", () => {
    const other = new ApiIndex("0.22.0", entries.toReversed());
    for (const query of ["circle", "mobject", "scene of an animation", "shift next"])
      expect(other.search(query, { most: 20 }).map(({ entry }) => entry.name)).toEqual(names(query, 20));
  });

  it("finds inherited methods, nearest first", () => {
    expect(index.member("Circle", "shift")?.name).toBe("Mobject.shift");
    expect(index.member("Circle", "surround")?.name).toBe("Circle.surround");
    expect(index.member("Axes", "plot")?.name).toBe("CoordinateSystem.plot");
    expect(index.member("Circle", "plot")).toBeUndefined();
    expect(index.membersOf("Mobject").map(({ name }) => name)).toEqual([
      "Mobject.shift",
      "Mobject.next_to",
      "Mobject.width",
    ]);
  });

  it.each([
    ["Wriite", "Write"],
    ["shfit", "Mobject.shift"],
    ["fadein", "FadeIn"],
    ["Cirlce", "Circle"],
    ["next_too", "Mobject.next_to"],
  ])("%s is a slip away from %s", (name, wanted) => {
    expect(index.near(name)[0]?.name).toBe(wanted);
  });

  it("finds no near miss for a name of the scene's own", () => {
    expect(index.near("temperature_label")).toEqual([]);
    expect(index.near("shfit", new Set(["Axes"]))).toEqual([]);
  });
});

describe("what a worker writes", () => {
  const file = (entry: object): boolean => ApiFile.safeParse({ entries: [...written.entries, entry] }).success;

  it("is refused when it has another shape", () => {
    expect(file({ name: "Fine", kind: "class" })).toBe(true);
    expect(file({ name: "Fine", kind: "planet" })).toBe(false);
    expect(file({ name: "not a name", kind: "class" })).toBe(false);
    expect(file({ name: "x".repeat(300), kind: "class" })).toBe(false);
    expect(file({ name: "Fine", kind: "class", also: ["two words"] })).toBe(false);
    expect(ApiFile.safeParse({ entries: [] }).success).toBe(false);
    expect(ApiFile.safeParse("entries").success).toBe(false);
  });

  it("is cut to a length and rid of control characters", () => {
    const { entries: read } = ApiFile.parse({
      entries: [{ name: "A", kind: "class", doc: `\u001b[31m${"x".repeat(9000)}`, signature: "(a\u0000b)" }],
    });
    expect(read[0]?.doc).toHaveLength(400);
    expect(`${read[0]?.doc}${read[0]?.signature}`).not.toMatch(/[\p{Cc}]/u);
  });
});
