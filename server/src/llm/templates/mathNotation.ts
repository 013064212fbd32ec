/** Turns the mathematics of an outline, Typst or simple LaTeX, into Typst mathematics. */
import { latexArrays, latexFunctions, latexSymbols, latexTexts, typstNames } from "./typstNames.js";

export type Notation =
  | { kind: "typst"; formula: string }
  /** `command` is what could not be translated. */
  | { kind: "untranslatable"; command: string };

/** Reads LaTeX where there are commands or braces, else Typst; unknown words become products or upright text. */
export function toTypstNotation(source: string): Notation {
  const text = source.replace(/\s+/g, " ").trim();
  const isLatex = /\\[A-Za-z]+|[\^_]\s*\{|\\\\/.test(text);
  if (!isLatex) return { kind: "typst", formula: knownWords(text) };
  try {
    return { kind: "typst", formula: new LatexReader(text).whole() };
  } catch (error) {
    if (error instanceof Untranslatable) return { kind: "untranslatable", command: error.message };
    throw error;
  }
}

class Untranslatable extends Error {}

/** Typst takes letters and digits in a row for a name: `x1` is made x with an index, and `2πr` a product. */
function knownWords(text: string): string {
  const parts = text
    .normalize("NFC")
    .match(/"(?:[^"\\]|\\.)*"?|\\.|\p{L}[\p{L}\p{M}\p{Nd}]*(?:\.[A-Za-z]+)*|[^\p{L}"\\]+|./gu);
  return (parts ?? []).map((part) => (/^\p{L}./u.test(part) ? knownWord(part) : part)).join("");
}

/** Words that Typst does not know are products when short, else upright text. */
function knownWord(part: string): string {
  const [name = ""] = part.split(".");
  if (typstNames.has(name)) return part;
  if (!/^[A-Za-z0-9\p{Script=Greek}.]+$/u.test(part)) return `"${part}"`;
  if (/^[A-Za-z.]+$/.test(part)) return part.length <= 3 ? part.replace(/(?<=.)(?=.)/g, " ") : `"${part}"`;
  const pieces = part.match(/\p{Script=Greek}|[A-Za-z]+|\d+|\./gu) ?? [];
  const written = pieces.map((piece, index) => {
    if (/^\d/.test(piece)) return angleFunctions.has(pieces[index - 1] ?? "") ? ` ${piece}` : `_${piece}`;
    return `${index > 0 ? " " : ""}${named(piece)}`;
  });
  return written.join("");
}

/** A number behind these is what they are taken of. */
const angleFunctions = new Set(["sin", "cos", "tan", "cot", "sec", "csc", "exp", "ln"]);

const named = (piece: string): string => (/^[A-Za-z]{2}/.test(piece) ? knownWord(piece) : piece);

const maximumDepth = 40;

class LatexReader {
  private readonly tokens: string[];
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.tokens = text.match(/\\[A-Za-z]+\*?|\\.|\s+|\d+(?:\.\d+)?|./gsu) ?? [];
  }

  whole(): string {
    return tidy(this.until(null));
  }

  /** Reads up to a closing token, which is taken too; null reads to the end. */
  private until(end: string | null): string {
    if (++this.depth > maximumDepth) throw new Untranslatable("too many nested braces");
    const parts = [];
    for (;;) {
      const token = this.tokens[this.at];
      if (token === undefined && end === null) break;
      if (token === undefined) throw new Untranslatable(`a missing ${end ?? ""}`);
      this.at++;
      if (token === end) break;
      parts.push(this.translate(token));
    }
    this.depth--;
    return parts.join(" ");
  }

  private translate(token: string): string {
    if (token.startsWith("\\")) return this.command(token.slice(1).replace(/\*$/, ""));
    if (token === "^" || token === "_") return this.script(token);
    if (token === "{") return this.until("}");
    if (token === "}") throw new Untranslatable("a closing brace without an opening one");
    if (token === "~" || /^\s+$/.test(token)) return "";
    if (token === "'") return "\ue000'";
    if (token === '"' || token === "#") return `\\${token}`;
    return token;
  }

  /** A script belongs to what is before it without a space, which `tidy` restores. */
  private script(sign: string): string {
    const content = this.argument();
    const primes = /^(?:prime\s*)+$/.exec(content);
    return sign === "^" && primes !== null ? `\ue000^(${content})` : `\ue000${sign}(${content})`;
  }

  private command(name: string): string {
    if (name === "frac" || name === "dfrac" || name === "tfrac") return `frac(${this.part()}, ${this.part()})`;
    if (name === "binom") return `binom(${this.part()}, ${this.part()})`;
    if (name === "sqrt" && this.peek() === "[") return this.root();
    if (name === "left" || name === "right") return this.delimiter();
    if (name === "begin") return this.environment();
    if (latexTexts.has(name)) return `"${this.rawArgument().replace(/["\\]/g, "")}"`;
    const call = latexFunctions[name];
    if (call !== undefined) return call === "" ? this.argument() : `${call}(${this.part()})`;
    const symbol = latexSymbols[name];
    if (symbol !== undefined) return symbol;
    if (/^[,:; !>]$/.test(name)) return name === "!" ? "" : "thin";
    if (/^[{}%&$#_]$/.test(name)) return /[{}%]/.test(name) ? name : `\\${name}`;
    if (name === "|") return "bar.v.double";
    if (name === "\\") return "\\ ";
    throw new Untranslatable(`\\${name}`);
  }

  private root(): string {
    this.at = this.tokens.indexOf("[", this.at) + 1;
    const degree = this.until("]");
    return `root(${protect(degree)}, ${this.part()})`;
  }

  /** Typst sizes matching delimiters by itself. */
  private delimiter(): string {
    this.skipSpace();
    const token = this.tokens[this.at++] ?? "";
    if (token === ".") return "";
    return token.startsWith("\\") ? this.command(token.slice(1)) : token;
  }

  private environment(): string {
    const name = this.rawArgument().replace(/\*$/, "");
    const body = this.body(name);
    if (/^(?:aligned|align|gather|gathered|equation|split)$/.test(name)) return body;
    const call = latexArrays[name];
    if (call === undefined) throw new Untranslatable(`\\begin{${name}}`);
    const rows = body
      .split("\\ ")
      .map((row) => row.trim())
      .filter((row) => row !== "");
    if (name === "cases") return `${call}${rows.map((row) => protect(row)).join(", ")})`;
    return `${call}${rows
      .map((row) =>
        row
          .split("&")
          .map((cell) => protect(cell.trim()))
          .join(", "),
      )
      .join("; ")})`;
  }

  private body(name: string): string {
    const parts = [];
    for (;;) {
      const token = this.tokens[this.at++];
      if (token === undefined) throw new Untranslatable(`\\begin{${name}} without its end`);
      if (token === "\\end" && this.rawArgument().replace(/\*$/, "") === name) return parts.join(" ");
      parts.push(token === "\\end" ? "" : this.translate(token));
    }
  }

  /** An argument inside a Typst call, where commas and semicolons would separate. */
  private part(): string {
    return protect(this.argument());
  }

  private argument(): string {
    this.skipSpace();
    const token = this.tokens[this.at++];
    if (token === undefined) throw new Untranslatable("a missing argument");
    if (token === "{") return this.until("}");
    if (/^\d{2,}$/.test(token)) {
      // LaTeX takes one digit only: \frac12 is one half.
      this.tokens.splice(this.at, 0, token.slice(1));
      return token.charAt(0);
    }
    return this.translate(token);
  }

  private rawArgument(): string {
    this.skipSpace();
    if (this.tokens[this.at] !== "{") throw new Untranslatable("a missing argument");
    const end = this.tokens.indexOf("}", this.at);
    if (end < 0) throw new Untranslatable("a missing }");
    const text = this.tokens.slice(this.at + 1, end).join("");
    this.at = end + 1;
    return text;
  }

  private peek(): string | undefined {
    this.skipSpace();
    return this.tokens[this.at];
  }

  private skipSpace(): void {
    while (/^\s+$/.test(this.tokens[this.at] ?? "")) this.at++;
  }
}

/** Commas and semicolons at the outer level of an argument are escaped. */
function protect(text: string): string {
  let depth = 0;
  return text.replace(/[([\])]|[,;]/g, (sign) => {
    if (sign === "(" || sign === "[") depth++;
    else if (sign === ")" || sign === "]") depth--;
    else if (depth === 0) return `\\${sign}`;
    return sign;
  });
}

function tidy(text: string): string {
  return text
    .replace(/\s*\ue000/g, "")
    .replace(/\s+/g, " ")
    .replace(/\( /g, "(")
    .replace(/ \)/g, ")")
    .replace(/ ,/g, ",")
    .trim();
}
