/** The four forms of a list of topics, each read into rows: what was written, and the line it starts at. */
import { parse } from "csv-parse/sync";
import { parseObject } from "./jsonObject.js";

export interface TopicRow {
  line: number;
  /** By column or key. */
  fields: Readonly<Record<string, unknown>>;
}

export interface Rows {
  rows: TopicRow[];
  faults: { line: number; message: string }[];
  /** Things to know that stop nothing. */
  remarks: { line: number; message: string }[];
}

export const topicColumns = ["topic", "id", "scenes", "quality", "language", "style"] as const;

const delimiters = [",", ";", "\t"];

/** One topic a row, by the names in the first line; commas, semicolons or tabs between them. */
export function csvRows(text: string): Rows {
  const found: Rows = { rows: [], faults: [], remarks: [] };
  const first = text.split(/\r\n?|\n/).find((line) => line.trim() !== "") ?? "";
  const delimiter = delimiters.find((each) => headerOf(first, each).includes("topic"));
  if (delimiter === undefined) {
    if (first !== "")
      found.faults.push({
        line: 1,
        message: `The first line does not name a column "topic" (${topicColumns.join(", ")}).`,
      });
    return found;
  }
  let header: string[] | undefined;
  for (const { line, values } of csvRecords(text, delimiter, found)) {
    if (values.every((value) => value.trim() === "")) continue;
    if (header === undefined) {
      header = values.map((value) => value.trim().toLowerCase());
      remarkOnColumns(header, line, found);
      continue;
    }
    if (values.slice(header.length).some((value) => value.trim() !== ""))
      found.faults.push({
        line,
        message: `The row has ${values.length} values and the first line names ${header.length}: put a topic with a ${delimiter === "\t" ? "tab" : delimiter} in quotes.`,
      });
    else {
      const pairs = header.map((name, index) => [name, values[index]] as const);
      found.rows.push({ line, fields: Object.fromEntries(pairs) });
    }
  }
  return found;
}

function headerOf(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim()
      .toLowerCase(),
  );
}

function remarkOnColumns(header: string[], line: number, found: Rows): void {
  const known: readonly string[] = topicColumns;
  for (const name of header)
    if (name !== "" && !known.includes(name))
      found.remarks.push({ line, message: `The column ${JSON.stringify(name.slice(0, 60))} is not used.` });
}

interface CsvRecord {
  line: number;
  values: string[];
}

/** A quote that never closes takes the rest of the file with it: one fault, at the line where it opens. */
function csvRecords(text: string, delimiter: string, found: Rows): CsvRecord[] {
  const unclosed: unknown[] = [];
  const parsed = parse(text, {
    ...{ delimiter, info: true, raw: true, relax_quotes: true, relax_column_count: true },
    ...{ skip_records_with_error: true, on_skip: (error) => void unclosed.push(error) },
    record_delimiter: ["\r\n", "\n", "\r"],
  }) as unknown as { record: string[]; raw: string; info: { lines: number } }[];
  let line = 1;
  const records = parsed.map(({ record, raw }): CsvRecord => {
    const start = line;
    line += raw.match(/\r\n?|\n/g)?.length ?? 0;
    return { line: start, values: record };
  });
  if (unclosed.length > 0) found.faults.push({ line, message: "A quote that opens here is never closed." });
  return records;
}

/** One JSON object a line. */
export function jsonlRows(text: string): Rows {
  const found: Rows = { rows: [], faults: [], remarks: [] };
  const unknown = new Set<string>();
  const known: readonly string[] = topicColumns;
  for (const [index, content] of linesOf(text).entries()) {
    const line = index + 1;
    if (content.trim() === "") continue;
    const value = parseObject(content);
    if (value === null) {
      found.faults.push({ line, message: 'The line is not a JSON object such as {"topic": "…"}.' });
      continue;
    }
    for (const name of Object.keys(value))
      if (!known.includes(name) && !unknown.has(name) && unknown.size < 20) {
        unknown.add(name);
        found.remarks.push({ line, message: `The key ${JSON.stringify(name.slice(0, 60))} is not used.` });
      }
    found.rows.push({ line, fields: value });
  }
  return found;
}

/** Each list item, with the indented lines that go on with it. Code in fences is not looked at. */
export function markdownRows(text: string): Rows {
  const rows: { line: number; fields: { topic: string } }[] = [];
  let fence: string | null = null;
  let goesOn = false;
  for (const [index, content] of linesOf(text).entries()) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(content)?.[1];
    if (mark !== undefined && (fence === null || content.trim() === fence)) fence = fence === null ? mark : null;
    else if (fence === null) {
      const rule = /^\s*([-*_])(?:\s*\1){2,}\s*$/.test(content);
      const item = rule ? null : /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$/.exec(content);
      const last = rows.at(-1);
      if (item !== null) rows.push({ line: index + 1, fields: { topic: (item[1] ?? "").trim() } });
      else if (goesOn && last !== undefined && /^\s+\S/.test(content)) last.fields.topic += ` ${content.trim()}`;
      goesOn = item !== null || (goesOn && /^\s+\S/.test(content));
    }
  }
  return { rows, faults: [], remarks: [] };
}

/** Each line that is not blank. */
export function textRows(text: string): Rows {
  const rows = linesOf(text).map((topic, index) => ({ line: index + 1, fields: { topic } }));
  return { rows: rows.filter(({ fields }) => fields.topic.trim() !== ""), faults: [], remarks: [] };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/);
}
