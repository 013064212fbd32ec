/** The backend's state as it is worth telling: a crash passes through `stopped` on the way to the next process. */
import type { BackendState } from "./backend.js";

/** Milliseconds after which a backend that does not start again counts as stopped. */
export const restartGrace = 5_000;

export class LastingState {
  #current: BackendState = "stopped";
  #giveUp: NodeJS.Timeout | undefined;

  /** `tell` is called once for each change. */
  constructor(private readonly tell: (state: BackendState) => void) {}

  get current(): BackendState {
    return this.#current;
  }

  /** Takes in what the language client says; `stopped` is `starting` until it has lasted. */
  change(state: BackendState): void {
    clearTimeout(this.#giveUp);
    if (state === "stopped" && this.#current !== "stopped") {
      this.#set("starting");
      this.#giveUp = setTimeout(() => this.#set("stopped"), restartGrace);
    } else this.#set(state);
  }

  dispose(): void {
    clearTimeout(this.#giveUp);
  }

  #set(state: BackendState): void {
    if (state === this.#current) return;
    this.#current = state;
    this.tell(state);
  }
}
