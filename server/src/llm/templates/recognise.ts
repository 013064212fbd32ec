/** Recognises the template that a topic in free words asks for. */
import { meantWord } from "./spelling.js";
import { readings } from "./words.js";

/** What of a template is needed to recognise it; media/templates/<id>/template.json has it. */
export interface Recognisable {
  id: string;
  /** Alternatives; in one of them every group must have a word or phrase in the topic. */
  match: string[][][];
  /** Words or phrases that show that the topic is another one. */
  exclude: string[];
}

/** A word or phrase with its readings and the number of its words. */
interface Phrase {
  readings: string[];
  words: number;
}

interface ReadTemplate {
  id: string;
  match: Phrase[][][];
  exclude: Phrase[];
}

/** The templates' own words are read once: there are many hundreds, and a server meets topics by the dozen. */
export class Recogniser {
  private readonly templates: readonly ReadTemplate[];
  /** All words that templates are recognised or ruled out by. */
  private readonly known: ReadonlySet<string>;

  constructor(templates: readonly Recognisable[]) {
    this.templates = templates.map(({ id, match, exclude }) => ({
      id,
      match: match.map((groups) => groups.map((group) => group.map(phraseOf))),
      exclude: exclude.map(phraseOf),
    }));
    const phrases = this.templates.flatMap(({ match, exclude }) => [...match.flat(2), ...exclude]);
    this.known = new Set(phrases.flatMap((phrase) => phrase.readings).flatMap((words) => words.trim().split(" ")));
  }

  /** The id of the template that fits most closely, or null. Equally close ones are decided by their order. */
  recognise(topic: string): string | null {
    const texts = readings(topic).map((text) => text.replace(/\S+/g, (word) => meantWord(word, this.known)));
    let best: { id: string; closeness: number } | null = null;
    for (const template of this.templates) {
      const closeness = closenessOf(template, texts);
      if (closeness > (best?.closeness ?? 0)) best = { id: template.id, closeness };
    }
    return best?.id ?? null;
  }
}

function phraseOf(phrase: string): Phrase {
  return {
    readings: readings(phrase).filter((words) => words.trim() !== ""),
    words: phrase.trim().split(/\s+/).length,
  };
}

/** 0 when the template does not fit, else more for each word of the topic that it is recognised by. */
function closenessOf({ match, exclude }: ReadTemplate, texts: readonly string[]): number {
  if (exclude.some((phrase) => occurs(phrase, texts))) return 0;
  return Math.max(0, ...match.map((groups) => closenessOfGroups(groups, texts)));
}

function closenessOfGroups(groups: readonly Phrase[][], texts: readonly string[]): number {
  let sum = 0;
  for (const group of groups) {
    const words = group.filter((phrase) => occurs(phrase, texts)).map((phrase) => phrase.words);
    if (words.length === 0) return 0;
    sum += Math.max(...words);
  }
  return sum;
}

function occurs(phrase: Phrase, texts: readonly string[]): boolean {
  return phrase.readings.some((words) => texts.some((text) => text.includes(words)));
}
