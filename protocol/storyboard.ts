/**
 * The storyboard: the one plan of a video. It lies in the user's folder as `storyboard.json`, is edited by hand,
 * and everything after planning is derived from it. `npm run schema` writes media/storyboard.schema.json from here.
 */
import { z } from "zod";

const identifier = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case words joined by hyphens")
  .max(60);

/** A curve y = f(x). `function` uses x, + - * / ^, parentheses, pi, e and sin cos tan exp log sqrt abs. */
export const Plot = z.strictObject({
  function: z.string().min(1).max(200),
  from: z.number(),
  to: z.number(),
  label: z.string().max(120).optional(),
});

/** A table of short texts; every row has as many cells as the header. */
export const Table = z.strictObject({
  header: z.array(z.string().max(60)).min(1).max(6),
  rows: z.array(z.array(z.string().max(60))).max(8),
});

/** One thing said and shown. A beat starts in the scene's code at `self.next_section("<beat id>")`. */
export const Beat = z.strictObject({
  id: identifier.describe("Unique in its scene; the name of its section in the code."),
  narration: z.string().max(1200).describe("What is said; becomes the caption of this stretch."),
  shows: z.string().max(1200).describe("What is seen, in words."),
  points: z.array(z.string().max(300)).max(8).optional().describe("Short lines of text on screen."),
  formulas: z.array(z.string().max(400)).max(8).optional().describe("Typst mathematics, without dollar signs."),
  plots: z.array(Plot).max(3).optional(),
  table: Table.optional(),
  duration: z
    .number()
    .positive()
    .max(600)
    .optional()
    .describe("Seconds this beat lasts at least. A voice track will set it."),
});

export const StoryScene = z.strictObject({
  id: identifier.describe("Unique in the video."),
  title: z.string().min(1).max(120),
  className: z
    .string()
    .regex(/^[A-Z][A-Za-z0-9]{0,59}$/)
    .describe("The Manim Scene class in the file."),
  file: z
    .string()
    .regex(/^scenes\/[0-9]{2}_[a-z0-9_]{1,60}\.py$/)
    .describe("Where its code lies, from this folder."),
  beats: z.array(Beat).min(1).max(12),
});

export const Storyboard = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    topic: z.string().min(1),
    title: z.string().min(1).max(120),
    language: z.string().min(2).max(20).default("en"),
    template: identifier.optional().describe("The built-in template this plan began as."),
    scenes: z.array(StoryScene).min(1).max(30),
  })
  .superRefine((board, context) => {
    unique(
      board.scenes.map((scene) => scene.id),
      "scene id",
      context,
    );
    unique(
      board.scenes.map((scene) => scene.file),
      "scene file",
      context,
    );
    unique(
      board.scenes.map((scene) => scene.className),
      "scene class",
      context,
    );
    for (const scene of board.scenes)
      unique(
        scene.beats.map((beat) => beat.id),
        `beat id in ${scene.id}`,
        context,
      );
    for (const scene of board.scenes)
      for (const { table } of scene.beats)
        if (table?.rows.some((row) => row.length !== table.header.length))
          context.addIssue({ code: "custom", message: `a table row in ${scene.id} is not as long as its header` });
  });

export type Plot = z.infer<typeof Plot>;
export type Table = z.infer<typeof Table>;
export type Beat = z.infer<typeof Beat>;
export type StoryScene = z.infer<typeof StoryScene>;
export type Storyboard = z.infer<typeof Storyboard>;

function unique(values: string[], what: string, context: z.RefinementCtx): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) context.addIssue({ code: "custom", message: `${what} "${twice}" is used twice` });
}
