/** Lines of a file of any length, one after the other: memory stays that of one line, and of none that is too long. */

export type ByteLine =
  | { kind: "line"; line: number; text: string }
  /** `bytes` of a line beyond the bound; its text is not kept. */
  | { kind: "too-long"; line: number; bytes: number }
  | { kind: "not-text"; line: number };

const lineFeed = 0x0a;

/** Splits at line feeds; a carriage return before one, and a byte order mark, are not part of the text. */
export async function* byteLines(chunks: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<ByteLine> {
  let parts: Uint8Array[] = [];
  let [line, bytes] = [1, 0];
  const keep = (part: Uint8Array): void => {
    bytes += part.length;
    if (bytes > longest) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const finished = (): ByteLine => {
    const whole = finish(parts, bytes, line, longest);
    [parts, bytes, line] = [[], 0, line + 1];
    return whole;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      yield finished();
      start = end + 1;
    }
    // A stream may use its buffer again; a Buffer's own slice would be no copy.
    keep(new Uint8Array(chunk.subarray(start)));
  }
  if (bytes > 0) yield finished();
}

function finish(parts: Uint8Array[], bytes: number, line: number, longest: number): ByteLine {
  if (bytes > longest) return { kind: "too-long", line, bytes };
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: line !== 1 }).decode(Buffer.concat(parts));
    return { kind: "line", line, text: text.endsWith("\r") ? text.slice(0, -1) : text };
  } catch {
    return { kind: "not-text", line };
  }
}
