/** Messages of the extension, gathered for one frame: however many come, the page is drawn once. */
import type { HostMessage } from "../../protocol/panel.js";

export class FrameQueue {
  #waiting: HostMessage[] = [];
  /** Where the newest snapshot of each job stands. */
  #jobs = new Map<string, number>();
  #frame = 0;

  constructor(private readonly take: (messages: HostMessage[]) => void) {}

  add(message: HostMessage): void {
    const at = message.type === "job" ? this.#jobs.get(message.job.id) : undefined;
    if (at !== undefined) this.#waiting[at] = message;
    else {
      if (message.type === "job") this.#jobs.set(message.job.id, this.#waiting.length);
      // After all jobs were replaced, or one has gone, an earlier place would be the wrong one.
      else this.#jobs.clear();
      this.#waiting.push(message);
    }
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#flush());
  }

  #flush(): void {
    const messages = this.#waiting;
    this.#frame = 0;
    this.#waiting = [];
    this.#jobs.clear();
    this.take(messages);
  }
}
