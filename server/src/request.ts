/** A request as it was typed, completed from the settings, or the problem with it. */
import { randomBytes } from "node:crypto";
import type { LaneLimits } from "./batch/limits.js";
import { batchForms, contextWishes, type JobRequest } from "../../protocol/job.js";
import { problem, ProblemError } from "../../protocol/problems.js";
import { modes, providers, qualities, type Settings } from "../../protocol/settings.js";

const longestTopic = 50_000;

/** Throws ProblemError: topic-empty, topic-too-long or setting-invalid. */
export function readRequest(
  request: Partial<JobRequest> & Pick<JobRequest, "topic" | "out">,
  settings: Settings,
): JobRequest {
  const topic = request.topic.replaceAll("\u0000", "").trim();
  if (topic === "") throw new ProblemError(problem("topic-empty", "No topic was given."));
  if (topic.length > longestTopic)
    throw new ProblemError(
      problem("topic-too-long", `The topic has ${topic.length} characters; at most ${longestTopic} can be used.`),
    );
  return {
    topic,
    out: request.out,
    quality: oneOf("quality", request.quality ?? settings.quality, qualities),
    provider: oneOf("provider", request.provider ?? settings.provider, providers),
    mode: oneOf("mode", request.mode ?? settings.mode, modes),
    model: request.model ?? "",
    sceneModel: request.sceneModel ?? "",
    helperModel: request.helperModel ?? "",
    context: oneOf("context", request.context ?? "auto", contextWishes),
    batchForm: oneOf("batchForm", request.batchForm ?? "auto", batchForms),
    list: request.list ?? "",
    maxUsd: amount("maxUsd", request.maxUsd ?? settings.maxUsd),
    deadline: amount("deadline", request.deadline ?? seconds(settings["batch.deadline"])),
    scenes: amount("scenes", request.scenes ?? 0),
    language: (request.language ?? "").trim().slice(0, 40),
    style: (request.style ?? "").trim().slice(0, 500),
    user: request.user ?? "",
  };
}

/** Names a list of videos; sorts by time. */
export function newListId(): string {
  return `list-${Date.now().toString(36)}-${randomBytes(2).toString("hex")}`;
}

/** `90s`, `30m`, `6h`, `1.5d` in seconds; 0 for an empty text. Throws `setting-invalid`. */
export function seconds(text: string): number {
  if (text.trim() === "") return 0;
  const found = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text.trim());
  const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[found?.[2] ?? ""];
  if (found?.[1] === undefined || unit === undefined)
    throw new ProblemError(problem("setting-invalid", `${JSON.stringify(text)} is not a time like 30m, 6h or 1d.`));
  return Number(found[1]) * unit;
}

/** The batch lane's sizes and intervals from the settings. */
export function laneLimits(settings: Settings): Partial<LaneLimits> {
  const pollInterval = settings["batch.pollInterval"] * 1000;
  return {
    maxSize: settings["batch.maxSize"],
    fileThreshold: settings["batch.fileThreshold"],
    pollInterval,
    firstPoll: Math.min(5000, pollInterval),
  };
}

function amount(name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new ProblemError(problem("setting-invalid", `${name} is ${value}; it can be zero or more.`));
}

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new ProblemError(
      problem("setting-invalid", `${name} is ${JSON.stringify(value)}; it can be ${choices.join(", ")}.`),
    );
  return found;
}
