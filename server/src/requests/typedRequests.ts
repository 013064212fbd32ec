/** Requests that were typed or pasted into a form instead of lying in a file. */
import { largestRequest, readRequests, type RequestItem } from "../lists/readRequests.js";
import { problem } from "../../../protocol/problems.js";

/** Reads a text whose lines, or blocks between empty lines, are prompts, or that is JSON Lines. Each bad one is a problem. */
export async function* typedRequests(form: "lines" | "blocks" | "jsonl", text: string): AsyncGenerator<RequestItem> {
  if (form === "jsonl") {
    yield* readRequests("requests.jsonl", bytesOf(text));
    return;
  }
  const prompts = form === "lines" ? lines(text) : blocks(text);
  for (const { line, prompt } of prompts) {
    if (Buffer.byteLength(prompt) > largestRequest) {
      const message = `Line ${line}: the request is longer than ${largestRequest.toLocaleString("en-US")} bytes.`;
      yield { kind: "problem", problem: problem("request-too-large", message, { line }) };
      continue;
    }
    const request = { kind: "plain" as const, prompt, system: "" };
    yield { kind: "request", request: { id: `line-${line}`, line, request, metadata: {} } };
  }
  if (prompts.length === 0) yield { kind: "problem", problem: problem("list-empty", "There are no requests yet.") };
}

interface Typed {
  /** Where it begins, from 1. */
  line: number;
  prompt: string;
}

function lines(text: string): Typed[] {
  return linesOf(text).flatMap((content, index) => {
    const prompt = content.trim();
    return prompt === "" ? [] : [{ line: index + 1, prompt }];
  });
}

function blocks(text: string): Typed[] {
  const found: { line: number; lines: string[] }[] = [];
  let open = false;
  for (const [index, content] of linesOf(text).entries()) {
    if (content.trim() === "") open = false;
    else if (open) found.at(-1)?.lines.push(content);
    else {
      found.push({ line: index + 1, lines: [content] });
      open = true;
    }
  }
  return found.map((block) => ({ line: block.line, prompt: block.lines.join("\n").trim() }));
}

const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);

// eslint-disable-next-line @typescript-eslint/require-await -- a stream's form, of what is here already
async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
