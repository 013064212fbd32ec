import { readFile } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import PQueue from "p-queue";
import type { Problem } from "../../../protocol/problems.js";
import { onFile } from "../storage/fileProblems.js";
import { slugOf } from "../storage/slug.js";
import { VideoFolder } from "../storage/videoFolder.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import type { CommandContext } from "./context.js";
import { settingsOf } from "./configuration/settingsOf.js";

/** `render <file.py> [Scene…]`: renders the named scenes, or all, into <out>/<file's name>/. */
export async function render({ engine, typed, signal }: CommandContext): Promise<CommandAnswer> {
  const [name, ...named] = typed.words;
  if (name === undefined) throw usage("render takes a file: manim-video render <file.py> [Scene…]");
  const file = resolve(name);
  const code = { source: await onFile(file, () => readFile(file, "utf8")), file };
  const checked = await engine.scenes.check(code, signal, named.length === 0 ? undefined : named);
  const { outputFolder, quality, renderConcurrency } = settingsOf(typed, process.env);
  const folder = new VideoFolder(resolve(outputFolder, slugOf(basename(file, extname(file)))));
  const shown = checked.scenes.filter(({ duration }) => duration !== undefined);
  const one = async (scene: string) => {
    process.stderr.write(`rendering ${scene}\n`);
    const outcome = await engine.scenes.render(code, scene, { quality, still: false }, signal);
    if (outcome.kind === "rendered") await folder.take(`${scene}.mp4`, outcome.path);
    return { scene, outcome };
  };
  const queue = new PQueue({ concurrency: renderConcurrency });
  const rendered = await queue.addAll(
    shown.map(
      ({ name: scene }) =>
        () =>
          one(scene),
    ),
  );
  const problems: Problem[] = [...checked.problems];
  const videos: { scene: string; path: string }[] = [];
  for (const { scene, outcome } of rendered) {
    if (outcome.kind === "failed") problems.push(outcome.problem);
    else videos.push({ scene, path: folder.inside(`${scene}.mp4`) });
  }
  const ok = videos.length > 0 && !problems.some(({ severity }) => severity === "error");
  return { ok, problems, videos, lines: videos.map(({ path }) => path) };
}
