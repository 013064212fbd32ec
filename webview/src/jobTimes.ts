/** How long a job has taken and, where earlier ones tell it, how long such a video takes. */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { JobTimes as Times } from "../../protocol/calls/historyCalls.js";
import { isFinal, type Job } from "../../protocol/job.js";
import { call } from "./call.js";
import { t } from "./l10n.js";
import { shared } from "./styles.js";

@customElement("manim-video-times")
export class JobTimes extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        /* Its place is there before it is known. */
        min-height: 1.4em;
        font-size: 0.92em;
        font-variant-numeric: tabular-nums;
        color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false }) accessor job: Pick<Job, "id" | "status" | "stage" | "scenes"> | undefined;
  @state() private accessor times: Times | null = null;
  @state() private accessor now = Date.now();
  #of = "";
  #asking = new AbortController();
  #clock: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      if (this.job && !isFinal(this.job.status)) this.now = Date.now();
    }, 1000);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#clock);
    this.#asking.abort();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("job") || !this.job) return;
    const { id, status, stage, scenes } = this.job;
    const of = `${id} ${status} ${stage} ${scenes.length}`;
    if (of === this.#of) return;
    if (!this.#of.startsWith(`${id} `)) this.times = null;
    this.#of = of;
    void this.#ask(id);
  }

  protected override render(): TemplateResult {
    return html`${this.times && this.job ? timesWords(this.times, this.job.status, this.now) : ""}`;
  }

  async #ask(id: string): Promise<void> {
    this.#asking.abort();
    const asking = (this.#asking = new AbortController());
    const answer = await call("history.times", { id }, asking.signal).catch(() => null);
    if (answer?.ok && !asking.signal.aborted) this.times = answer.value;
  }
}

/** One line; empty where nothing is known. `now` in milliseconds since the epoch. */
export function timesWords({ startedAt, endedAt, expected }: Times, status: Job["status"], now: number): string {
  if (startedAt === null) return "";
  const until = isFinal(status) && endedAt !== null ? Date.parse(endedAt) : now;
  const elapsed = clock(Math.max(0, Math.round((until - Date.parse(startedAt)) / 1000)));
  if (isFinal(status)) return endedAt === null ? "" : t("Took {0}", elapsed);
  if (expected === null) return t("{0} so far", elapsed);
  const [low, high] = [clock(expected.low), clock(expected.high)];
  return low === high
    ? t("{0} so far; such a video usually takes {1}", elapsed, low)
    : t("{0} so far; such a video usually takes {1} to {2}", elapsed, low, high);
}

/** Seconds as 0:07, 12:30 or 1:02:03. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number): string => String(part).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
