import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { standardErrorLog } from "../log.js";
import { openStorage } from "../storage/objects/openStorage.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import { settingsOf } from "./configuration/settingsOf.js";
import type { CommandContext } from "./context.js";

/** `worker --queue redis://…`: takes planning, scenes and videos from the queue until it is interrupted. */
export async function worker({ engine, typed, signal }: CommandContext): Promise<CommandAnswer> {
  if (typed.queue === "") throw usage("worker needs --queue redis://… or MANIM_VIDEO_QUEUE.");
  if (typed.words.length > 0) throw usage("worker takes no words.");
  const { parts } = engine;
  const settings = settingsOf(typed, process.env);
  await parts.python.require(signal);
  const sandbox = await parts.python.sandbox();
  if (sandbox.kind === "none" && !typed.allowUnsandboxed)
    throw new ProblemError(
      problem("sandbox-missing", `${sandbox.reason}; --allow-unsandboxed runs strangers' scenes all the same.`, {
        severity: "error",
      }),
    );
  const objects = await openStorage(settings, process.env, resolve(settings.outputFolder));
  const concurrency = typed.concurrency ?? Math.max(2, availableParallelism());
  // What speaks with Redis is loaded for this command alone.
  const { runWorker } = await import("../queue/runWorker.js");
  await runWorker({ url: typed.queue, parts, objects, concurrency, log: standardErrorLog() }, signal);
  return { ok: true, problems: [], lines: ["The worker has ended."] };
}
