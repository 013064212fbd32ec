/** Reads a Markdown outline into blocks in document order. */
import type { Plot, Table } from "../../../../protocol/storyboard.js";
import { readPlotLine } from "./plotLine.js";

export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "point"; text: string }
  /** As it was written, Typst or LaTeX. */
  | { kind: "formula"; source: string }
  | { kind: "plot"; plot: Plot }
  | { kind: "table"; table: Table }
  /** A line that asked for something that cannot be made of it; its text is kept. */
  | { kind: "unclear"; text: string; reason: string };

interface Placed {
  block: Block;
  /** The line it begins on, from 1. */
  line: number;
}

const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const item = /^(?:[-*+•–]|\d{1,3}[.)])\s+(.*)$/;
const rule = /^(?:-{3,}|\*{3,}|_{3,}|={3,})$/;
const tableRow = /^\|.*\|$|^[^|]+(?:\|[^|]*)+$/;
const tableRule = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;
const displayMath: readonly [string, string][] = [
  ["$$", "$$"],
  ["\\[", "\\]"],
];

/** Whether a text has marks of an outline, so that it is not a question in free words. */
export function hasOutlineMarks(text: string): boolean {
  return text.split(/\r?\n/).some((raw) => {
    const line = raw.trim();
    const isMark =
      heading.test(line) ||
      /^(?:[-*+•]|\d{1,3}[.)])\s+\S/.test(line) ||
      /^\|.*\|$/.test(line) ||
      /^(?:\$\$|\\\[|```)/.test(line);
    return isMark || /^\$[^$]+\$$/.test(line) || readPlotLine(line) !== null;
  });
}

/** The blocks of an outline, each with its line. */
export function readBlocks(source: string): Placed[] {
  const text = source
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/^---\n(?:[^\n]*\n){0,40}?---(?=\n|$)/, (front) => front.replace(/[^\n]/g, ""))
    .replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ""));
  return new BlockReader(text.split("\n")).read();
}

class BlockReader {
  private readonly found: Placed[] = [];
  private paragraph: { lines: string[]; line: number } | null = null;
  private at = 0;

  constructor(private readonly lines: readonly string[]) {}

  read(): Placed[] {
    while (this.at < this.lines.length) {
      const line = (this.lines[this.at] ?? "").trim().replace(/^(?:>\s*)+/, "");
      if (!this.fenced(line) && !this.math(line) && !this.table(line)) {
        this.at++;
        this.single(line);
      }
    }
    this.endParagraph();
    return this.found;
  }

  private add(block: Block, line = this.at): void {
    this.endParagraph();
    this.found.push({ block, line });
  }

  private endParagraph(): void {
    if (this.paragraph !== null) {
      const { lines, line } = this.paragraph;
      this.paragraph = null;
      this.found.push({ block: { kind: "paragraph", text: plainText(lines.join(" ")) }, line });
    }
  }

  private single(line: string): void {
    const title = heading.exec(line);
    const underline = /^(=+|-+)$/.exec(line);
    if (underline !== null && this.paragraph?.lines.length === 1) {
      const text = plainText(this.paragraph.lines[0] ?? "");
      this.paragraph = null;
      this.add({ kind: "heading", level: line.startsWith("=") ? 1 : 2, text }, this.at - 1);
      return;
    }
    if (line === "" || rule.test(line)) {
      this.endParagraph();
      return;
    }
    if (title !== null) {
      this.add({ kind: "heading", level: title[1]?.length ?? 1, text: plainText(title[2] ?? "") });
      return;
    }
    const point = item.exec(line)?.[1]?.replace(/^\[[ xX]\]\s+/, "");
    const content = point ?? line;
    const plot = readPlotLine(content);
    if (plot?.kind === "plot") {
      this.add({ kind: "plot", plot: plot.plot });
      return;
    }
    if (plot?.kind === "unreadable") {
      this.add({ kind: "unclear", text: plainText(content), reason: plot.reason });
      return;
    }
    const formula = /^\$([^$]+)\$[.,;]?$/.exec(content) ?? /^\\\((.+)\\\)$/.exec(content);
    if (formula !== null) {
      this.add({ kind: "formula", source: formula[1] ?? "" });
      return;
    }
    if (point !== undefined) {
      this.add({ kind: "point", text: plainText(point) });
      return;
    }
    const raw = this.lines[this.at - 1] ?? "";
    const last = this.found.at(-1);
    if (/^\s{2,}\S/.test(raw) && this.paragraph === null && last?.block.kind === "point" && last.line === this.at - 1) {
      last.block.text += ` ${plainText(line)}`;
      last.line = this.at;
      return;
    }
    this.paragraph ??= { lines: [], line: this.at };
    this.paragraph.lines.push(line);
  }

  /** A fenced block: mathematics where it says so, else its lines as points, since they were written line by line. */
  private fenced(line: string): boolean {
    const fence = /^(```+|~~~+)\s*(\w*)/.exec(line);
    if (fence === null) return false;
    const start = ++this.at;
    const body: string[] = [];
    while (this.at < this.lines.length && !(this.lines[this.at] ?? "").trim().startsWith(fence[1] ?? "```"))
      body.push(this.lines[this.at++] ?? "");
    this.at++;
    const lines = body.map((text) => text.trim()).filter((text) => text !== "");
    if (/^(?:math|latex|tex|typst)$/i.test(fence[2] ?? "")) {
      if (lines.length > 0) this.add({ kind: "formula", source: lines.join(" ") }, start);
    } else for (const text of lines) this.add({ kind: "point", text: text.replaceAll("$", "\\$") }, start);
    return true;
  }

  private math(line: string): boolean {
    for (const [open, close] of displayMath) {
      if (!line.startsWith(open)) continue;
      const start = this.at + 1;
      let body = line.slice(open.length);
      this.at++;
      while (!body.includes(close) && this.at < this.lines.length) body += ` ${(this.lines[this.at++] ?? "").trim()}`;
      const [source = "", rest = ""] = body.split(close);
      if (source.trim() !== "") this.add({ kind: "formula", source: source.trim() }, start);
      if (rest.trim().length > 1) this.single(rest.trim());
      return true;
    }
    return false;
  }

  private table(line: string): boolean {
    const next = (this.lines[this.at + 1] ?? "").trim();
    if (
      !tableRow.test(line) ||
      !next.includes("-") ||
      !tableRule.test(next) ||
      cells(next).length !== cells(line).length
    )
      return false;
    const start = this.at + 1;
    const header = cells(line);
    this.at += 2;
    const rows: string[][] = [];
    for (; this.at < this.lines.length; this.at++) {
      const row = (this.lines[this.at] ?? "").trim();
      if (!row.includes("|")) break;
      const values = cells(row);
      rows.push(header.map((_, column) => values[column] ?? ""));
    }
    for (const table of fittingTables(header, rows)) this.add({ kind: "table", table }, start);
    return true;
  }
}

function cells(row: string): string[] {
  const inner = row.replace(/^\||\|$/g, "");
  return inner.split(/(?<!\\)\|/).map((cell) => plainText(cell.trim().replaceAll("\\|", "|")).slice(0, 60));
}

/** The storyboard's tables have at most six columns and eight rows: wider and longer ones become several. */
function fittingTables(header: string[], rows: string[][]): Table[] {
  const tables = [];
  for (let column = 0; column < header.length; column += 6)
    for (let row = 0; row < Math.max(1, rows.length); row += 8) {
      const part = rows.slice(row, row + 8).map((cellsOfRow) => cellsOfRow.slice(column, column + 6));
      tables.push({ header: header.slice(column, column + 6), rows: part });
    }
  return tables;
}

const escapedMark = /\\([\\`*_{}[\]#+.!|>~-])/g;
/** Escaped marks are kept apart as private characters while marks are taken off. */
const privateUse = 0xe000;

/** Markdown's marks for emphasis, code, links and pictures taken off; what stands between dollars is left alone. */
export function plainText(markdown: string): string {
  const parts = markdown.trim().split(/(\$[^$\n]+\$)/);
  const clean = (text: string): string =>
    text
      .replace(escapedMark, (_whole, mark: string) => String.fromCharCode(privateUse + mark.charCodeAt(0)))
      .replace(/!\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, "$1")
      .replace(/\[([^\]]{1,500})\]\([^)]{0,2000}\)/g, "$1")
      .replace(
        /<\/?(?:a|b|i|u|em|strong|sub|sup|br|p|span|div|img|code|kbd|small|center|font|hr|ul|ol|li)\b[^<>]{0,500}>/gi,
        "",
      )
      .replace(/(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1/g, "$2")
      .replace(/(?<![\w*])\*(?=\S)([^*]{1,500}?)(?<=\S)\*(?![\w*])/g, "$1")
      .replace(/(?<!\w)_(?=\S)([^_]{1,500}?)(?<=\S)_(?!\w)/g, "$1")
      .replace(/`([^`]{1,500})`/g, "$1")
      .replace(/[\ue021-\ue07e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - privateUse));
  return parts.map((part, index) => (index % 2 === 1 ? part : clean(part))).join("");
}
