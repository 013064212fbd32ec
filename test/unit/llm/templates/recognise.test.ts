import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { loadCatalogue } from "../../../../server/src/llm/templates/catalogue.js";
import { Recogniser, type Recognisable } from "../../../../server/src/llm/templates/recognise.js";

const Topics = z.array(z.string().min(3));
const Fixture = z.record(z.string(), z.strictObject({ paraphrases: Topics, nearMisses: Topics }));

const fixture = Fixture.parse(JSON.parse(readFileSync("test/fixtures/templates/recognition.json", "utf8")));
const folders = readdirSync("media/templates", { withFileTypes: true }).filter((entry) => entry.isDirectory());
const { templates } = await loadCatalogue("media/templates");
const builtIn = new Recogniser(templates);
const recognise = (topic: string, those: Recognisable[]): string | null => new Recogniser(those).recognise(topic);

describe("the built-in templates", () => {
  it("are at least ten, and each has its topics in the fixture", () => {
    expect(folders.length).toBeGreaterThanOrEqual(10);
    expect(Object.keys(fixture).sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  it.each(folders.map(({ name }) => name))("%s has five paraphrases and five near misses, all different", (id) => {
    const { paraphrases = [], nearMisses = [] } = fixture[id] ?? {};
    expect(new Set(paraphrases.map((topic) => topic.toLowerCase())).size).toBeGreaterThanOrEqual(5);
    expect(new Set(nearMisses.map((topic) => topic.toLowerCase())).size).toBeGreaterThanOrEqual(5);
  });

  const paraphrases = Object.entries(fixture).flatMap(([id, topics]) =>
    topics.paraphrases.map((topic) => [topic, id] as const),
  );
  it.each(paraphrases)("%j asks for %s", (topic, id) => expect(builtIn.recognise(topic)).toBe(id));

  const nearMisses = Object.entries(fixture).flatMap(([id, topics]) =>
    topics.nearMisses.map((topic) => [topic, id] as const),
  );
  it.each(nearMisses)("%j does not ask for %s", (topic, id) => expect(builtIn.recognise(topic)).not.toBe(id));
});

describe("recognise", () => {
  const sorting = { id: "sorting", match: [[["sort", "order"], ["list"]]], exclude: ["shopping list"] };
  const merging = { id: "merging", match: [[["merge sort"], ["list"]]], exclude: [] };

  it("needs a word of every group", () => {
    expect(recognise("How to sort a list", [sorting])).toBe("sorting");
    expect(recognise("How to sort a shelf", [sorting])).toBeNull();
  });

  it("takes the template with more of its words in the topic", () => {
    expect(recognise("Merge sort of a list", [sorting, merging])).toBe("merging");
    expect(recognise("Merge sort of a list", [merging, sorting])).toBe("merging");
    expect(recognise("Sort a list", [merging, sorting])).toBe("sorting");
  });

  it("is ruled out by a phrase of another topic, misspelt ones too", () => {
    expect(recognise("Sort a shopping list", [sorting])).toBeNull();
    expect(recognise("Sort a shoping list", [sorting])).toBeNull();
  });

  it("looks for whole words, not for letters inside other words", () => {
    expect(recognise("Resorts in a listening exercise", [sorting])).toBeNull();
  });

  it("says nothing of nothing", () => {
    expect(recognise("", [sorting])).toBeNull();
    expect(recognise("?!", [sorting])).toBeNull();
    expect(recognise("sort a list", [])).toBeNull();
  });
});
