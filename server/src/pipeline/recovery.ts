/** What is tried again, where, and how often; and which failures are one scene's alone. */
import PQueue from "p-queue";
import { problemKinds, ProblemError, type Problem, type ProblemCode } from "../../../protocol/problems.js";
import type { AuthorContext } from "../llm/author.js";
import type { Bench } from "../manim/workers.js";
import type { Workplace } from "./context.js";

/** Of one scene's question or files: the others may do well. Anything else that is thrown would fail them too. */
const ofOneScene: readonly ProblemCode[] = [
  ...(["request-too-large", "request-timeout", "tool-limit", "provider-refused"] as const),
  ...(["path-refused", "file-missing", "worker-lost"] as const),
];

/** The problem of one scene that was thrown; null for what ends the whole job. */
export function sceneProblem(error: unknown): Problem | null {
  if (!(error instanceof ProblemError)) return null;
  const { problem } = error;
  return problem.code.startsWith("answer-") || ofOneScene.includes(problem.code) ? problem : null;
}

/** A model may do better the second time; what is empty or of no use was asked for twice already. */
const askedAgain: readonly ProblemCode[] = ["answer-truncated", "request-timeout", "tool-limit"];

/** Asks, and once more when the answer was cut off or took too long, which is reported. Rejects as `ask` does. */
export async function askedTwice<T>(author: AuthorContext, ask: (author: AuthorContext) => Promise<T>): Promise<T> {
  try {
    return await ask(author);
  } catch (error) {
    if (!(error instanceof ProblemError) || !askedAgain.includes(error.problem.code)) throw error;
    author.report(`Asking again: ${error.problem.message}`);
    return ask(author);
  }
}

/** What was tried, as far as it matters here: a problem that is there, or none. */
type Tried<T> = { outcome: T; problem: Problem | null };

const tries = 3;
const alone = new WeakMap<Bench, PQueue>();

/**
 * Runs something on the job's worker, and twice more when the worker is lost over it or `again` says so. One scene that
 * kills the worker takes what runs beside it along: second tries run one by one, so that only that scene fails.
 */
export async function onWorker<T>(
  { bench, slots }: Pick<Workplace, "bench" | "slots">,
  run: () => Promise<Tried<T>>,
  signal: AbortSignal,
  again: (problem: Problem) => boolean = () => false,
): Promise<T> {
  const inSlot = (): Promise<Tried<T>> => slots.add(run, { signal });
  let tried = await inSlot();
  for (let number = 2; number <= tries && tried.problem !== null; number += 1) {
    signal.throwIfAborted();
    const lost = tried.problem.code === "worker-lost";
    // The same code fails the same way more often than a worker is lost: one more try is enough.
    if (!lost && (number > 2 || !again(tried.problem))) break;
    tried = await queueOf(bench).add(inSlot, { signal });
  }
  return tried.outcome;
}

/** Whether Manim itself may have stumbled: the code has been checked before. */
export function mayPass({ code }: Problem): boolean {
  return code !== "cancelled" && problemKinds[code].retryable;
}

function queueOf(bench: Bench): PQueue {
  const known = alone.get(bench);
  if (known !== undefined) return known;
  const queue = new PQueue({ concurrency: 1 });
  alone.set(bench, queue);
  return queue;
}
