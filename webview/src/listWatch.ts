/** How far the list of topics is that the shown job belongs to: asked again as its jobs change, at most twice a second. */
import type { ListState } from "../../protocol/calls/historyCalls.js";
import type { HostMessage } from "../../protocol/panel.js";
import { call } from "./call.js";

const askEvery = 500;

export class ListWatch {
  #list = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askedAt = -Infinity;

  constructor(private readonly told: (state: ListState | null) => void) {}

  /** `list` is that of the shown job, empty for none; `messages` have come since. */
  look(list: string, messages: readonly HostMessage[]): void {
    const isOther = list !== this.#list;
    if (isOther) {
      this.#list = list;
      this.#askedAt = -Infinity;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.told(null);
    }
    const changed = messages.some(
      (message) => message.type === "jobs" || (message.type === "job" && message.job.list === list),
    );
    if (list === "" || !(isOther || changed)) return;
    this.#timer ??= setTimeout(() => void this.#ask(list), Math.max(0, this.#askedAt + askEvery - performance.now()));
  }

  async #ask(list: string): Promise<void> {
    this.#timer = undefined;
    this.#askedAt = performance.now();
    const answer = await call("history.list", { list });
    if (answer.ok && list === this.#list) this.told(answer.value);
  }
}
