import { describe, expect, it } from "vitest";
import { z } from "zod";
import { responseSchema } from "../../../../server/src/llm/gemini/responseSchema.js";
import { planSchema } from "../../../../server/src/llm/prompts/planPrompt.js";

const reduced = (schema: z.ZodType): unknown => responseSchema(z.toJSONSchema(schema, { io: "input" }));

describe("responseSchema", () => {
  it("keeps types, descriptions, enums, required names and the order of properties", () => {
    const schema = z.object({
      zed: z.enum(["a", "b"]).describe("One of two."),
      also: z.array(z.number()).max(3).optional(),
    });
    expect(reduced(schema)).toEqual({
      type: "OBJECT",
      properties: {
        zed: { type: "STRING", enum: ["a", "b"], description: "One of two." },
        also: { type: "ARRAY", items: { type: "NUMBER" } },
      },
      required: ["zed"],
      propertyOrdering: ["zed", "also"],
    });
  });

  it("has no field in the plan's schema beyond the few that cannot overload the decoder", () => {
    const fields = new Set<string>();
    const visit = (schema: Record<string, unknown>): void => {
      for (const name of Object.keys(schema)) fields.add(name);
      for (const child of Object.values(schema.properties ?? {})) visit(child as Record<string, unknown>);
      if (schema.items !== undefined) visit(schema.items as Record<string, unknown>);
    };
    visit(responseSchema(planSchema) as Record<string, unknown>);
    expect([...fields].sort()).toEqual(["description", "items", "properties", "propertyOrdering", "required", "type"]);
  });

  it("throws for what Gemini has no counterpart of", () => {
    expect(() => reduced(z.union([z.string(), z.number()]))).toThrow(TypeError);
  });
});
