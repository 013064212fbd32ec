/** What a job did not bring, counted by kind, with the way out of each. */
import type { JobScene } from "../../../protocol/job.js";
import { isFinal } from "../../../protocol/job.js";
import type { PanelJob } from "../../../protocol/panel.js";
import type { Problem, ProblemCode } from "../../../protocol/problems.js";

export type LossKind = "key" | "cap" | "refused" | "truncated" | "unanswered" | "failed" | "machine" | "incomplete";

export interface Loss {
  kind: LossKind;
  count: number;
  /** The scenes that it concerns, where it concerns some of them only. */
  scenes: JobScene[];
  /** Where the first problem of each scene is, by the scene's name. */
  lines: ReadonlyMap<string, number>;
}

/** Problems of an answer that never came or cannot be used, and so may come when it is asked for again. */
const unanswered: readonly ProblemCode[] = [
  ...(["answer-empty", "answer-invalid", "answer-missing", "answer-mismatched", "batch-failed"] as const),
  ...(["batch-expired", "batch-unsure", "rate-limited", "provider-unavailable", "provider-timeout"] as const),
  ...(["request-timeout", "tool-limit"] as const),
];
const machine: readonly ProblemCode[] = [
  ...(["python-missing", "python-too-old", "manim-missing", "manim-too-old", "system-library-missing"] as const),
  ...(["setup-failed", "worker-lost", "disk-full", "disk-read-only", "combine-failed"] as const),
];

const kinds: [LossKind, (code: ProblemCode) => boolean][] = [
  ["key", (code) => code === "key-missing" || code === "key-rejected"],
  ["cap", (code) => code === "cap-exceeded"],
  ["refused", (code) => code === "answer-refused" || code === "provider-refused" || code === "model-unknown"],
  ["truncated", (code) => code === "answer-truncated"],
  ["unanswered", (code) => unanswered.includes(code)],
  ["machine", (code) => machine.includes(code)],
];

/** Of a job that has ended; a scene is counted once, by what stopped it. */
export function lossesOf(job: Pick<PanelJob, "status" | "scenes" | "problems">): Loss[] {
  if (!isFinal(job.status)) return [];
  const errors = job.problems.filter(({ severity }) => severity === "error");
  const losses: Loss[] = [];
  const counted = new Set<string>();
  for (const [kind, fits] of kinds) {
    const found = errors.filter(({ code }) => fits(code));
    if (found.length === 0) continue;
    const scenes = job.scenes.filter((scene) => found.some((one) => isOf(one, scene)) && !counted.has(scene.name));
    for (const { name } of scenes) counted.add(name);
    losses.push({ kind, count: found.length, scenes, lines: linesOf(found) });
  }
  const rest = job.scenes.filter(({ name, state }) => state !== "done" && !counted.has(name));
  const failed = rest.filter(({ state }) => state === "failed");
  const open = rest.filter(({ state }) => state !== "failed");
  if (failed.length > 0) losses.push({ kind: "failed", count: failed.length, scenes: failed, lines: linesOf(errors) });
  if (open.length > 0) losses.push({ kind: "incomplete", count: open.length, scenes: open, lines: new Map() });
  return losses;
}

function isOf({ scene, file }: Problem, one: JobScene): boolean {
  return scene === one.name || (file?.endsWith(one.file) ?? false);
}

function linesOf(problems: readonly Problem[]): Map<string, number> {
  const lines = new Map<string, number>();
  for (const { scene, line } of problems)
    if (scene !== undefined && line !== undefined && !lines.has(scene)) lines.set(scene, line);
  return lines;
}
