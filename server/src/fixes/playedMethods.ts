/** Methods given to `play` as ManimGL took them (`play(dot.shift, UP)`), or called in it as if they were animations. */
import type { Problem } from "../../../protocol/problems.js";
import { tokensOf, type Token } from "../rewrites/pythonTokens.js";
import { callsOf, type Argument, type Call } from "./calls.js";
import type { Change } from "./changes.js";

const refused =
  /^TypeError: (Unexpected argument .* passed to Scene\.play\(\)|Passing Mobject methods to Scene\.play is no longer supported)/;

/** Changes of the call of `play` that the problem marks. */
export function playedMethodChanges(code: string, { message, line, endLine = line }: Problem): Change[] {
  if (!refused.test(message) || line === undefined) return [];
  const tokens = tokensOf(code);
  const calls = callsOf(tokens, new Set(["play"])).filter(
    ({ callee }) => callee.line >= line && callee.line <= (endLine ?? line),
  );
  return calls.flatMap((call) => [...oldStyle(code, call), ...called(call)]);
}

/** `dot.shift, UP` becomes `dot.animate.shift(UP)`; what follows belongs to the method until the next one or an animation. */
function oldStyle(code: string, call: Call): Change[] {
  const positional = call.arguments.filter(({ name }) => name === null);
  return positional.flatMap((argument, place): Change[] => {
    const method = bareMethod(argument);
    if (method === null) return [];
    const rest = positional.slice(place + 1);
    const stop = rest.findIndex((each) => bareMethod(each) !== null || isAnimation(each));
    const taken = stop < 0 ? rest : rest.slice(0, stop);
    const end = taken.at(-1)?.end ?? argument.end;
    const given = taken.map((each) => code.slice(each.start, each.end)).join(", ");
    const owner = code.slice(argument.start, method.start);
    return [{ start: argument.start, end, text: `${owner}animate.${method.text}(${given})` }];
  });
}

/** The name of a method that stands there without being called, on anything but the scene itself. */
function bareMethod({ tokens }: Argument): Token | null {
  const [last, dot] = [tokens.at(-1), tokens.at(-2)];
  const isPath = tokens.every(({ kind, text }, place) => (place % 2 === 0 ? kind === "name" : text === "."));
  const isConstant = last !== undefined && last.text === last.text.toUpperCase();
  const isOwn = tokens[0]?.text === "self" && tokens.length === 3;
  return isPath && dot !== undefined && last !== undefined && !isConstant && !isOwn ? last : null;
}

function isAnimation({ tokens }: Argument): boolean {
  return /^\p{Lu}\w*\p{Ll}/u.test(tokens[0]?.text ?? "") && tokens[1]?.text === "(";
}

/** `dot.shift(UP)` becomes `dot.animate.shift(UP)`: an own name, a method of small letters, a call. */
function called(call: Call): Change[] {
  return call.arguments.flatMap(({ name, tokens }): Change[] => {
    const open = tokens.findIndex(({ text }) => text === "(");
    const path = tokens.slice(0, open);
    const isPath =
      path.length >= 3 && path.every(({ kind, text }, place) => (place % 2 === 0 ? kind === "name" : text === "."));
    const method = path.at(-1);
    const isMethod = method !== undefined && /^[a-z]/.test(method.text) && !path.some(({ text }) => text === "animate");
    if (name !== null || !isPath || !isMethod || /^\p{Lu}/u.test(path[0]?.text ?? "")) return [];
    // What is made by a method of the scene's own is an animation already.
    if (path[0]?.text === "self" && path.length === 3) return [];
    return [{ start: method.start, end: method.start, text: "animate." }];
  });
}
