/** The author that needs no model: built-in templates for topics it knows, and videos from outlines. */
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Beat, StoryScene, Storyboard } from "../../../../protocol/storyboard.js";
import type { Author, Plan } from "../author.js";
import { hasOutlineMarks } from "./blocks.js";
import { loadCatalogue, type Catalogue } from "./catalogue.js";
import { outline } from "./outline.js";
import { pythonString } from "./pythonText.js";
import { Recogniser } from "./recognise.js";
import { sceneCode } from "./sceneCode.js";
import { titleMarkup } from "./titleMarkup.js";
import { unknownTopic } from "./unknownTopic.js";

const longestTopic = 50_000;
/** One line with more letters than this is a text to show, not a question. */
const longestQuestion = 300;
/** A text with more letters than this says itself what to show, whichever templates' words are in it. */
const longestRecognised = 1000;

interface ReadCatalogue extends Catalogue {
  recogniser: Recogniser;
}

export class TemplatesAuthor implements Author {
  readonly provider = "templates";
  readonly model = "templates";
  private loading: Promise<ReadCatalogue> | null = null;

  /** `folder` holds the templates; it is read at first use. */
  constructor(private readonly folder: string) {}

  async plan(topic: string): Promise<Plan> {
    const text = topic.trim();
    if (text === "") throw new ProblemError(problem("topic-empty", "The topic is empty."));
    if (text.length > longestTopic)
      throw new ProblemError(
        problem("topic-too-long", `The topic has ${text.length.toLocaleString("en")} characters.`),
      );
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
    if (hasOutlineMarks(text)) return outline(topic);
    const mayBeKnown = lines.length <= 3 && text.length <= longestRecognised;
    const known = mayBeKnown ? await this.catalogue() : null;
    const id = known?.recogniser.recognise(text) ?? null;
    const found = known?.templates.find((template) => template.id === id);
    const problems = known?.problems ?? [];
    if (found !== undefined) return { storyboard: { ...structuredClone(found.storyboard), topic }, problems };
    const isQuestion = lines.length === 1 && text.length <= longestQuestion && !text.includes("$");
    const plan = isQuestion ? unknownTopic(topic) : outline(topic);
    return { ...plan, problems: [...plan.problems, ...problems] };
  }

  async writeScene(storyboard: Storyboard, scene: StoryScene): Promise<string> {
    const template = (await this.catalogue()).templates.find(({ id }) => id === storyboard.template);
    const original = template?.storyboard.scenes.find(({ id }) => id === scene.id);
    const code = original === undefined ? undefined : template?.code.get(original.file);
    if (original === undefined || code === undefined || !showsTheSame(original, scene)) return sceneCode(scene);
    if (original.title === scene.title) return code;
    return code.replace(/^TITLE = .*$/m, () => `TITLE = ${pythonString(titleMarkup(scene.title))}`);
  }

  /** Templates are deterministic: a second attempt would be the same. */
  repair(): Promise<null> {
    return Promise.resolve(null);
  }

  private catalogue(): Promise<ReadCatalogue> {
    this.loading ??= loadCatalogue(this.folder).then((catalogue) => ({
      ...catalogue,
      recogniser: new Recogniser(catalogue.templates),
    }));
    return this.loading;
  }
}

/** Whether a template's file still shows what the plan asks for; what is only said, and for how long, does not count. */
function showsTheSame(original: StoryScene, scene: StoryScene): boolean {
  const shown = ({ className, beats }: StoryScene): string =>
    JSON.stringify([className, beats.map((beat) => shownPart(beat))]);
  return shown(original) === shown(scene);
}

function shownPart({ id, shows, points, formulas, plots, table }: Beat): unknown[] {
  const curves = plots?.map(({ function: written, from, to, label }) => [written, from, to, label ?? null]);
  return [
    id,
    shows,
    points ?? [],
    formulas ?? [],
    curves ?? [],
    table === undefined ? null : [table.header, table.rows],
  ];
}
