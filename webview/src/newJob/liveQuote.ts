/** The quote that follows what is typed: asked for when the typing rests, and only the last question is answered. */
import type { ReactiveControllerHost } from "lit";
import type { RequestsQuote, RequestsTask, VideosQuote, VideosTask } from "../../../protocol/calls/newJobCalls.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";
import { RestingQuestion } from "./restingQuestion.js";

/** Milliseconds without a change after which it is asked for. */
const rest = 500;

export type Task = { kind: "videos"; task: VideosTask } | { kind: "requests"; task: RequestsTask };
export type Quoted = { kind: "videos"; value: VideosQuote } | { kind: "requests"; value: RequestsQuote };

export type QuoteState =
  /** There is nothing to quote yet. */
  | { state: "none" }
  /** `last` is of another task, and is shown until the new one is there. */
  | { state: "asking"; last: Quoted | null }
  | { state: "ready"; quoted: Quoted; task: Task }
  | { state: "failed"; problem: Problem };

export class LiveQuote {
  shown: QuoteState = { state: "none" };
  readonly #question: RestingQuestion<Task, Quoted | Problem>;

  constructor(private readonly host: ReactiveControllerHost) {
    this.#question = new RestingQuestion(host, { rest, ask, told: (task, answer) => this.#told(task, answer) });
  }

  /** Asks anew, whatever was answered before. */
  again(task: Task | null): void {
    this.#question.forget();
    this.follow(task);
  }

  follow(task: Task | null): void {
    if (!this.#question.follow(task)) return;
    this.#show(task === null ? { state: "none" } : { state: "asking", last: this.#last(task.kind) });
  }

  #told(task: Task, quoted: Quoted | Problem): void {
    this.#show("code" in quoted ? { state: "failed", problem: quoted } : { state: "ready", quoted, task });
  }

  #last(kind: Task["kind"]): Quoted | null {
    const { shown } = this;
    const last = shown.state === "ready" ? shown.quoted : shown.state === "asking" ? shown.last : null;
    return last?.kind === kind ? last : null;
  }

  #show(shown: QuoteState): void {
    this.shown = shown;
    this.host.requestUpdate();
  }
}

async function ask(given: Task, signal: AbortSignal): Promise<Quoted | Problem> {
  if (given.kind === "videos") {
    const answer = await call("newJob.quote", given.task, signal);
    return answer.ok ? { kind: "videos", value: answer.value } : answer.problem;
  }
  const answer = await call("newJob.quoteRequests", given.task, signal);
  return answer.ok ? { kind: "requests", value: answer.value } : answer.problem;
}
