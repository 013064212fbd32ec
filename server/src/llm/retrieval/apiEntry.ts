/** One public name of the installed Manim as the worker describes it, which is untrusted, and as a prompt shows it. */
import { z } from "zod";
import type { ApiResult } from "../../../../protocol/worker.js";

const name = z
  .string()
  .regex(/^[\p{L}_][\p{L}\p{N}_.]*$/u)
  .max(200);
const names = z.array(name).max(500).default([]);
const text = (longest: number) => z.string().transform((value) => plain(value).slice(0, longest));

export const ApiEntry = z.object({
  /** `Circle`, `Circle.surround`, `always_redraw`, `rate_functions.ease_in_sine`, `UP`. */
  name,
  kind: z.enum(["class", "method", "property", "function", "constant", "colour"]),
  /** Where a class or function is defined, such as `manim.animation.fading`. */
  module: text(200).default(""),
  /** In parentheses; empty where there is none. */
  signature: text(2000).default(""),
  /** What the docstring says first. */
  doc: text(400).default(""),
  /** Classes that a class derives from, nearest first. */
  bases: names,
  /** Keyword arguments that a class passes on to its bases, beyond its signature. */
  also: names,
  /** Members of an enumeration. */
  members: names,
  value: text(200).default(""),
  /** Scenes of the docstring. */
  examples: z.array(text(4000)).max(4).default([]),
});
export type ApiEntry = z.infer<typeof ApiEntry>;

/** What the worker writes. */
export const ApiFile = z.object({ entries: z.array(ApiEntry).min(1).max(50_000) });

export const ApiAnswer: z.ZodType<ApiResult> = z.object({
  output: z.string().max(1000),
  entries: z.number().int().min(0),
  manim: z.string().max(100),
  package: z.string().max(4000),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The class that a method or property belongs to; null for what stands by itself. */
export function ownerOf(entry: Pick<ApiEntry, "name" | "kind">): string | null {
  if (entry.kind !== "method" && entry.kind !== "property") return null;
  return entry.name.slice(0, entry.name.lastIndexOf("."));
}

function plain(value: string): string {
  // Control characters would only be there to confuse a reader of the prompt.
  return value.replace(/[^\P{Cc}\n\t]/gu, " ");
}
