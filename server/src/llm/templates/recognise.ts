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

/** The id of the template that fits most closely, or null. Equally close ones are decided by their order. */
export function recognise(topic: string, templates: readonly Recognisable[]): string | null {
  const known = wordsOf(templates);
  const texts = readings(topic).map((text) => text.replace(/\S+/g, (word) => meantWord(word, known)));
  let best: { id: string; closeness: number } | null = null;
  for (const template of templates) {
    const closeness = closenessOf(template, texts);
    if (closeness > (best?.closeness ?? 0)) best = { id: template.id, closeness };
  }
  return best?.id ?? null;
}

/** All words that templates are recognised or ruled out by. */
function wordsOf(templates: readonly Recognisable[]): ReadonlySet<string> {
  const phrases = templates.flatMap(({ match, exclude }) => [...match.flat(2), ...exclude]);
  return new Set(phrases.flatMap((phrase) => readings(phrase)).flatMap((words) => words.trim().split(" ")));
}

/** 0 when the template does not fit, else more for each word of the topic that it is recognised by. */
function closenessOf({ match, exclude }: Recognisable, texts: readonly string[]): number {
  if (exclude.some((phrase) => occurs(phrase, texts))) return 0;
  return Math.max(0, ...match.map((groups) => closenessOfGroups(groups, texts)));
}

function closenessOfGroups(groups: readonly string[][], texts: readonly string[]): number {
  let sum = 0;
  for (const group of groups) {
    const words = group.filter((phrase) => occurs(phrase, texts)).map((phrase) => phrase.trim().split(/\s+/).length);
    if (words.length === 0) return 0;
    sum += Math.max(...words);
  }
  return sum;
}

function occurs(phrase: string, texts: readonly string[]): boolean {
  return readings(phrase).some((words) => words.trim() !== "" && texts.some((text) => text.includes(words)));
}
