/** The user's own prices, from the JSON file that manimVideo.pricesFile (or MANIM_VIDEO_PRICES) names. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import { builtInPrices, Prices } from "./prices.js";

const Amount = z.number().nonnegative();
const PriceFile = z.strictObject({
  /** When and where the prices were read, for whoever reads the file. */
  checked: z.string().optional(),
  source: z.string().optional(),
  prices: z.array(
    z.strictObject({
      provider: z.string().min(1).optional(),
      model: z.string().min(1),
      input: Amount,
      /** The price of input where it is not given. */
      cached: Amount.optional(),
      output: Amount,
      until: z.iso.date().optional(),
      largestPrompt: z.int().positive().optional(),
    }),
  ),
});

/** The file's prices over the built-in ones; an empty path means these alone. Throws `setting-invalid`. */
export async function loadPrices(path: string): Promise<Prices> {
  if (path.trim() === "") return builtInPrices;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw unusable(path, error instanceof Error ? error.message : String(error));
  }
  const parsed = PriceFile.safeParse(json(text, path));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unusable(path, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a table of prices"}`);
  }
  return new Prices(parsed.data.prices.map((price) => ({ ...price, cached: price.cached ?? price.input })));
}

function json(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unusable(path, error instanceof Error ? error.message : String(error));
  }
}

function unusable(path: string, why: string): ProblemError {
  return new ProblemError(
    problem("setting-invalid", `The file of prices ${path} cannot be used: ${why}.`, {
      fix: 'Correct the file named in manimVideo.pricesFile: {"prices":[{"model":"…","input":1,"cached":0.1,"output":2}]}, in USD per million tokens.',
    }),
  );
}
