/** code.zip: what a video was made from, as it can be opened and rendered again elsewhere. */
import { readdir } from "node:fs/promises";
import { onFile } from "./fileProblems.js";
import type { VideoFolder } from "./videoFolder.js";
import { zipOf } from "./zip.js";

/** The plan and the scenes' Python files; the same files give the same bytes. Throws ProblemError `file-missing` and the like. */
export async function codeArchive(folder: VideoFolder): Promise<Buffer> {
  const scenes = await onFile(folder.inside("scenes"), () => readdir(folder.inside("scenes")));
  const files = scenes.filter((name) => name.endsWith(".py")).sort();
  const names = ["storyboard.json", ...files.map((name) => `scenes/${name}`)];
  const texts = await Promise.all(names.map(async (name) => ({ name, text: await folder.read(name) })));
  return zipOf(texts.flatMap(({ name, text }) => (text === null ? [] : [{ name, data: Buffer.from(text) }])));
}
