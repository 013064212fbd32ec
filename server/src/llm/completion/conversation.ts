/** One request from its first question to its end: the model's rounds of tool calls, its answer, and what it used. */
import type { ToolExecution } from "../../../../protocol/completion.js";
import { problem, problemKinds, ProblemError, type Problem } from "../../../../protocol/problems.js";
import type { Model } from "../model.js";
import type { GenerateOutcome, ToolCall, Turn } from "../generate.js";
import { bounded, type Bounded } from "./bounded.js";
import type { Prepared } from "./request.js";
import type { Stoppable } from "./stop.js";
import { runTools } from "./toolRuns.js";
import { Usage } from "./usage.js";

export type End =
  | { ok: true; text: string }
  /** `again` when the same request may succeed on another try. */
  | { ok: false; problem: Problem; again: boolean };

export interface Conversation {
  end: End;
  history: ToolExecution[];
  callsMade: number;
  usage: Usage;
  /** Seconds. */
  elapsed: number;
}

/** A model that asks for more at once is not working on the task; running them all would only cost. */
const mostCallsInTurn = 100;

/** Never rejects, whatever the model and the tools do, and ends within the request's time. */
export async function converse(model: Model, request: Prepared, stop: Stoppable): Promise<Conversation> {
  const start = performance.now();
  const talk = new Talk(model, request);
  const end = endOf(await bounded((own) => talk.toEnd(own), request.timeout, stop), request);
  const { history, callsMade, usage } = talk;
  return { end, history: [...history], callsMade, usage, elapsed: (performance.now() - start) / 1000 };
}

/** Validation and refusal come back the same, and a cancelled request is not wanted. */
export function failed(found: Problem, retryable = problemKinds[found.code].retryable): End {
  const final = ["answer-invalid", "answer-refused", "cancelled"].includes(found.code);
  return { ok: false, problem: found, again: retryable && !final };
}

function endOf(end: Bounded<End>, { id, timeout }: Prepared): End {
  switch (end.kind) {
    case "done":
      return end.value;
    case "timeout":
      return failed(problem("request-timeout", `Request ${id} took longer than ${timeout / 1000} s.`));
    case "cancelled":
      return failed(problem("cancelled", `Request ${id} was cancelled.`));
    case "failed": {
      const { error } = end;
      if (error instanceof ProblemError) return failed(error.problem);
      const message = error instanceof Error ? error.message : String(error);
      return failed(problem("internal-error", `Request ${id} failed: ${message}`));
    }
  }
}

/** What a conversation has come to, so that it is known also when it is broken off. */
class Talk {
  readonly history: ToolExecution[] = [];
  readonly usage = new Usage();
  callsMade = 0;
  private readonly turns: Turn[] = [];

  constructor(
    private readonly model: Model,
    private readonly request: Prepared,
  ) {}

  async toEnd(signal: AbortSignal): Promise<End> {
    for (let rounds = 0; ; rounds += 1) {
      const turns = this.turns.length === 0 ? {} : { turns: [...this.turns] };
      const outcome = await this.model.generate({ ...this.request.generate, ...turns }, signal);
      // Who broke this off has reported what was used until then.
      signal.throwIfAborted();
      if (outcome.kind !== "failed") this.usage.add(outcome.spent);
      if (outcome.kind !== "calls") return this.answered(outcome);
      const { calls } = outcome.turn;
      const end = this.withoutRunning(calls, rounds);
      if (end !== null) return end;
      const results = await runTools(calls, this.request.tools, this.history, signal);
      this.callsMade += calls.length;
      this.turns.push(outcome.turn, results);
    }
  }

  private answered(outcome: Exclude<GenerateOutcome, { kind: "calls" }>): End {
    const { id } = this.request;
    switch (outcome.kind) {
      case "answer": {
        const checked = this.request.check(outcome.text);
        return checked.ok ? checked : failed(checked.problem);
      }
      case "failed":
        return failed(outcome.problem, outcome.retryable);
      case "refused":
        return failed(problem("answer-refused", `${outcome.reason} (${id})`));
      case "truncated":
        return failed(problem("answer-truncated", `${this.model.id} stopped in the middle of its answer (${id}).`));
      case "empty":
        return failed(problem("answer-empty", `${outcome.reason} (${id})`));
    }
  }

  /** The end of a conversation whose calls are not run; null when they are. */
  private withoutRunning(calls: readonly ToolCall[], rounds: number): End | null {
    const { id, tools, executeTools, maxToolIterations } = this.request;
    const names = calls.map((call) => call.name).join(", ");
    if (calls.length === 0) return failed(problem("answer-empty", `${this.model.id} answered with no call (${id}).`));
    if (tools.size === 0)
      return failed(problem("tool-unknown", `${this.model.id} called ${names}; ${id} has no tools.`));
    if (!executeTools) {
      this.callsMade = calls.length;
      return { ok: true, text: JSON.stringify(calls) };
    }
    if (calls.length > mostCallsInTurn)
      return failed(problem("tool-limit", `${this.model.id} made ${calls.length} calls at once (${id}).`));
    if (rounds < maxToolIterations) return null;
    return failed(
      problem("tool-limit", `${this.model.id} still called ${names} after ${rounds} rounds of tools (${id}).`),
    );
  }
}
