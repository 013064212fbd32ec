/** Finds what Typst would refuse in a formula, so that an outline's line can be named instead of a scene failing. */

/** How many arguments separated by commas these functions need; a call of another name takes at least what it is given. */
const leastArguments: Record<string, number> = {
  ...{ frac: 2, binom: 2, root: 2, sqrt: 1, abs: 1, norm: 1, floor: 1, ceil: 1, round: 1, hat: 1, tilde: 1, macron: 1 },
  ...{ overline: 1, underline: 1, overbrace: 1, underbrace: 1, cancel: 1, arrow: 1, bold: 1, italic: 1, upright: 1 },
  ...{ bb: 1, cal: 1, scr: 1, frak: 1, lr: 1 },
};
/** Calls that take one argument and no more. */
const single = new Set(["sqrt", "abs", "norm", "floor", "ceil", "round", "overline", "underline", "bold", "italic"]);

interface OpenCall {
  name: string;
  /** Delimiters opened inside it and not closed. */
  depth: number;
  commas: number;
  isEmpty: boolean;
}

/** A sentence on what is wrong, or null. Names and modifiers are not looked up. */
export function typstFault(formula: string): string | null {
  const tokens = formula.match(/\\.|"(?:[^"\\]|\\.)*"|[A-Za-z]+(?:\.[A-Za-z]+)*|\s+|./gsu) ?? [];
  const calls: OpenCall[] = [];
  let before = "";
  for (const [index, token] of tokens.entries()) {
    if (/^\s/.test(token)) continue;
    const call = calls.at(-1);
    const follows = tokens.slice(index + 1).find((next) => !/^\s/.test(next)) ?? "";
    if (token === '"') return "the formula has a quote without its end.";
    if (/^[\^_/]$/.test(token)) {
      if (/^[\^_/&,;([{]?$/.test(before)) return `the formula has a ${token} with nothing before it.`;
      if (/^[\^_/&,;)\]}]?$/.test(follows)) return `the formula has a ${token} with nothing after it.`;
    }
    before = token;
    if (call !== undefined && token !== ")") call.isEmpty = false;
    if (token === "(" && isCalled(tokens[index - 1])) {
      calls.push({ name: tokens[index - 1] ?? "", depth: 0, commas: 0, isEmpty: true });
    } else if (call === undefined) continue;
    else if (/^[([{]$/.test(token)) call.depth++;
    else if (/^[)\]}]$/.test(token) && call.depth > 0) call.depth--;
    else if (token === ")") {
      const fault = faultOf(call);
      if (fault !== null) return fault;
      calls.pop();
    } else if (token === "," && call.depth === 0) call.commas++;
  }
  const open = calls.at(-1);
  return open === undefined ? null : `the formula has ${open.name}( without its closing parenthesis.`;
}

/** Names of two letters and more before a parenthesis are calls; f(x) is a letter and parentheses. */
const isCalled = (name: string | undefined): boolean => /^[A-Za-z]{2}|^[A-Za-z]\./.test(name ?? "");

function faultOf({ name, commas, isEmpty }: OpenCall): string | null {
  const least = leastArguments[name];
  const given = isEmpty ? 0 : commas + 1;
  if (least !== undefined && given < least)
    return `${name} needs ${least === 1 ? "something" : `${least} parts`} in it.`;
  return single.has(name) && given > 1 ? `${name} takes one part, not ${given}.` : null;
}
