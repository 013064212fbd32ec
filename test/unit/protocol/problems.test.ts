import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { problemKinds } from "../../../protocol/problems.js";

describe("docs/problems.md", () => {
  const page = readFileSync("docs/problems.md", "utf8");
  const sections = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.split("\n")[0]?.replace(/`/g, "") ?? "", section]),
  );

  it("has a section for each code and none besides", () => {
    expect([...sections.keys()].sort()).toEqual(Object.keys(problemKinds).sort());
  });
  it.each(Object.entries(problemKinds))("says of %s what the product says", (code, kind) => {
    expect(sections.get(code)).toContain(kind.title);
    expect(sections.get(code)).toContain(kind.fix);
  });
});
