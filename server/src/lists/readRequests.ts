/**
 * Plain requests for `batch submit`, one JSON object a line: `{key, request}` with a body in the provider's REST form, or
 * `{id?, prompt, system?, model?, …}`. Read one by one, so that a list of any length takes the memory of one request.
 */
import { createReadStream } from "node:fs";
import { z } from "zod";
import { problem, ProblemError, type Problem, type ProblemCode } from "../../../protocol/problems.js";
import { fileProblem } from "../storage/fileProblems.js";
import { byteLines, type ByteLine } from "./byteLines.js";
import { parseObject } from "./jsonObject.js";

export interface ListedRequest {
  /** The user's key or id; `line-N` where none is given. Unique in the list. */
  id: string;
  line: number;
  request: PlainRequest | { kind: "rest"; body: Readonly<Record<string, unknown>> };
  /** As the user gave it; the answer's line repeats it. */
  metadata: Readonly<Record<string, unknown>>;
}

export interface PlainRequest {
  kind: "plain";
  prompt: string;
  system: string;
  /** `provider/model`; absent for the list's own. */
  model?: string;
  temperature?: number;
  maxOutputTokens?: number;
  thinkingBudget?: number;
  /** JSON schema of the answer. */
  schema?: Readonly<Record<string, unknown>>;
}

/** A request, or why a line is none: list-invalid, request-duplicate, request-too-large, or list-empty at the end. */
export type RequestItem = { kind: "request"; request: ListedRequest } | { kind: "problem"; problem: Problem };

/** Gemini takes less than 20 MB inline and any line in a file; a line beyond this bound is no request for a model. */
export const largestRequest = 20_000_000;

const id = z.union([z.string().trim().min(1).max(200), z.number()]).transform(String);
const record = z.record(z.string(), z.unknown());
const RestLine = z.strictObject({ key: id, request: record, metadata: record.optional() });
const PlainLine = z.strictObject({
  id: id.optional(),
  key: id.optional(),
  prompt: z.string().refine((text) => text.trim() !== "", "is empty"),
  system: z.string().optional(),
  model: z.string().min(1).max(200).optional(),
  temperature: z.number().min(0).max(2).optional(),
  maxOutputTokens: z.number().int().min(1).max(1_000_000).optional(),
  thinkingBudget: z.number().int().min(-1).max(1_000_000).optional(),
  schema: record.optional(),
  metadata: record.optional(),
});

/** Reads a file. Throws ProblemError `file-missing` when it cannot be read, and an AbortError when the signal is aborted. */
export async function* loadRequests(path: string, signal: AbortSignal): AsyncGenerator<RequestItem> {
  try {
    yield* readRequests(path, createReadStream(path, { signal }));
  } catch (error) {
    const known = fileProblem(error, path);
    throw known === null ? error : new ProblemError(known, { cause: error });
  }
}

/** Reads a stream of bytes; `file` stands in problems. */
export async function* readRequests(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  longest = largestRequest,
): AsyncGenerator<RequestItem> {
  const lines = new Map<string, number>();
  let said = false;
  for await (const found of byteLines(chunks, longest)) {
    const item = itemOf(found, file);
    if (item === null) continue;
    said = true;
    if (item.kind === "request") {
      const same = lines.get(item.request.id);
      if (same !== undefined) {
        yield fault(
          "request-duplicate",
          file,
          found.line,
          `The id ${JSON.stringify(item.request.id)} is that of line ${same} already.`,
        );
        continue;
      }
      lines.set(item.request.id, found.line);
    }
    yield item;
  }
  if (!said) yield { kind: "problem", problem: problem("list-empty", `${file} holds no requests.`, { file }) };
}

function itemOf(found: ByteLine, file: string): RequestItem | null {
  const { line } = found;
  if (found.kind === "too-long") return fault("request-too-large", file, line, `The request has ${found.bytes} bytes.`);
  if (found.kind === "not-text") return fault("list-invalid", file, line, "The line is not UTF-8 text.");
  if (found.text.trim() === "") return null;
  const read = parseObject(found.text);
  if (read === null) return fault("list-invalid", file, line, "The line is not a JSON object.");
  const shaped = "request" in read ? rest(read) : plain(read);
  if (typeof shaped === "string") return fault("list-invalid", file, line, shaped);
  return { kind: "request", request: { ...shaped, id: shaped.id ?? `line-${line}`, line } };
}

type Shaped = Pick<ListedRequest, "request" | "metadata"> & { id: string | undefined };

function rest(value: object): Shaped | string {
  const read = RestLine.safeParse(value);
  if (!read.success) return faultOf(read.error);
  const { key, request: body, metadata = {} } = read.data;
  if (Object.keys(body).length === 0) return "request is empty.";
  return { id: key, request: { kind: "rest", body }, metadata };
}

function plain(value: object): Shaped | string {
  const read = PlainLine.safeParse(value);
  if (!read.success) return faultOf(read.error);
  const { id: given, key, metadata = {}, prompt, system = "", ...more } = read.data;
  return { id: given ?? key, request: { kind: "plain", prompt, system, ...more }, metadata };
}

function faultOf(error: z.ZodError): string {
  const [first] = error.issues;
  const place = first === undefined || first.path.length === 0 ? "the request" : first.path.join(".");
  return `${place}: ${first?.message ?? "has the wrong shape"}.`;
}

function fault(code: ProblemCode, file: string, line: number, message: string): RequestItem {
  const place = { line, column: 1, endLine: line, endColumn: 1 };
  return { kind: "problem", problem: problem(code, `Line ${line}: ${message}`, { file, ...place }) };
}
