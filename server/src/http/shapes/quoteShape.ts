/** A quote as HTTP tells it. */
import { z } from "zod";
import type { Quote } from "../../../../protocol/batch.js";
import type { Scrub } from "../answers/withoutPaths.js";
import { problemShape, ProblemShape } from "./problemShape.js";

const usd = z.number().nullable();

export const QuoteShape = z
  .object({
    provider: z.string(),
    models: z.array(z.string()),
    requests: z.object({ expected: z.number(), most: z.number() }),
    tokens: z.object({ prompt: z.number(), completion: z.number(), counted: z.enum(["provider", "estimate"]) }),
    usd: z.object({ interactive: usd, batch: usd }).describe("Null where a price is not known"),
    mode: z.enum(["interactive", "batch"]),
    price: usd,
    cap: usd,
    allowed: z.boolean().describe("False when the cap refuses it"),
    wait: z.string(),
    context: z.object({ choice: z.enum(["explicit", "implicit", "none"]), why: z.string() }),
    problems: z.array(ProblemShape),
  })
  .meta({ id: "Quote" });

export function quoteShape(quote: Quote, scrub: Scrub): z.infer<typeof QuoteShape> {
  return { ...quote, problems: quote.problems.map((found) => problemShape(found, "", scrub)) };
}
