/** Whether an answer is what the request's schema asks for. Providers promise it and break it. */
import { z } from "zod";
import { problem, type Problem } from "../../../../protocol/problems.js";
import type { JsonSchema } from "../generate.js";
import { withoutFence } from "../jsonText.js";

/** The answer's text as the caller gets it, or what is wrong with it. */
export type AnswerCheck = (text: string) => { ok: true; text: string } | { ok: false; problem: Problem };

/** Compiled once for each schema object, which a list of requests shares. */
const compiled = new WeakMap<JsonSchema, z.ZodType | { unusable: string }>();

/** Without a schema every text is right. A schema that cannot be checked is not taken: nobody would notice its breach. */
export function answerCheck(schema: JsonSchema | undefined): AnswerCheck | { unusable: string } {
  if (schema === undefined) return (text) => ({ ok: true, text });
  const type = compile(schema);
  return "unusable" in type ? type : (text) => checkAgainst(type, text);
}

/** What is wrong with a value, in a sentence; null when it has the shape. */
export function misfit(schema: JsonSchema, value: unknown): string | null {
  const type = compile(schema);
  return "unusable" in type ? null : faultOf(type, value);
}

function compile(schema: JsonSchema): z.ZodType | { unusable: string } {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  let type: z.ZodType | { unusable: string };
  try {
    type = z.fromJSONSchema(schema);
  } catch (error) {
    type = { unusable: error instanceof Error ? error.message : String(error) };
  }
  compiled.set(schema, type);
  return type;
}

function checkAgainst(type: z.ZodType, text: string): ReturnType<AnswerCheck> {
  const json = withoutFence(text);
  let value: unknown;
  try {
    value = JSON.parse(json) as unknown;
  } catch {
    return invalid(`The answer is not JSON: ${excerpt(text)}`);
  }
  const fault = faultOf(type, value);
  return fault === null ? { ok: true, text: json } : invalid(`The answer does not follow the schema: ${fault}`);
}

function faultOf(type: z.ZodType, value: unknown): string | null {
  const parsed = type.safeParse(value);
  if (parsed.success) return null;
  const issue = parsed.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.map(String).join(".")}: `;
  return `${place}${issue?.message ?? "it has another shape"}.`;
}

function invalid(message: string): ReturnType<AnswerCheck> {
  return { ok: false, problem: problem("answer-invalid", message) };
}

function excerpt(text: string): string {
  const line = text.slice(0, 400).replace(/\s+/g, " ").trim();
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}
