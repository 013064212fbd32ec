/** Reads the list that is typed, when the typing rests. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { TopicEntry } from "../../../protocol/job.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";

const rest = 250;

export class ReadList implements ReactiveController {
  read: { topics: TopicEntry[]; problems: Problem[] } = { topics: [], problems: [] };
  #key = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort(new DOMException("The form is gone", "AbortError"));
    this.#key = "";
  }

  follow(list: { name: string; text: string } | null): void {
    const key = list === null || list.text.trim() === "" ? "" : JSON.stringify([list.name, list.text]);
    if (key === this.#key) return;
    this.#key = key;
    clearTimeout(this.#timer);
    this.#asking?.abort(new DOMException("Something else was typed", "AbortError"));
    if (list === null || key === "") this.read = { topics: [], problems: [] };
    else this.#timer = setTimeout(() => void this.#ask(list), rest);
  }

  async #ask({ name, text }: { name: string; text: string }): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const answer = await call("newJob.readList", { name, text }, asking.signal);
      this.read = answer.ok ? answer.value : { topics: [], problems: [answer.problem] };
      this.host.requestUpdate();
    } catch (error) {
      if (!asking.signal.aborted) throw error;
    }
  }
}
