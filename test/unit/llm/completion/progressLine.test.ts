import { expect, test } from "vitest";
import { completeMany } from "../../../../server/src/llm/completion/completeMany.js";
import { failure, echoing, FakeModel, prompts } from "./harness.js";

function stream(isTTY: boolean): { written: string[]; isTTY: boolean; write: (text: string) => void } {
  const written: string[] = [];
  return { written, isTTY, write: (text) => void written.push(text) };
}

test("a terminal's line is written over and left standing at the end", async () => {
  const terminal = stream(true);
  await completeMany(echoing(), prompts(20), { showProgress: true, progressStream: terminal });
  expect(terminal.written[0]).toBe("\r\u001b[K1 of 20 requests done");
  expect(terminal.written.at(-1)).toBe("\r\u001b[K20 of 20 requests done\n");
});

test("a file gets few lines, with the failures", async () => {
  const file = stream(false);
  const model = new FakeModel(() => Promise.resolve(failure("key-rejected", false)));
  await completeMany(model, prompts(20), { showProgress: true, progressStream: file });
  expect(file.written).toEqual(["1 of 20 requests done, 1 failed\n", "20 of 20 requests done, 20 failed\n"]);
});

test("nothing is shown unasked", async () => {
  const terminal = stream(true);
  await completeMany(echoing(), prompts(2), { progressStream: terminal });
  expect(terminal.written).toEqual([]);
});
