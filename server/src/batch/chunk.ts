/** How many requests go into one batch, and in which form. Pure. */
import type { BatchForm } from "../../../protocol/job.js";
import type { LaneLimits } from "./limits.js";
import type { AskedRequest } from "./rows.js";

export interface Chunk {
  keys: string[];
  form: "inline" | "file";
}

interface Weighed {
  key: string;
  request: AskedRequest;
}

/** Uploaded files may have 2 GB; far below that a smaller batch is the better one. */
const fileBytes = 500_000_000;

/** In order, at most `maxSize` each; large ones as a file, where no form is wished. */
export function chunked(requests: readonly Weighed[], limits: LaneLimits, wish: BatchForm = "auto"): Chunk[] {
  const groups: { keys: string[]; bytes: number }[] = [];
  const mostBytes = wish === "inline" ? limits.inlineBytes : fileBytes;
  for (const { key, request } of requests) {
    const bytes = bytesOf(request);
    const last = groups.at(-1);
    if (last === undefined || last.keys.length >= limits.maxSize || last.bytes + bytes > mostBytes)
      groups.push({ keys: [key], bytes });
    else {
      last.keys.push(key);
      last.bytes += bytes;
    }
  }
  return groups.map(({ keys, bytes }) => {
    // One request that is too large for inline by itself can only be uploaded, whatever is wished.
    if (bytes > limits.inlineBytes) return { keys, form: "file" };
    return { keys, form: wish === "auto" ? formBySize(keys.length, bytes, limits) : wish };
  });
}

/** The same requests in two batches. */
export function halves(requests: readonly Weighed[], limits: LaneLimits, wish: BatchForm = "auto"): Chunk[] {
  const middle = Math.ceil(requests.length / 2);
  return [requests.slice(0, middle), requests.slice(middle)].flatMap((half) =>
    half.length === 0 ? [] : chunked(half, limits, wish),
  );
}

/** What was wished for a batch, as its form tells: one that its size alone would not have given it. */
export function wishedForm(form: Chunk["form"], requests: readonly Weighed[], limits: LaneLimits): BatchForm {
  const bytes = requests.reduce((sum, { request }) => sum + bytesOf(request), 0);
  return form === formBySize(requests.length, bytes, limits) ? "auto" : form;
}

function formBySize(requests: number, bytes: number, limits: LaneLimits): Chunk["form"] {
  return requests > limits.fileThreshold || bytes > limits.inlineBytes ? "file" : "inline";
}

const bytesOf = (request: AskedRequest): number => Buffer.byteLength(JSON.stringify(request));
