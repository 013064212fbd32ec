import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadPrices } from "../../../../server/src/llm/prices/priceFile.js";
import { builtInPrices } from "../../../../server/src/llm/prices/prices.js";

const tokens = { promptTokens: 1_000_000, cachedTokens: 500_000, completionTokens: 1_000_000 };
const day = new Date("2026-11-21T12:00:00Z");

async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "prices-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "prices.json");
  await writeFile(path, text);
  return path;
}

describe("loadPrices", () => {
  it("reads the file; cached input costs what input does where it has no price", async () => {
    const path = await fileOf('{"checked":"2026-11-01","prices":[{"model":"mine","input":2,"output":4}]}');
    expect((await loadPrices(path)).costOf("openai", "mine", tokens, day)).toBeCloseTo(6, 10);
  });

  it("is the built-in table without a file", async () => expect(await loadPrices(" ")).toBe(builtInPrices));

  it.each([
    ["{broken", "JSON"],
    ["[]", "expected object"],
    ['{"prices":[{"model":"m","input":-1,"output":1}]}', "prices.0.input"],
    ['{"prices":[{"model":"m","input":1,"outptu":1}]}', "prices.0"],
    ['{"prices":[{"model":"m","input":1,"output":1,"until":"soon"}]}', "prices.0.until"],
  ])("refuses %s and says where", async (text, where) => {
    const path = await fileOf(text);
    const problem = expect.objectContaining({
      code: "setting-invalid",
      message: expect.stringContaining(where) as unknown,
    }) as unknown;
    await expect(loadPrices(path)).rejects.toMatchObject({ problem });
  });

  it("says that a file cannot be read", async () => {
    await expect(loadPrices("/nowhere/prices.json")).rejects.toThrow(/ENOENT/);
  });
});
