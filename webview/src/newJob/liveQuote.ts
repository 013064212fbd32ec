/** The quote that follows what is typed: asked for when the typing rests, and only the last question is answered. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { RequestsQuote, RequestsTask, VideosQuote, VideosTask } from "../../../protocol/calls/newJobCalls.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";

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

export class LiveQuote implements ReactiveController {
  shown: QuoteState = { state: "none" };
  #key = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end();
    this.#key = "";
  }

  /** Asks anew, whatever was answered before. */
  again(task: Task | null): void {
    this.#key = "";
    this.follow(task);
  }

  follow(task: Task | null): void {
    const key = JSON.stringify(task);
    if (key === this.#key) return;
    this.#end();
    this.#key = key;
    if (task === null) {
      this.#show({ state: "none" });
      return;
    }
    this.#show({ state: "asking", last: this.#last(task.kind) });
    this.#timer = setTimeout(() => void this.#ask(task), rest);
  }

  async #ask(task: Task): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const quoted = await ask(task, asking.signal);
      if (!asking.signal.aborted)
        this.#show("code" in quoted ? { state: "failed", problem: quoted } : { state: "ready", quoted, task });
    } catch (error) {
      if (!asking.signal.aborted) throw error;
    }
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

  #end(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort(new DOMException("Something else was typed", "AbortError"));
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
