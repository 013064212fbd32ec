/**
 * A LaTeX formula in Typst mathematics. What has no sure translation makes the whole formula null: a formula that is
 * left alone fails visibly, one that is translated wrongly teaches something false.
 */
import { functions, matrices, symbols, wordy } from "./latexSymbols.js";

/** Null when something of the formula is not known here. */
export function typstOf(latex: string): string | null {
  const words = [
    ...latex.matchAll(/\\begin\{\w+\*?\}|\\end\{\w+\*?\}|\\[a-zA-Z]+|\\[\s\S]|\d+(?:\.\d+)?|\s+|[\s\S]/g),
  ].map(([word]) => word);
  try {
    const reader = new Reader(words);
    const formula = reader.row(() => false);
    return formula === "" ? null : formula;
  } catch (error) {
    if (error instanceof Untranslatable) return null;
    throw error;
  }
}

class Untranslatable extends Error {}

class Reader {
  private at = 0;

  constructor(private readonly words: readonly string[]) {}

  /** Everything up to the end, or to a word that ends it, which is left to be read. */
  row(ends: (word: string) => boolean): string {
    const parts: string[] = [];
    for (;;) {
      this.skipBlanks();
      const word = this.words[this.at];
      if (word === undefined) break;
      if (ends(word)) return balanced(parts.join(" "));
      if (word === "'") {
        this.at += 1;
        parts.push(`${this.base(parts)}'`);
      } else if (word === "^" || word === "_") {
        this.at += 1;
        parts.push(this.script(this.base(parts), word));
      } else {
        const atom = this.atom();
        if (atom !== "") parts.push(atom);
      }
    }
    return balanced(parts.join(" "));
  }

  /** What a script is put on: the part before it, which it takes with it. */
  private base(parts: string[]): string {
    const base = parts.pop();
    if (base === undefined || /^[-+=<>,;&\\]$/.test(base)) throw new Untranslatable();
    return base;
  }

  private script(base: string, kind: string): string {
    this.skipBlanks();
    const degrees = this.words.slice(this.at, this.at + 3).join("");
    if (kind === "^" && (/^\\circ/.test(degrees) || degrees === "{\\circ}")) {
      this.at += degrees.startsWith("{") ? 3 : 1;
      return `${base} degree`;
    }
    const script = this.argument();
    return `${base}${kind}${/^(\w|\d+(\.\d+)?|[a-zA-Z]+)$/.test(script) ? script : `(${script})`}`;
  }

  /** A group in braces, or the next atom by itself. */
  private argument(): string {
    this.skipBlanks();
    const word = this.words[this.at];
    if (word === undefined || word === "}" || word === "^" || word === "_") throw new Untranslatable();
    if (word === "{") return this.group();
    // Of a number that is not in braces LaTeX takes the first digit alone.
    if (/^\d{2,}|^\d\./.test(word)) throw new Untranslatable();
    return this.atom();
  }

  private group(): string {
    this.at += 1;
    const inner = this.until("}");
    if (inner === "") throw new Untranslatable();
    return inner;
  }

  private until(end: string): string {
    const inner = this.row((word) => word === end);
    if (this.words[this.at] !== end) throw new Untranslatable();
    this.at += 1;
    return inner;
  }

  private atom(): string {
    const word = this.words[this.at] ?? "";
    if (word === "{") return this.group();
    this.at += 1;
    if (/^[a-zA-Z]$/.test(word) || /^\d/.test(word) || /^[-+=<>,;:!?.()[\]|&*]$/.test(word)) return word;
    if (word === "/") return "\\/";
    if (word === "~") return "space";
    if (word === "\\\\") return "\\";
    if (word.startsWith("\\begin{")) return this.environment(word.slice(7, -1));
    if (word.startsWith("\\") && word.length > 1) return this.command(word.slice(1));
    throw new Untranslatable();
  }

  private command(name: string): string {
    if (name === "frac" || name === "dfrac" || name === "tfrac" || name === "binom") {
      const [top, bottom] = [this.argument(), this.argument()];
      return `${name === "binom" ? "binom" : "frac"}(${argumentText(top)}, ${argumentText(bottom)})`;
    }
    if (name === "sqrt" && this.words[this.at] === "[") {
      this.at += 1;
      const root = this.until("]");
      return `root(${argumentText(root)}, ${argumentText(this.argument())})`;
    }
    if (wordy.has(name)) return JSON.stringify(this.wordsInBraces());
    if (name === "operatorname") return `op(${JSON.stringify(this.wordsInBraces())})`;
    if (name === "mathrm") return `upright(${JSON.stringify(this.wordsInBraces())})`;
    if (name === "mathbf" || name === "textbf") return `bold(upright(${argumentText(this.argument())}))`;
    if (name === "left") return this.fence();
    if (Object.hasOwn(functions, name)) return `${functions[name] ?? ""}(${argumentText(this.argument())})`;
    const symbol = Object.hasOwn(symbols, name) ? symbols[name] : undefined;
    if (symbol === undefined) throw new Untranslatable();
    return symbol;
  }

  /** The words of `\text{…}`: nothing but letters, digits and signs that mean themselves. */
  private wordsInBraces(): string {
    this.skipBlanks();
    const end = this.words.indexOf("}", this.at);
    const text = this.words.slice(this.at + 1, end).join("");
    if (this.words[this.at] !== "{" || end < 0 || !/^[^\\${}"#%&_^]+$/.test(text)) throw new Untranslatable();
    this.at = end + 1;
    return text;
  }

  /** `\left( … \right)`: brackets that belong together grow by themselves in Typst. */
  private fence(): string {
    this.skipBlanks();
    const open = this.words[this.at] ?? "";
    this.at += 1;
    const inner = this.until("\\right");
    this.skipBlanks();
    const close = this.words[this.at] ?? "";
    this.at += 1;
    const pairs: Readonly<Record<string, [string, string]>> = {
      "()": ["(", ")"],
      "[]": ["[", "]"],
      "\\{\\}": ["{ ", " }"],
      "||": ["abs(", ")"],
      "\\|\\|": ["norm(", ")"],
      "\\lfloor\\rfloor": ["floor(", ")"],
      "\\lceil\\rceil": ["ceil(", ")"],
    };
    const pair = pairs[open + close];
    if (pair === undefined) throw new Untranslatable();
    return `${pair[0]}${pair[0].length > 2 ? argumentText(inner) : inner}${pair[1]}`;
  }

  private environment(name: string): string {
    const end = `\\end{${name}}`;
    if (["aligned", "align", "align*", "split", "gathered"].includes(name)) return this.until(end);
    const isCases = name === "cases";
    if (!isCases && !Object.hasOwn(matrices, name)) throw new Untranslatable();
    const rows: string[][] = [[]];
    for (;;) {
      const cell = this.row((word) => word === "&" || word === "\\\\" || word === end);
      rows.at(-1)?.push(argumentText(cell));
      const word = this.words[this.at];
      this.at += 1;
      if (word === end) break;
      if (word === "\\\\") rows.push([]);
      else if (word !== "&") throw new Untranslatable();
    }
    const full = rows.filter((cells) => cells.some((cell) => cell !== ""));
    if (isCases) return `cases(${full.map((cells) => cells.join(" & ")).join(", ")})`;
    return `mat(delim: ${matrices[name] ?? ""}, ${full.map((cells) => cells.join(", ")).join("; ")})`;
  }

  private skipBlanks(): void {
    while (/^\s+$/.test(this.words[this.at] ?? "x")) this.at += 1;
  }
}

/** Commas and semicolons of an argument are its own, not Typst's; those within brackets already are. */
function argumentText(text: string): string {
  let depth = 0;
  return text.replace(/"[^"]*"|\\.|[([{)\]},;]/g, (found) => {
    if (/^[([{]$/.test(found)) depth += 1;
    if (/^[)\]}]$/.test(found)) depth -= 1;
    return depth === 0 && /^[,;]$/.test(found) ? `\\${found}` : found;
  });
}

/** The same text; a bracket without its partner would end a Typst argument early. */
function balanced(text: string): string {
  const plain = text.replace(/"[^"]*"|\\./g, "");
  let open = 0;
  for (const sign of plain) {
    if ("([".includes(sign)) open += 1;
    if (")]".includes(sign)) open -= 1;
    if (open < 0) throw new Untranslatable();
  }
  if (open !== 0) throw new Untranslatable();
  return text;
}
