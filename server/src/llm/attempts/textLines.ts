/** Reads an answer line by line, as the files of batches are written. */

/**
 * The lines that are not blank. A body that breaks off makes the reading reject, so that a half file is never taken for a
 * whole one.
 */
export async function* textLines({ body }: Response): AsyncGenerator<string, void> {
  if (body === null) return;
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield line;
  }
  if (rest.trim() !== "") yield rest;
}
