import { readFile, realpath, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { problem, type Problem } from "../../../protocol/problems.js";
import type { FixedCode } from "../fixes/fixAll.js";
import { onFile } from "../storage/fileProblems.js";
import { replaceWhole } from "../storage/halfFiles.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import type { CommandContext } from "./context.js";

/** `fix <file.py> [--scene NAME] [--dry-run]`: makes the file check clean without a model, or leaves it as it is. */
export async function fix({ engine, typed, signal }: CommandContext): Promise<CommandAnswer> {
  const [name, ...others] = typed.words;
  if (name === undefined || others.length > 0)
    throw usage("fix takes one file: manim-video fix <file.py> [--scene NAME] [--dry-run]");
  const file = resolve(name);
  const source = await onFile(file, () => readFile(file, "utf8"));
  const scenes = typed.scene === "" ? undefined : [typed.scene];
  const outcome = await engine.scenes.fix({ source, file }, signal, scenes);
  const problems: Problem[] = [...outcome.problems];
  if (outcome.kind === "fixed" && !typed.dryRun && !signal.aborted) await replace(file, source, outcome.code);
  if (signal.aborted) problems.push(problem("cancelled", "Cancelled."));
  const fixed = outcome.kind === "fixed" ? outcome.applied : [];
  const code = outcome.kind === "fixed" && typed.dryRun ? { code: outcome.code } : {};
  return { ok: outcome.kind !== "unfixed", problems, lines: words(outcome, typed.dryRun), fixed, ...code };
}

/** The file that was read, replaced as a whole; what was written to it meanwhile is the user's and stands. */
async function replace(file: string, source: string, code: string): Promise<void> {
  await onFile(file, async () => {
    const target = await realpath(file);
    const { mode } = await stat(target);
    if ((await readFile(target, "utf8")) !== source)
      throw usage(`${file} changed while it was being fixed: run fix again.`);
    await replaceWhole(target, (half) => writeFile(half, code, { mode }));
  });
}

function words(outcome: FixedCode, dryRun: boolean): string[] {
  switch (outcome.kind) {
    case "clean":
      return ["Nothing to fix."];
    case "fixed":
      return [...outcome.applied.map((title) => (dryRun ? `would: ${title}` : title)), "The scenes check clean now."];
    case "unfixed": {
      const notes = outcome.problems.flatMap(({ related = [] }) =>
        related.map(({ line, message }) => (line === undefined ? message : `line ${line}: ${message}`)),
      );
      return ["Not changed: the fixes that need no model do not make it check clean.", ...notes];
    }
  }
}
