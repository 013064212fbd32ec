import { expect, test } from "vitest";
import { textLines } from "../../../../server/src/llm/attempts/textLines.js";

async function linesOf(chunks: readonly Uint8Array[], end?: Error): Promise<string[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (end === undefined) controller.close();
    },
    pull(controller) {
      if (end !== undefined) controller.error(end);
    },
  });
  const lines: string[] = [];
  for await (const line of textLines(new Response(body))) lines.push(line);
  return lines;
}

test("lines and letters that are cut anywhere are whole, and blank lines are left out", async () => {
  const bytes = new TextEncoder().encode('{"a": "é→"}\n\n  \n{"b": 2}\r\nlast');
  for (let at = 0; at <= bytes.length; at += 1)
    expect(await linesOf([bytes.slice(0, at), bytes.slice(at)])).toEqual(['{"a": "é→"}', '{"b": 2}\r', "last"]);
});

test("a body that breaks off is no file", async () => {
  await expect(linesOf([new TextEncoder().encode("one\ntwo")], new Error("cut"))).rejects.toThrow("cut");
});

test("an answer without a body has no lines", async () => {
  const lines: string[] = [];
  for await (const line of textLines(new Response(null))) lines.push(line);
  expect(lines).toEqual([]);
});
