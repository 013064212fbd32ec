import { describe, expect, it } from "vitest";
import { loadCatalogue } from "../../../../server/src/llm/templates/catalogue.js";
import { hasOutlineMarks } from "../../../../server/src/llm/templates/blocks.js";

describe("loadCatalogue", () => {
  it("finds nothing wrong with the templates that are shipped", async () => {
    const { templates, problems } = await loadCatalogue("media/templates");
    expect(problems).toEqual([]);
    for (const { id, storyboard, code } of templates) {
      expect(storyboard.scenes.length, id).toBeGreaterThanOrEqual(3);
      expect(storyboard.scenes.length, id).toBeLessThanOrEqual(6);
      expect(hasOutlineMarks(storyboard.topic), id).toBe(false);
      for (const { file, className, beats } of storyboard.scenes) {
        const source = code.get(file) ?? "";
        expect(source, file).toContain(`class ${className}(`);
        expect(source, file).toMatch(/^TITLE = /m);
        expect(source, file).toContain("self.next_section(");
        for (const beat of beats) expect(source, `${id} ${file}`).toContain(`"${beat.id}"`);
      }
    }
  });

  it("leaves broken templates out, says why, and keeps the others", async () => {
    const { templates, problems } = await loadCatalogue("test/fixtures/templates/catalogue");
    expect(templates.map(({ id }) => id)).toEqual(["whole"]);
    expect(templates[0]?.code.get("scenes/01_only.py")).toContain("class OnlyScene(Scene)");
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual(
      Array.from({ length: 4 }, () => ["template-broken", "warning"]),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/no-scene-file.*01_only\.py/),
      expect.stringMatching(/no-words.*match/s),
      expect.stringMatching(/not-json.*JSON/),
      expect.stringMatching(/other-name.*not its folder's name/),
    ]);
  });

  it("throws when the folder itself is missing", async () => {
    await expect(loadCatalogue("test/fixtures/templates/none")).rejects.toThrow(/ENOENT/);
  });
});
