import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { problem } from "../../../protocol/problems.js";
import { onFile } from "../storage/fileProblems.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import type { CommandContext } from "./context.js";

/** `check <file.py> [--scene NAME]`: the problems of a scene file; warnings alone count as good. */
export async function check({ engine, typed, signal }: CommandContext): Promise<CommandAnswer> {
  const [name, ...others] = typed.words;
  if (name === undefined || others.length > 0)
    throw usage("check takes one file: manim-video check <file.py> [--scene NAME]");
  const file = resolve(name);
  const source = await onFile(file, () => readFile(file, "utf8"));
  const { scenes, problems } = await engine.scenes.check(
    { source, file },
    signal,
    typed.scene === "" ? undefined : [typed.scene],
  );
  const ok = !problems.some(({ severity }) => severity === "error");
  const lines = scenes.map(
    (scene) => `${scene.name}: ${scene.duration === undefined ? "failed" : `${scene.duration.toFixed(1)} s`}`,
  );
  if (signal.aborted) problems.push(problem("cancelled", "Cancelled."));
  return { ok, problems, lines };
}
