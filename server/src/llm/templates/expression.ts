/** The functions of x that a plot may draw: read into a tree, so that nothing but arithmetic ever reaches Python. */

const functionNames = ["sin", "cos", "tan", "exp", "log", "sqrt", "abs"] as const;
export type FunctionName = (typeof functionNames)[number];
export type Sign = "+" | "-" | "*" | "/" | "^";

export type Expression =
  | { kind: "number"; value: number }
  | { kind: "variable" }
  | { kind: "constant"; name: "pi" | "e" }
  | { kind: "negative"; of: Expression }
  | { kind: "operation"; sign: Sign; left: Expression; right: Expression }
  | { kind: "call"; name: FunctionName; of: Expression };

const superscripts: Record<string, string> = { "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5" };
const maximumDepth = 60;
/** As long as a storyboard's function may be; it bounds the depth of the tree as well. */
export const longestFunction = 200;

/** Reads a function of x; null when it is none or longer than a function may be. A product sign may be left out: `2x sin(x)`. */
export function parseExpression(text: string): Expression | null {
  if (text.length > longestFunction) return null;
  const plain = text
    .replace(/[²³⁴⁵]/gu, (sign) => superscripts[sign] ?? "")
    .replace(/π/gu, "pi")
    .replace(/[−–]/gu, "-")
    .replace(/[·×⋅]/gu, "*")
    .replace(/\*\*/g, "^")
    .replace(/\bln\b/gi, "log");
  const tokens = plain.match(/\d+(?:\.\d+)?|\.\d+|[A-Za-z]+|[-+*/^()|]|\S/g) ?? [];
  try {
    return new Parser(tokens.flatMap((token) => splitNames(token))).whole();
  } catch (error) {
    if (error instanceof NotAnExpression) return null;
    throw error;
  }
}

class NotAnExpression extends Error {}

/** Runs of letters without spaces, such as `xsin` or `pix`, as the names they are made of. */
function splitNames(token: string): string[] {
  const lower = token.toLowerCase();
  if (!/^[a-z]+$/.test(lower)) return [token];
  const names = lower.match(new RegExp(`${functionNames.join("|")}|pi|x|e|.`, "g")) ?? [];
  return names;
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly string[]) {}

  whole(): Expression {
    const tree = this.sum();
    if (this.at < this.tokens.length) throw new NotAnExpression();
    return tree;
  }

  private sum(): Expression {
    let left = this.product();
    for (let sign = this.take("+", "-"); sign !== null; sign = this.take("+", "-"))
      left = { kind: "operation", sign, left, right: this.product() };
    return left;
  }

  private product(): Expression {
    let left = this.signed();
    for (;;) {
      const sign = this.take("*", "/");
      if (sign === null && !this.startsFactor()) return left;
      left = { kind: "operation", sign: sign ?? "*", left, right: sign === null ? this.power() : this.signed() };
    }
  }

  private signed(): Expression {
    if (this.take("-") !== null) return { kind: "negative", of: this.deeper(() => this.signed()) };
    if (this.take("+") !== null) return this.deeper(() => this.signed());
    return this.power();
  }

  private power(): Expression {
    const base = this.atom();
    return this.take("^") === null
      ? base
      : { kind: "operation", sign: "^", left: base, right: this.deeper(() => this.signed()) };
  }

  private atom(): Expression {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new NotAnExpression();
    if (/^[.\d]/.test(token) && Number.isFinite(Number(token))) return { kind: "number", value: Number(token) };
    if (token === "x") return { kind: "variable" };
    if (token === "pi" || token === "e") return { kind: "constant", name: token };
    if (token === "(") return this.closed(")");
    if (token === "|") return { kind: "call", name: "abs", of: this.closed("|") };
    const name = functionNames.find((known) => known === token);
    if (name === undefined) throw new NotAnExpression();
    return this.call(name);
  }

  /** `sin^2(x)` is the square of sin(x), and `sin 2x` is sin(2x), as in print. */
  private call(name: FunctionName): Expression {
    const exponent = this.take("^") === null ? null : this.atom();
    const of = this.tokens[this.at] === "(" ? this.atom() : this.bareArgument();
    const call: Expression = { kind: "call", name, of };
    return exponent === null ? call : { kind: "operation", sign: "^", left: call, right: exponent };
  }

  private bareArgument(): Expression {
    let argument = this.power();
    while (/^(?:x|pi|e)$/.test(this.tokens[this.at] ?? ""))
      argument = { kind: "operation", sign: "*", left: argument, right: this.power() };
    return argument;
  }

  private closed(end: string): Expression {
    const inner = this.deeper(() => this.sum());
    if (this.tokens[this.at++] !== end) throw new NotAnExpression();
    return inner;
  }

  private deeper<T>(work: () => T): T {
    if (++this.depth > maximumDepth) throw new NotAnExpression();
    const result = work();
    this.depth--;
    return result;
  }

  private startsFactor(): boolean {
    return /^(?:[.\d]|[a-z(])/.test(this.tokens[this.at] ?? "");
  }

  private take<S extends Sign>(...signs: S[]): S | null {
    const found = signs.find((sign) => sign === this.tokens[this.at]);
    if (found === undefined) return null;
    this.at++;
    return found;
  }
}

/** The value at x; not finite where the function is not defined. */
export function evaluate(tree: Expression, x: number): number {
  switch (tree.kind) {
    case "number":
      return tree.value;
    case "variable":
      return x;
    case "constant":
      return tree.name === "pi" ? Math.PI : Math.E;
    case "negative":
      return -evaluate(tree.of, x);
    case "call":
      return Math[tree.name](evaluate(tree.of, x));
    case "operation": {
      const left = evaluate(tree.left, x);
      const right = evaluate(tree.right, x);
      if (tree.sign === "+") return left + right;
      if (tree.sign === "-") return left - right;
      if (tree.sign === "*") return left * right;
      return tree.sign === "/" ? left / right : left ** right;
    }
  }
}
