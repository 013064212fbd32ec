/** What a screen reader is told of a running job: its stage when that changes, its percent now and then. */
import type { Job } from "../../protocol/job.js";
import { nameOf, percentOf, stateWords } from "./words.js";
import { t } from "./l10n.js";

/** Milliseconds between two announcements of mere progress. */
const quiet = 10_000;

export class Announcements {
  #id = "";
  #state = "";
  #percent = 0;
  #at = -Infinity;

  /** The sentence to announce for this snapshot, or null when nothing that is worth a sentence has changed. */
  next(job: Pick<Job, "id" | "title" | "topic" | "status" | "stage" | "percentage">, now: number): string | null {
    const state = stateWords(job);
    const percent = percentOf(job);
    const isOther = job.id !== this.#id;
    const isNews = !isOther && state !== this.#state;
    const isProgress = job.status === "running" && percent >= this.#percent + 10 && now - this.#at >= quiet;
    if (!isOther && !isNews && !isProgress) return null;
    this.#id = job.id;
    this.#state = state;
    this.#percent = percent;
    this.#at = now;
    // A job that has just been selected is read out by the list.
    if (isOther) return null;
    if (job.status !== "running") return t("{0}: {1}", nameOf(job), state);
    return t("{0}: {1}, {2} percent", nameOf(job), state, percent);
  }
}
