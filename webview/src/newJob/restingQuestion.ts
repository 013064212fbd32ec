/** A question about what is typed: asked when the typing rests, and only the last one is answered. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

export interface QuestionParts<Asked, Answered> {
  /** Milliseconds without a change after which it is asked. */
  rest: number;
  /** Rejects only when the signal is aborted. */
  ask(asked: Asked, signal: AbortSignal): Promise<Answered>;
  told(asked: Asked, answer: Answered): void;
}

export class RestingQuestion<Asked, Answered> implements ReactiveController {
  #key = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly parts: QuestionParts<Asked, Answered>,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end();
    this.forget();
  }

  /** What is followed next is another question, whatever it is. */
  forget(): void {
    this.#key = "";
  }

  /** Whether this is another question than the one before; null asks nothing. */
  follow(asked: Asked | null): boolean {
    const key = JSON.stringify(asked);
    if (key === this.#key) return false;
    this.#end();
    this.#key = key;
    if (asked !== null) this.#timer = setTimeout(() => void this.#ask(asked), this.parts.rest);
    return true;
  }

  async #ask(asked: Asked): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const answer = await this.parts.ask(asked, asking.signal);
      if (!asking.signal.aborted) this.parts.told(asked, answer);
    } catch (error) {
      if (!asking.signal.aborted) throw error;
    }
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort(new DOMException("Something else was typed", "AbortError"));
  }
}
