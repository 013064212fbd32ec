/** Python source as tokens with their places: enough to compare and change code without parsing it, broken code included. */

export interface Token {
  kind: "name" | "number" | "text" | "operator";
  text: string;
  /** Offsets in the source; the end is exclusive. */
  start: number;
  end: number;
  /** From 1. */
  line: number;
  /** Brackets that are open before it. */
  depth: number;
  /** Counts logical lines, which go on while a bracket is open or after a backslash. */
  statement: number;
}

const name = /[\p{L}_][\p{L}\p{N}_]*/uy;
const number = /(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)[jJ]?/y;
const text =
  /[rRbBfFuUtT]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?)/y;
const operator = /\*\*=?|\/\/=?|->|:=|<<=?|>>=?|[=!<>+\-*/%&|^@]=|\.\.\.|[^\s\p{L}\p{N}_]/uy;
const blank = /[ \t\f\r]+|\\\r?\n|#[^\n]*/y;

/** Never fails: a character that is none of Python's is an operator. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let [at, line, depth, statement] = [0, 1, 0, 0];
  const skip = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] ?? null;
  };
  while (at < source.length) {
    const space = skip(blank);
    if (space !== null || source[at] === "\n") {
      const passed = space ?? "\n";
      line += passed.split("\n").length - 1;
      if (space === null && depth === 0 && tokens.at(-1)?.statement === statement) statement += 1;
      at += passed.length;
      continue;
    }
    // A text may begin with letters, so it is looked for before a name.
    const found = first(
      ["text", skip(text)],
      ["name", skip(name)],
      ["number", skip(number)],
      ["operator", skip(operator)],
    );
    const [kind, word] = found ?? ["operator", source.slice(at, at + 1)];
    if (kind === "operator" && ")]}".includes(word)) depth = Math.max(0, depth - 1);
    tokens.push({ kind, text: word, start: at, end: at + word.length, line, depth, statement });
    if (kind === "operator" && "([{".includes(word)) depth += 1;
    line += word.split("\n").length - 1;
    at += word.length;
  }
  return tokens;
}

function first(...tries: [Token["kind"], string | null][]): [Token["kind"], string] | undefined {
  for (const [kind, word] of tries) if (word !== null && word !== "") return [kind, word];
  return undefined;
}

/** Names that the file itself gives a meaning: what it assigns, loops over, imports under a name, defines and takes. */
export function ownNames(tokens: readonly Token[]): Set<string> {
  const names = new Set<string>();
  const take = (token: Token | undefined, before: Token | undefined): void => {
    if (token?.kind === "name" && before?.text !== ".") names.add(token.text);
  };
  for (const [place, token] of tokens.entries()) {
    const [before, next] = [tokens[place - 1], tokens[place + 1]];
    if (token.kind !== "name") continue;
    if (["def", "class", "as"].includes(token.text)) take(next, token);
    if (token.text === "lambda" || token.text === "def") for (const each of parameters(tokens, place)) names.add(each);
    if (token.text === "for") for (const each of targets(tokens, place + 1)) names.add(each);
    if (token.depth === 0 && next !== undefined && ["=", ":=", "+=", "-=", "*=", "/=", ":"].includes(next.text))
      take(token, before);
    if (token.depth === 0 && next?.text === "," && before?.statement !== token.statement)
      for (const each of unpacked(tokens, place)) names.add(each);
  }
  for (const keyword of keywords) names.delete(keyword);
  return names;
}

const keywords = new Set(
  "self cls None True False and or not in is if elif else for while def class return lambda with as import from try except finally pass break continue raise yield global nonlocal del assert".split(
    " ",
  ),
);

function parameters(tokens: readonly Token[], place: number): string[] {
  const isLambda = tokens[place]?.text === "lambda";
  const start = isLambda ? place + 1 : place + 3;
  const depth = tokens[start]?.depth ?? 0;
  const names: string[] = [];
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.depth < depth || (token.depth === depth && token.text === (isLambda ? ":" : ")")))
      break;
    const before = tokens[at - 1]?.text ?? "";
    if (token.kind === "name" && token.depth === depth && ["(", ",", "*", "**", "lambda"].includes(before))
      names.push(token.text);
  }
  return names;
}

function targets(tokens: readonly Token[], start: number): string[] {
  const names: string[] = [];
  for (let at = start; at < tokens.length && at < start + 20 && tokens[at]?.text !== "in"; at += 1) {
    const token = tokens[at];
    if (token?.kind === "name") names.push(token.text);
  }
  return names;
}

/** `a, b = …` at the beginning of a statement. */
function unpacked(tokens: readonly Token[], start: number): string[] {
  const names: string[] = [];
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.text === "=" && token.depth === 0) return names;
    if (token === undefined || (token.kind !== "name" && !["(", ")", ",", "*"].includes(token.text))) return [];
    if (token.kind === "name") names.push(token.text);
  }
  return [];
}

/** The name before the bracket that the token at this place stands in: of `axes.plot(f, color=RED)`, `plot`. */
export function calleeOf(tokens: readonly Token[], place: number): string | null {
  const depth = tokens[place]?.depth ?? 0;
  for (let at = place - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token === undefined || token.depth < depth - 1) return null;
    if (token.depth !== depth - 1 || token.text !== "(") continue;
    const before = tokens[at - 1];
    return before?.kind === "name" && !keywords.has(before.text) ? before.text : null;
  }
  return null;
}

/** The place after an argument's value that begins at `start`: the comma or the closing bracket. */
export function endOfValue(tokens: readonly Token[], start: number): number {
  const depth = tokens[start]?.depth ?? 0;
  let at = start;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined || token.depth < depth || (token.depth === depth && token.text === ",")) break;
    at += 1;
  }
  return at;
}
