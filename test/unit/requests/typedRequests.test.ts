import { describe, expect, it } from "vitest";
import type { RequestItem } from "../../../server/src/lists/readRequests.js";
import { typedRequests } from "../../../server/src/requests/typedRequests.js";
import { withContext, type SharedContext } from "../../../server/src/requests/withContext.js";

async function read(form: "lines" | "blocks" | "jsonl", text: string, context?: Partial<SharedContext>) {
  const items = typedRequests(form, text);
  const all: RequestItem[] = [];
  const shared = { files: [], wish: "auto" as const, cache: "", ...context };
  for await (const item of context ? withContext(items, shared) : items) all.push(item);
  return all.map((item) => {
    if (item.kind === "problem") return `${item.problem.code} ${item.problem.line ?? ""}`.trim();
    const { id, request } = item.request;
    return request.kind === "plain" ? [id, request.prompt, request.system].join("|") : `${id}|rest`;
  });
}

describe("requests that are typed", () => {
  it("are one a line, or one a block, named by where they begin", async () => {
    const text = "\uFEFFOne\n\n  Two\r\nmore\n\n\nThree";
    expect(await read("lines", text)).toEqual(["line-1|One|", "line-3|Two|", "line-4|more|", "line-7|Three|"]);
    expect(await read("blocks", text)).toEqual(["line-1|One|", "line-3|Two\nmore|", "line-7|Three|"]);
  });

  it("are JSON lines as a file has them, with a problem for each bad one", async () => {
    const lines = ['{"id":"a","prompt":"One"}', "nonsense", '{"id":"a","prompt":"Two"}'];
    expect(await read("jsonl", lines.join("\n"))).toEqual(["a|One|", "list-invalid 2", "request-duplicate 3"]);
  });

  it.each(["lines", "blocks", "jsonl"] as const)("are a problem where there are none (%s)", async (form) => {
    expect(await read(form, " \n\n")).toEqual(["list-empty"]);
  });
});

describe("what requests share", () => {
  const files = [{ name: "rules.md", text: "Be brief.\n" }];
  const text = "# rules.md\n\nBe brief.\n";

  it("comes before each of them, and after where nothing shall be found again", async () => {
    expect(await read("lines", "One", { files })).toEqual([`line-1|One|${text}`]);
    expect(await read("lines", "One", { files, wish: "none" })).toEqual([`line-1|One\n\n${text}|`]);
    expect(await read("jsonl", '{"prompt":"One","system":"Own"}', { files })).toEqual([`line-1|One|${text}\nOwn`]);
  });

  it("is a cache by its name, unless a request names one itself", async () => {
    expect(await read("lines", "One\n@use_cache mine Two", { cache: "rules" })).toEqual([
      'line-1|@use_cache "rules"\nOne|',
      "line-2|@use_cache mine Two|",
    ]);
  });

  it("leaves bodies in the provider's own form alone", async () => {
    expect(await read("jsonl", '{"key":"k","request":{"contents":[]}}', { files })).toEqual(["k|rest"]);
  });
});
