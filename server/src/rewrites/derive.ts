/** Reads out of a repair that worked what it changed, as rules for the next scene that fails in the same way. */
import { differences, type Difference } from "./differences.js";
import { calleeOf, endOfValue, ownNames, tokensOf, type Token } from "./pythonTokens.js";
import { Rules, type Piece, type Rule } from "./rules.js";

const mostDifferences = 12;
const mostTokens = 60;

interface Side {
  source: string;
  tokens: Token[];
  own: Set<string>;
}

/** Null when the repair changed much, or something that says nothing of another scene. */
export function deriveRules(before: string, after: string): Rules | null {
  const [old, changed] = [sideOf(before), sideOf(after)];
  const places = differences(wordsOf(old.tokens), wordsOf(changed.tokens));
  if (places === null || places.length === 0 || places.length > mostDifferences) return null;
  if (places.reduce((sum, { from, to, newFrom, newTo }) => sum + (to - from) + (newTo - newFrom), 0) > mostTokens)
    return null;
  const rules = new Map<string, Rule>();
  for (const place of places) {
    const rule = ruleOf(place, old, changed) ?? lineRule(place, old, changed);
    if (rule === null) return null;
    rules.set(JSON.stringify(rule), rule);
  }
  const checked = Rules.safeParse([...rules.values()]);
  return checked.success ? checked.data : null;
}

function sideOf(source: string): Side {
  const tokens = tokensOf(source);
  return { source, tokens, own: ownNames(tokens) };
}

/** Where a statement ends is part of what is compared: a call that moved to the next line is another one. */
function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.map(({ text, statement }, place) => (tokens[place - 1]?.statement === statement ? text : `\n${text}`));
}

function ruleOf(place: Difference, old: Side, changed: Side): Rule | null {
  const removed = old.tokens.slice(place.from, place.to);
  const added = changed.tokens.slice(place.newFrom, place.newTo);
  if (removed.length === 0) return addedArgument(place, added, old, changed);
  if (added.length === 0) return removedArgument(place, old);
  return renamed(place, removed, added, old, changed);
}

function renamed(place: Difference, removed: Token[], added: Token[], old: Side, changed: Side): Rule | null {
  const [from] = removed;
  if (removed.length !== 1 || from?.kind !== "name") return null;
  const dotted = added.every(({ kind, text }, at) => (at % 2 === 0 ? kind === "name" : text === "."));
  const to = added.map(({ text }) => text).join("");
  if (!dotted || added.length % 2 === 0) return null;
  // A name of this scene's own means something else in the next.
  if (old.own.has(from.text) || added.some(({ text }) => changed.own.has(text))) return null;
  const [prior, next] = [old.tokens[place.from - 1], old.tokens[place.to]];
  if (prior?.text === ".") return { kind: "rename", of: "attribute", from: from.text, to };
  if (next?.text !== "=" || from.depth === 0) return { kind: "rename", of: "name", from: from.text, to };
  const callee = calleeOf(old.tokens, place.from);
  return callee === null ? null : { kind: "rename-argument", callee, from: from.text, to };
}

/** The same removal can be read in several ways where words repeat: the one that is a whole argument counts. */
function removedArgument(place: Difference, old: Side): Rule | null {
  const { tokens } = old;
  const length = place.to - place.from;
  for (let from = slide(tokens, place.from, length, -1); from <= slide(tokens, place.from, length, 1); from += 1) {
    const first = tokens[from]?.text === "," ? from + 1 : from;
    const [name, equals] = [tokens[first], tokens[first + 1]];
    if (name?.kind !== "name" || equals?.text !== "=" || name.depth === 0) continue;
    const end = endOfValue(tokens, first + 2);
    const whole = first > from ? end === from + length : end + (tokens[end]?.text === "," ? 1 : 0) === from + length;
    const callee = calleeOf(tokens, first);
    if (whole && callee !== null) return { kind: "remove-argument", callee, name: name.text };
  }
  return null;
}

/** How far a stretch can be moved while what is left stays the same. */
function slide(tokens: readonly Token[], from: number, length: number, step: 1 | -1): number {
  let at = from;
  const same = (one: number, other: number): boolean =>
    tokens[one] !== undefined && tokens[one].text === tokens[other]?.text;
  while (step === 1 ? same(at, at + length) : same(at - 1, at + length - 1)) at += step;
  return at;
}

function addedArgument(place: Difference, added: Token[], old: Side, changed: Side): Rule | null {
  const inner = added.filter(({ text }, at) => text !== "," || (at > 0 && at < added.length - 1));
  const [name, equals] = inner;
  const [last] = inner.slice(-1);
  if (name?.kind !== "name" || equals?.text !== "=" || last === undefined || name.depth === 0) return null;
  const start = changed.tokens.indexOf(name);
  const whole = endOfValue(changed.tokens, start + 2) === changed.tokens.indexOf(last) + 1;
  const callee = calleeOf(changed.tokens, start);
  // The value has to mean the same in another scene.
  if (!whole || callee === null || inner.slice(2).some(({ text }) => changed.own.has(text))) return null;
  if (old.tokens[place.from]?.depth === 0 && old.tokens[place.from]?.text !== ")") return null;
  return { kind: "add-argument", callee, name: name.text, text: changed.source.slice(name.start, last.end) };
}

/** A statement of one line that became another one, with the scene's own words as places to fill. */
function lineRule(place: Difference, old: Side, changed: Side): Rule | null {
  if (place.newTo === place.newFrom) return droppedImport(place, old);
  const removed = statementsOf(old.tokens, place.from, Math.max(place.from + 1, place.to));
  const added = statementsOf(changed.tokens, place.newFrom, Math.max(place.newFrom + 1, place.newTo));
  const [first, end] = [removed[0], removed.at(-1)];
  if (first === undefined || end === undefined || first.statement !== end.statement || first.line !== end.line)
    return null;
  const [start, stop] = [added[0], added.at(-1)];
  if (start === undefined || stop === undefined || start.statement !== stop.statement || start.line !== stop.line)
    return null;
  const places = new Map<string, number>();
  const shared = new Set(added.map(({ text }) => text));
  const find = removed.map((token): Piece => {
    const open = token.kind === "name" ? old.own.has(token.text) : token.kind !== "operator" && shared.has(token.text);
    if (!open) return token.text;
    if (!places.has(token.text)) places.set(token.text, places.size);
    return { own: places.get(token.text) ?? 0 };
  });
  // What holds no word of Manim's would fit any line.
  if (!find.some((each) => typeof each === "string" && /^\p{L}{3,}/u.test(each) && each !== "self")) return null;
  const put: Piece[] = [];
  for (const [at, token] of added.entries()) {
    const gap = changed.source.slice(added[at - 1]?.end ?? token.start, token.start);
    if (gap !== "") put.push(gap);
    const known = places.get(token.text);
    if (known !== undefined) put.push({ own: known });
    else if (token.kind === "name" && changed.own.has(token.text)) return null;
    else put.push(token.text);
  }
  return { kind: "line", find, put };
}

/** An import that is gone. Anything else that is only taken away mends nothing: the picture would lack it. */
function droppedImport(place: Difference, { tokens }: Side): Rule | null {
  const length = place.to - place.from;
  for (let from = slide(tokens, place.from, length, -1); from <= slide(tokens, place.from, length, 1); from += 1) {
    const [first, last] = [tokens[from], tokens[from + length - 1]];
    const whole =
      tokens[from - 1]?.statement !== first?.statement && tokens[from + length]?.statement !== last?.statement;
    if (!whole || first?.statement !== last?.statement || !["import", "from"].includes(first?.text ?? "")) continue;
    return { kind: "line", find: tokens.slice(from, from + length).map(({ text }) => text), put: [] };
  }
  return null;
}

/** All tokens of the statements that these tokens are of. */
function statementsOf(tokens: readonly Token[], from: number, to: number): Token[] {
  const numbers = new Set(tokens.slice(from, to).map(({ statement }) => statement));
  return tokens.filter(({ statement }) => numbers.has(statement));
}
