/** One batch: how it stands, what it took, what can be done with it, and its requests. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BatchEntrySummary, BatchSummary } from "../../../protocol/batch.js";
import type { BatchShown } from "../../../protocol/calls/historyCalls.js";
import type { Answer } from "../../../protocol/server.js";
import { call } from "../call.js";
import { detailStyles } from "../detailStyles.js";
import { moneyWords } from "../durations.js";
import { icon, type IconName } from "../icons.js";
import { locale, t, translated } from "../l10n.js";
import "../problemList.js";
import { digitsOf, requestRows } from "../requestRows.js";
import { showProblem } from "../showProblem.js";
import { shared } from "../styles.js";
import { timeWords } from "../words.js";
import { batchDetailStyles } from "./batchStyles.js";
import {
  answersWords,
  costWords,
  elapsedWords,
  entryLook,
  iconOf,
  isSettled,
  isUnderWay,
  stateOf,
} from "./batchWords.js";
import { problemKinds } from "../../../protocol/problems.js";

@customElement("manim-video-batch")
export class BatchDetail extends LitElement {
  static override styles = [shared, detailStyles, requestRows, batchDetailStyles];

  @property({ attribute: false }) accessor shown: BatchShown | undefined;
  @state() private accessor busy = false;
  @state() private accessor now = Date.now();
  #clock: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      if (this.shown && isUnderWay(this.shown.batch)) this.now = Date.now();
    }, 1000);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#clock);
    super.disconnectedCallback();
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  /** Another batch is shown from its beginning. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("shown") && changed.get("shown")?.batch.id !== this.shown?.batch.id) this.scrollTop = 0;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    const { batch, entries } = this.shown;
    return html`<article aria-label=${t("Batch {0}", batch.name ?? batch.displayName)}>
      <h1 tabindex="-1">${icon(iconOf(batch))}${stateOf(batch)}</h1>
      ${this.#facts(batch)} ${this.#buttons(batch, entries)}
      ${
        batch.error
          ? html`<manim-video-problems .problems=${[batch.error]} .files=${[]}></manim-video-problems>`
          : nothing
      }
      <section aria-labelledby="requests">
        <h2 id="requests">${t("Requests")}</h2>
        <ol style=${digitsOf(entries.length)}>
          ${entries.map((entry) => this.#entry(batch, entry))}
        </ol>
      </section>
    </article>`;
  }

  #facts(batch: BatchSummary): TemplateResult {
    const { provider, model, form, name, displayName, tokens, createdAt, sentAt, endedAt, overlap } = batch;
    const number = (value: number): string => value.toLocaleString(locale());
    const facts: [string, string][] = [
      [t("Answers"), answersWords(batch)],
      [t("Cost"), costWords(batch)],
      [t("Billed beside it"), overlap ? t("{0} requests, {1}", overlap.requests, moneyWords(overlap.usd)) : ""],
      [
        t("Tokens"),
        tokens.total === 0
          ? ""
          : t(
              "{0} in, {1} out, {2} of them cached",
              number(tokens.prompt),
              number(tokens.completion),
              number(tokens.cached),
            ),
      ],
      [t("Elapsed"), elapsedWords(batch, this.now)],
      [t("Model"), `${provider}/${model}`],
      [t("Sent as"), form === "inline" ? t("one request with all of them in it") : t("an uploaded file")],
      [t("Made"), timeWords(createdAt)],
      [t("Sent"), sentAt === null ? "" : timeWords(sentAt)],
      [t("Ended"), endedAt === null ? "" : timeWords(endedAt)],
      [t("Name at the provider"), name ?? ""],
      [t("Display name"), displayName],
    ];
    return html`<dl>
      ${facts
        .filter(([, value]) => value !== "")
        .map(
          ([term, value]) =>
            html`<dt>${term}</dt>
              <dd>${value}</dd>`,
        )}
    </dl>`;
  }

  #buttons(batch: BatchSummary, entries: BatchEntrySummary[]): TemplateResult {
    const { id } = batch;
    const settled = isSettled(batch);
    const left = entries.some(({ kind }) => kind !== "answer");
    return html`<div class="buttons">
      ${settled ? nothing : this.#button(t("Refresh"), "refresh", () => call("batches.refresh", { id }))}
      ${isUnderWay(batch) ? this.#button(t("Cancel batch…"), "cancel", () => call("batches.cancel", { id })) : nothing}
      ${
        settled && left
          ? this.#button(t("Re-run unanswered…"), "resume", () => call("batches.rerun", { id, which: "unanswered" }))
          : nothing
      }
      ${
        settled && entries.length > 0
          ? this.#button(t("Re-run all…"), "refresh", () => call("batches.rerun", { id, which: "all" }))
          : nothing
      }
      ${this.#button(t("Full JSON"), "code", () => call("batches.json", { id, key: null }))}
      ${settled ? this.#button(t("Delete…"), "trash", () => call("batches.delete", { id })) : nothing}
    </div>`;
  }

  #button(words: string, shape: IconName, work: () => Promise<Answer<unknown>>): TemplateResult {
    return html`<vscode-button appearance="secondary" ?disabled=${this.busy} @click=${() => void this.#do(work)}
      >${icon(shape, "start")}${words}</vscode-button
    >`;
  }

  #entry({ id }: BatchSummary, entry: BatchEntrySummary): TemplateResult {
    const { key, label, index, problem } = entry;
    const look = entryLook(entry);
    const words = t("JSON of request {0}, {1}", index + 1, label);
    return html`<li>
      <span class="number muted">${index + 1}</span>
      ${icon(look.icon)}
      <span class="one-line" title=${label}>${label}</span>
      <span class="how muted">${look.words}</span>
      <button
        class="tool"
        aria-label=${words}
        title=${words}
        @click=${() => void this.#do(() => call("batches.json", { id, key }))}
      >
        ${icon("code")}
      </button>
      ${
        problem
          ? html`<span class="why muted">${translated(problemKinds[problem.code].title)}. ${problem.message}</span>`
          : nothing
      }
    </li>`;
  }

  /** One thing at a time; what has changed is read again. */
  async #do(work: () => Promise<Answer<unknown>>): Promise<void> {
    this.busy = true;
    const answer = await work().finally(() => (this.busy = false));
    if (!answer.ok) showProblem(this, answer.problem);
    this.dispatchEvent(new CustomEvent("batch-done"));
  }
}
