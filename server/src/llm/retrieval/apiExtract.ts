/** Picks from the installed Manim's API what the author of one scene needs to know, within a budget of tokens. */
import type { Problem } from "../../../../protocol/problems.js";
import type { StoryScene } from "../../../../protocol/storyboard.js";
import type { RepairTask } from "../author.js";
import type { Installed } from "../prompts/manimRules.js";
import type { ApiEntry } from "./apiEntry.js";
import type { ApiIndex, Hit } from "./apiIndex.js";
import { apiText, type Chosen } from "./apiText.js";
import { fits } from "./fitting.js";
import { intentsOf } from "./intents.js";

/** For a scene that is to be written: what its beats ask for, and what else is said of such things. */
export function sceneExtract(index: ApiIndex, scene: StoryScene, installed: Installed, budget: number): string {
  const keep = (entry: ApiEntry): boolean => fits(entry, index, installed);
  const wanted = intentsOf(scene).flatMap((name) => index.get(name) ?? []);
  // A search for each beat, since one for all would only find what the longest of them is about.
  const found = scene.beats.map(({ shows, points = [] }) =>
    worthwhile(index.search([shows, ...points].join(" "), { most: 8, keep })),
  );
  return apiText(
    [...wanted.filter(keep), ...inTurn(found)].map((entry) => ({ entry })),
    budget,
  );
}

/** Hits far below the best share only a common word with what was asked. */
function worthwhile(hits: readonly Hit[]): ApiEntry[] {
  const least = (hits[0]?.score ?? 0) * 0.4;
  return hits.filter(({ score }) => score >= least).map(({ entry }) => entry);
}

/** For a scene that failed: what its messages and failing lines name, the nearest to what does not exist, then the rest. */
export function repairExtract(
  index: ApiIndex,
  { code, problems }: Pick<RepairTask, "code" | "problems">,
  installed: Installed,
  budget: number,
): string {
  const keep = (entry: ApiEntry): boolean => fits(entry, index, installed);
  const lines = code.split("\n");
  const blamed = new Set(problems.flatMap(({ message }) => quotedNames(message)));
  const marked = new Set(problems.flatMap((problem) => namesOf(markedLines(problem, lines))));
  const offered = problems.flatMap(({ message, fixes = [] }) => [
    ...namesOf(message).filter((name) => index.get(name)?.kind === "class"),
    ...fixes.flatMap(({ title }) => quotedNames(title)),
  ]);
  const used = namesOf(code);
  const classes = [...new Set([...offered, ...marked, ...used])].filter((name) => index.get(name)?.kind === "class");
  const chosen: Chosen[] = [];
  for (const name of new Set([...blamed, ...offered, ...marked])) {
    const known = [...standing(index, name), ...memberOf(index, name, classes)];
    chosen.push(...known.map((entry) => ({ entry, whole: entry.kind === "class" && entry.name !== "Scene" })));
  }
  // An argument is not looked for among names: the classes of the failing line say what they take.
  const missing = problems.some(({ code: kind }) => kind !== "unknown-argument") ? [...blamed] : [];
  const nearby = missing
    .filter((name) => index.get(name) === undefined)
    .flatMap((name) => nearest(index, name, classes, keep));
  const others = used.flatMap((name) => standing(index, name)).filter(keep);
  return apiText([...nearby, ...chosen, ...others.map((entry) => ({ entry }))], budget);
}

function markedLines(problem: Problem, lines: readonly string[]): string {
  if (problem.line === undefined) return "";
  return lines.slice(problem.line - 1, Math.min(problem.endLine ?? problem.line, problem.line + 10)).join("\n");
}

function namesOf(text: string): string[] {
  return [...new Set(text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [])];
}

/** What a message is about: the names it puts in quotes. */
function quotedNames(message: string): string[] {
  return [...message.matchAll(/[`'"]([\p{L}_][\p{L}\p{N}_.]*)[`'"]/gu)].flatMap(([, name = ""]) => name.split("."));
}

/** A class or function of this name; colours and directions are known to everybody. */
function standing(index: ApiIndex, name: string): ApiEntry[] {
  const found = index.get(name);
  return found === undefined || found.kind === "constant" || found.kind === "colour" ? [] : [found];
}

/** The method of this name that one of the classes at hand has, before those of other classes. */
function memberOf(index: ApiIndex, name: string, classes: readonly string[]): ApiEntry[] {
  const own = classes.flatMap((owner) => index.member(owner, name) ?? []);
  return [...new Set([...own, ...index.membersNamed(name)])].slice(0, own.length > 0 ? 1 : 2);
}

/** Names a letter off, first those that the classes at hand have; then names that share its words. */
function nearest(
  index: ApiIndex,
  name: string,
  classes: readonly string[],
  keep: (entry: ApiEntry) => boolean,
): Chosen[] {
  const owners = new Set(classes.flatMap((each) => index.lineage(each).map((entry) => entry.name)));
  const letters = [...index.near(name, owners).slice(0, 3), ...index.near(name).slice(0, 3)];
  const words = worthwhile(index.search(name, { most: 4, keep }));
  return [...letters, ...words].map((entry) => ({ entry }));
}

/** The first of each list, then the second of each, and so on. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
}
