import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { problemKinds } from "../../../protocol/problems.js";
import { gapsOf, shownTexts } from "../../l10n/texts.js";
import { readJson, root } from "../client/manifestFile.js";

type Words = Record<string, string>;

const shown = shownTexts(["client/src", "webview/src"]);
const ofProblems = Object.values(problemKinds).flatMap(({ title, fix }) => [title, fix]);
const texts = [...new Set([...shown.texts.map(({ text }) => text), ...ofProblems])].filter((text) => text !== "");
const bundles = readdirSync(new URL("l10n", root)).filter((name) => name.endsWith(".json"));
const manifests = readdirSync(root).filter((name) => /^package\.nls\.\w+\.json$/.test(name));
const english = readJson("package.nls.json") as Words;

/** Targets of links and names of settings, which are no words. */
const marks = (text: string): string[] => (text.match(/\(command:[^)]+\)|`[^`]+`|\bmanimVideo(\.\w+)+/g) ?? []).sort();

describe("texts that are shown", () => {
  it("are literals where they are shown, so that they can be found in the bundles", () => {
    expect(shown.unreadable).toEqual([]);
    expect(texts.length).toBeGreaterThan(500);
  });

  it("have German as one language that is complete", () => {
    expect(bundles).toContain("bundle.l10n.de.json");
    expect(manifests).toContain("package.nls.de.json");
  });
});

describe.each(bundles)("%s", (name) => {
  const bundle = readJson(`l10n/${name}`) as Words;

  it("has every text, and no other", () => {
    expect(texts.filter((text) => !Object.hasOwn(bundle, text))).toEqual([]);
    expect(Object.keys(bundle).filter((text) => !texts.includes(text))).toEqual([]);
  });

  it("has the same gaps, settings and edges in each, and leaves none empty", () => {
    const broken = Object.entries(bundle).filter(
      ([text, words]) =>
        words.trim() === "" ||
        gapsOf(text).join() !== gapsOf(words).join() ||
        marks(text).join() !== marks(words).join() ||
        /^\s/.test(text) !== /^\s/.test(words) ||
        /^\$\([\w-]+\)/.exec(text)?.[0] !== /^\$\([\w-]+\)/.exec(words)?.[0],
    );
    expect(broken).toEqual([]);
  });
});

describe.each(manifests)("%s", (name) => {
  const words = readJson(name) as Words;

  it("has a word for each of the manifest's, with the same commands and settings", () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    expect(Object.keys(english).filter((key) => marks(english[key]!).join() !== marks(words[key]!).join())).toEqual([]);
  });
});
