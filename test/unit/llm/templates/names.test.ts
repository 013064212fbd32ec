import { describe, expect, it } from "vitest";
import { StoryScene } from "../../../../protocol/storyboard.js";
import { Names, shortTitle } from "../../../../server/src/llm/templates/names.js";

const beats = [{ id: "b", narration: "", shows: "" }];

describe("Names.scene", () => {
  it("makes id, class and file of the title", () => {
    expect(new Names().scene("Où est l'aire?", 3)).toEqual({
      id: "ou-est-l-aire",
      className: "OuEstLAireScene",
      file: "scenes/03_ou_est_l_aire.py",
    });
  });

  it("gives names that a storyboard takes and no two alike, whatever the titles are", () => {
    const titles = [
      ...[
        "Area",
        "Area",
        "Area 2",
        "area-2",
        "1 2",
        "12",
        "1-2",
        "2 + 2",
        "面积",
        "面积",
        "",
        "🎈",
        "Scene",
        "class",
        "A b",
        "AB",
      ],
      ...Array.from({ length: 3 }, () => "x".repeat(300)),
      ...Array.from({ length: 3 }, () => "long words in every title of this video again and again ".repeat(4)),
    ];
    const names = new Names();
    const scenes = titles.map((title, index) => names.scene(title, index + 1));
    for (const scene of scenes)
      expect(StoryScene.safeParse({ ...scene, title: "T", beats }).success, scene.id).toBe(true);
    for (const key of ["id", "className", "file"] as const)
      expect(new Set(scenes.map((scene) => scene[key])).size, key).toBe(titles.length);
  });
});

describe("Names.beat", () => {
  it("takes the first words, else the fallback, and numbers what is taken", () => {
    const names = new Names();
    expect(names.beat("The first of five words", "text-1")).toBe("the-first-of-five");
    expect(names.beat("The first of five others", "text-2")).toBe("the-first-of-five-2");
    expect(names.beat("…", "text-3")).toBe("text-3");
  });
});

describe("shortTitle", () => {
  it("is one line, cut between words with an ellipsis", () => {
    expect(shortTitle(" a\n b ")).toBe("a b");
    const cut = shortTitle("word ".repeat(100));
    expect(cut).toMatch(/word…$/);
    expect(cut.length).toBeLessThanOrEqual(120);
  });

  it("never splits a pair of surrogates", () => {
    for (const start of ["", "x"]) {
      const cut = shortTitle(start + "😀".repeat(100));
      expect(cut.isWellFormed()).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(120);
    }
  });
});
