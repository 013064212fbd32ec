import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadRequests, readRequests, type RequestItem } from "../../../server/src/lists/readRequests.js";

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
function read(bytes: string | Uint8Array, longest?: number, piece = 7): Promise<RequestItem[]> {
  const whole = Buffer.from(bytes);
  const pieces = Array.from({ length: Math.ceil(whole.length / piece) }, (_, index) =>
    whole.subarray(index * piece, (index + 1) * piece),
  );
  return all(readRequests("a.jsonl", Readable.from(pieces), longest));
}
const said = (items: RequestItem[]): string[] =>
  items.map((item) => (item.kind === "request" ? item.request.id : `${item.problem.code} ${item.problem.line ?? "-"}`));

describe("a list of requests", () => {
  it("takes both forms, in pieces of any size", async () => {
    const rest = { key: "one", request: { contents: [{ parts: [{ text: "Grüße 😀" }] }] } };
    const plain = { id: 2, prompt: "Say hello.", system: "Be brief.", model: "gemini/x", metadata: { row: 5 } };
    const text = `\uFEFF${JSON.stringify(rest)}\r\n\r\n${JSON.stringify(plain)}\n{"prompt":"third"}`;
    for (const piece of [1, 2, 7, 10_000]) {
      expect(await read(text, undefined, piece)).toEqual([
        {
          kind: "request",
          request: { id: "one", line: 1, request: { kind: "rest", body: rest.request }, metadata: {} },
        },
        {
          kind: "request",
          request: {
            id: "2",
            line: 3,
            request: { kind: "plain", prompt: "Say hello.", system: "Be brief.", model: "gemini/x" },
            metadata: { row: 5 },
          },
        },
        {
          kind: "request",
          request: { id: "line-4", line: 4, request: { kind: "plain", prompt: "third", system: "" }, metadata: {} },
        },
      ]);
    }
  });

  it.each([
    ["is cut off", '{"prompt":"x"', "list-invalid 2"],
    ["is no object", "[]", "list-invalid 2"],
    ["has no prompt", '{"id":"q"}', "list-invalid 2"],
    ["has an empty prompt", '{"prompt":"  "}', "list-invalid 2"],
    ["has a key that is not known", '{"prompt":"x","promt":"y"}', "list-invalid 2"],
    ["has no key beside its request", '{"request":{"contents":[]}}', "list-invalid 2"],
    ["has an empty request", '{"key":"q","request":{}}', "list-invalid 2"],
    ["has the id of another", '{"id":"first","prompt":"x"}', "request-duplicate 2"],
    ["is larger than the bound", `{"prompt":"${"x".repeat(3000)}"}`, "request-too-large 2"],
  ])("says the line that %s and goes on", async (_, line, wanted) => {
    const text = `{"id":"first","prompt":"a"}\n${line}\n{"id":"last","prompt":"b"}\n`;
    expect(said(await read(text, 2000))).toEqual(["first", wanted, "last"]);
  });

  it("says lines that are no text", async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe, 0x00, 0x0a]), Buffer.from('{"prompt":"x"}')]);
    expect(said(await read(bytes))).toEqual(["list-invalid 1", "line-2"]);
  });

  it("that is empty is said to be", async () => {
    expect(said(await read(""))).toEqual(["list-empty -"]);
    expect(said(await read("\n \r\n"))).toEqual(["list-empty -"]);
  });

  it("keeps no line that is too long, and not the list either", async () => {
    const chunk = Buffer.alloc(1 << 20, "x");
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 200; index += 1) yield await Promise.resolve(chunk);
      yield Buffer.from('\n{"prompt":"after"}\n');
    }
    globalThis.gc?.();
    const before = process.memoryUsage().arrayBuffers;
    expect(said(await all(readRequests("a.jsonl", endless())))).toEqual(["request-too-large 1", "line-2"]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 << 20);
  });

  it("is read from disk, and stops when it is told to", async () => {
    const folder = mkdtempSync(join(tmpdir(), "requests-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "a.jsonl");
    writeFileSync(path, '{"prompt":"x"}\n'.repeat(10_000));
    expect(await all(loadRequests(path, new AbortController().signal))).toHaveLength(10_000);
    await expect(all(loadRequests(path, AbortSignal.abort()))).rejects.toThrow(/abort/i);
    await expect(all(loadRequests(join(folder, "b"), new AbortController().signal))).rejects.toMatchObject({
      problem: { code: "file-missing" },
    });
  });
});
