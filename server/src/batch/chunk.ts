/** How many requests go into one batch, and in which form. Pure. */
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

/** In order, at most `maxSize` each; large ones as a file. */
export function chunked(requests: readonly Weighed[], limits: LaneLimits): Chunk[] {
  const groups: { keys: string[]; bytes: number }[] = [];
  for (const { key, request } of requests) {
    const bytes = Buffer.byteLength(JSON.stringify(request));
    const last = groups.at(-1);
    if (last === undefined || last.keys.length >= limits.maxSize || last.bytes + bytes > fileBytes)
      groups.push({ keys: [key], bytes });
    else {
      last.keys.push(key);
      last.bytes += bytes;
    }
  }
  return groups.map(({ keys, bytes }) => ({
    keys,
    form: keys.length > limits.fileThreshold || bytes > limits.inlineBytes ? "file" : "inline",
  }));
}

/** The same requests in two batches. */
export function halves(requests: readonly Weighed[], limits: LaneLimits): Chunk[] {
  const middle = Math.ceil(requests.length / 2);
  return [requests.slice(0, middle), requests.slice(middle)].flatMap((half) =>
    half.length === 0 ? [] : chunked(half, limits),
  );
}
