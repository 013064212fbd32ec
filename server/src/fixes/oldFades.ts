/** Fades of ManimGL and of Manim before 0.7, which took where they come from or go to as arguments of their own. */
import { ownNames, tokensOf } from "../rewrites/pythonTokens.js";
import { callsOf, type Argument, type Call } from "./calls.js";
import type { Change } from "./changes.js";
import { isRenamed, type FixContext } from "./context.js";

interface OldFade {
  to: "FadeIn" | "FadeOut";
  /** The keyword that the second argument becomes. */
  takes: "shift" | "scale" | "target_position";
  /** What it was called. */
  argument: string;
  /** Where it came from is the opposite of where it goes. */
  turned?: boolean;
  /** What stands for it when it is left out. */
  usual: string | null;
}

const fades: Readonly<Record<string, OldFade>> = {
  FadeInFrom: { to: "FadeIn", takes: "shift", argument: "direction", turned: true, usual: "UP" },
  FadeInFromDown: { to: "FadeIn", takes: "shift", argument: "direction", turned: true, usual: "UP" },
  FadeInFromLarge: { to: "FadeIn", takes: "scale", argument: "scale_factor", usual: "2" },
  FadeInFromPoint: { to: "FadeIn", takes: "target_position", argument: "point", usual: null },
  FadeOutAndShift: { to: "FadeOut", takes: "shift", argument: "direction", usual: "DOWN" },
  FadeOutAndShiftDown: { to: "FadeOut", takes: "shift", argument: "direction", usual: "DOWN" },
  FadeOutToPoint: { to: "FadeOut", takes: "target_position", argument: "point", usual: null },
};

const opposites: Readonly<Record<string, string>> = {
  ...{ LEFT: "RIGHT", RIGHT: "LEFT", UP: "DOWN", DOWN: "UP", IN: "OUT", OUT: "IN" },
  ...{ UL: "DR", DR: "UL", UR: "DL", DL: "UR" },
};

export function oldFadeChanges(context: FixContext): Change[] {
  const tokens = tokensOf(context.code);
  const own = ownNames(tokens);
  return callsOf(tokens, new Set(Object.keys(fades))).flatMap((call) => {
    const fade = fades[call.callee.text];
    if (fade === undefined || own.has(call.callee.text) || !isRenamed(context, call.callee.text, fade.to)) return [];
    return [{ start: call.callee.start, end: call.callee.end, text: fade.to }, ...argumentChanges(call, fade)];
  });
}

function argumentChanges(call: Call, fade: OldFade): Change[] {
  const [, second] = call.arguments.filter(({ name }) => name === null);
  const given = call.arguments.find(({ name }) => name === fade.argument) ?? second;
  const last = call.arguments.at(-1);
  if (given !== undefined) return renamed(given, fade);
  if (fade.usual === null || last === undefined) return [];
  return [{ start: last.end, end: last.end, text: `, ${fade.takes}=${fade.usual}` }];
}

function renamed({ tokens, whole, start, end }: Argument, { takes, turned = false }: OldFade): Change[] {
  const [first, ...others] = tokens;
  if (!turned || first === undefined) return [{ start: whole, end: start, text: `${takes}=` }];
  const opposite = others.length === 0 ? opposites[first.text] : undefined;
  if (opposite !== undefined) return [{ start: whole, end, text: `${takes}=${opposite}` }];
  return [
    { start: whole, end: start, text: `${takes}=-(` },
    { start: end, end, text: ")" },
  ];
}
