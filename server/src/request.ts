/** A request as it was typed, completed from the settings, or the problem with it. */
import type { JobRequest } from "../../protocol/job.js";
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
    model: request.model ?? settings.model,
  };
}

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new ProblemError(
      problem("setting-invalid", `${name} is ${JSON.stringify(value)}; it can be ${choices.join(", ")}.`),
    );
  return found;
}
