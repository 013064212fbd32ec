/** The models that each provider says the key may use: asked for once, and again when the user wants it or the key changes. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ListedModels, ListedProvider } from "../../../protocol/calls/newJobCalls.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";

export type ModelList =
  { state: "loading" } | { state: "ready"; listed: ListedModels } | { state: "failed"; problem: Problem };

/** They outlive the form, which goes with every change of the view. */
const known = new Map<ListedProvider, ModelList>();

export class ModelLists implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    // What was still under way answered a form that is gone.
    for (const [provider, { state }] of known) if (state !== "ready") known.delete(provider);
  }

  /** The list; it is asked for when it is not known. */
  of(provider: ListedProvider): ModelList {
    const list = known.get(provider);
    if (list) return list;
    queueMicrotask(() => void this.ask(provider));
    return { state: "loading" };
  }

  async ask(provider: ListedProvider): Promise<void> {
    if (known.get(provider)?.state === "loading") return;
    this.#set(provider, { state: "loading" });
    const answer = await call("newJob.models", { provider });
    this.#set(
      provider,
      answer.ok ? { state: "ready", listed: answer.value } : { state: "failed", problem: answer.problem },
    );
  }

  #set(provider: ListedProvider, list: ModelList): void {
    known.set(provider, list);
    this.host.requestUpdate();
  }
}
