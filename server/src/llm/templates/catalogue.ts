/** Loads the built-in templates: for each its storyboard, the words it is recognised by, and the code of its scenes. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { problem, type Problem } from "../../../../protocol/problems.js";
import { Storyboard } from "../../../../protocol/storyboard.js";

const phrases = z.array(z.string().min(1)).min(1);

const TemplateFile = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  match: z.array(z.array(phrases).min(1)).min(1),
  exclude: z.array(z.string().min(1)).default([]),
});

export interface Template extends z.infer<typeof TemplateFile> {
  storyboard: Storyboard;
  /** Python source by the scene's `file`. */
  code: ReadonlyMap<string, string>;
}

export interface Catalogue {
  templates: Template[];
  /** One problem for each template that cannot be used; the others are not affected by it. */
  problems: Problem[];
}

/** All templates of a folder, by name. Throws when the folder itself cannot be read. */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const catalogue: Catalogue = { templates: [], problems: [] };
  for (const name of names.toSorted()) {
    try {
      catalogue.templates.push(await loadTemplate(join(folder, name), name));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      catalogue.problems.push(problem("template-broken", `The template ${name} is left out: ${reason}`));
    }
  }
  return catalogue;
}

async function loadTemplate(folder: string, name: string): Promise<Template> {
  const about = await readJson(join(folder, "template.json"), TemplateFile);
  const storyboard = await readJson(join(folder, "storyboard.json"), Storyboard);
  if (about.id !== name || storyboard.template !== name)
    throw new Error(`${folder}: the template's id is not its folder's name`);
  const sources = storyboard.scenes.map(
    async ({ file }) => [file, await readFile(join(folder, file), "utf8")] as const,
  );
  return { ...about, storyboard, code: new Map(await Promise.all(sources)) };
}

async function readJson<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  const read = shape.safeParse(JSON.parse(await readFile(path, "utf8")));
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`);
  return read.data;
}
