/**
 * Reduces a JSON schema to Gemini's `responseSchema`, a subset of OpenAPI. (`responseJsonSchema` takes the whole, but
 * gives broken JSON in batches.) Lengths, patterns and counts are left out on purpose: each multiplies the states of
 * the constrained decoder, and the API refuses schemas with too many. The caller states them in words and validates.
 */
import { Type, type Schema } from "@google/genai";
import type { JsonSchema } from "../generate.js";

const types: Readonly<Record<string, Type>> = {
  object: Type.OBJECT,
  array: Type.ARRAY,
  string: Type.STRING,
  number: Type.NUMBER,
  integer: Type.INTEGER,
  boolean: Type.BOOLEAN,
};

/** Throws a TypeError for a schema that has no counterpart, which is a mistake in our own schema. */
export function responseSchema(schema: JsonSchema): Schema {
  const type = typeof schema.type === "string" ? types[schema.type] : undefined;
  if (type === undefined) throw new TypeError(`No Gemini schema for ${JSON.stringify(schema).slice(0, 200)}`);
  const reduced: Schema = { type };
  if (typeof schema.description === "string") reduced.description = schema.description;
  if (Array.isArray(schema.enum)) reduced.enum = schema.enum.map(String);
  if (type === Type.ARRAY) reduced.items = responseSchema(asSchema(schema.items));
  if (type === Type.OBJECT) {
    const properties = Object.entries(asSchema(schema.properties));
    reduced.properties = Object.fromEntries(properties.map(([name, value]) => [name, responseSchema(asSchema(value))]));
    reduced.required = Array.isArray(schema.required) ? schema.required.map(String) : [];
    // Answers are written in this order; without it the order is alphabetical.
    reduced.propertyOrdering = properties.map(([name]) => name);
  }
  return reduced;
}

function asSchema(value: unknown): JsonSchema {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`Not a JSON schema: ${JSON.stringify(value)}`);
  }
  return value as JsonSchema;
}
