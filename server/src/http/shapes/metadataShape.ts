/** metadata.json as the document tells it (pipeline/metadata.ts writes it). */
import { z } from "zod";
import { stages } from "../../../../protocol/job.js";
import { qualities } from "../../../../protocol/settings.js";

export const MetadataShape = z
  .object({
    generator: z.string(),
    topic: z.string(),
    title: z.string(),
    made_by: z.string(),
    provider: z.string(),
    model: z.string(),
    template: z.string().nullable().describe("The built-in template that it was made from"),
    quality: z.enum(qualities),
    manim: z.string().describe("Its version"),
    python: z.string().describe("Its version"),
    seconds_per_stage: z.partialRecord(z.enum(stages as [(typeof stages)[number]]), z.number()),
    scenes: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        file: z.string(),
        seconds: z.number(),
        frames: z.int(),
        content: z.string().describe("The same for scenes that look the same"),
      }),
    ),
    finished_at: z.string(),
  })
  .meta({ id: "Metadata" });
