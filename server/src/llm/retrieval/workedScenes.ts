/** The built-in videos' scenes as worked examples: code that runs on this Manim, chosen for what a scene shows (BM25). */
import MiniSearch from "minisearch";
import type { StoryScene } from "../../../../protocol/storyboard.js";
import type { Catalogue } from "../templates/catalogue.js";
import { compare } from "./apiIndex.js";
import { aboutTokens } from "./tokens.js";
import { indexed, wordsOf } from "./words.js";

interface WorkedScene {
  id: string;
  template: string;
  title: string;
  code: string;
}

export class WorkedScenes {
  private readonly scenes = new Map<string, WorkedScene>();
  private readonly byWords = new MiniSearch({
    fields: ["title", "shows", "words", "code"],
    tokenize: wordsOf,
    processTerm: indexed,
    // What is seen decides; names in the code only where plans say the same in other words.
    searchOptions: { boost: { title: 2, shows: 3, words: 1, code: 0.5 } },
  });

  constructor({ templates }: Pick<Catalogue, "templates">) {
    for (const { id: template, storyboard, code } of templates) {
      for (const scene of storyboard.scenes) {
        const source = code.get(scene.file);
        if (source === undefined) continue;
        const id = `${template}/${scene.id}`;
        this.scenes.set(id, { id, template, title: `${storyboard.title}: ${scene.title}`, code: source });
        this.byWords.add({ id, title: `${storyboard.title} ${scene.title}`, ...said(scene), code: source });
      }
    }
  }

  /** The most alike scenes that fit into so many tokens, the best first, each of another video; empty when none does. */
  choose(scene: StoryScene, most: number, budget: number): string {
    const { shows, words } = said(scene);
    const results = this.byWords
      .search(`${scene.title} ${shows} ${words}`)
      .toSorted((one, other) => other.score - one.score || compare(String(one.id), String(other.id)));
    const chosen: string[] = [];
    const templates = new Set<string>();
    let left = budget;
    for (const { id } of results) {
      const found = this.scenes.get(String(id));
      if (found === undefined || templates.has(found.template) || chosen.length >= most) continue;
      const text = `${found.title}\n\`\`\`python\n${found.code.trimEnd()}\n\`\`\``;
      if (aboutTokens(text) > left) continue;
      left -= aboutTokens(text);
      templates.add(found.template);
      chosen.push(text);
    }
    return chosen.join("\n\n");
  }
}

function said(scene: StoryScene): { shows: string; words: string } {
  return {
    shows: scene.beats.map(({ shows }) => shows).join(" "),
    words: scene.beats.flatMap(({ narration, points = [] }) => [narration, ...points]).join(" "),
  };
}
