/** Cuts a byte stream into lines. A chunk is not a line: it may hold half of one, or many. */
import type { Readable } from "node:stream";

/** Yields each complete line; a line above `bound` bytes ends the stream with an error, half a line at the end is dropped. */
export async function* readLines(stream: Readable, bound: number): AsyncGenerator<string> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield Buffer.concat([...held, rest.subarray(0, end)]).toString("utf8");
      held = [];
      size = 0;
      rest = rest.subarray(end + 1);
    }
    held.push(rest);
    size += rest.length;
    if (size > bound) throw new Error(`a line of the worker is longer than ${bound} bytes`);
  }
}
