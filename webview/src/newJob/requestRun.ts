/** Questions that are asked at once: how far they are, and their answers as they come. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { RequestRun, RunAnswer } from "../../../protocol/calls/newJobCalls.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";
import { moneyWords } from "../durations.js";
import { icon } from "../icons.js";
import { counted, t } from "../l10n.js";
import { problemLine } from "../problemNote.js";
import "../progressBar.js";
import { shared } from "../styles.js";
import { viewStyles } from "../viewStyles.js";
import { timeWords } from "../words.js";

/** Milliseconds between two looks at a run. */
const interval = 700;
const mostEarlier = 5;

@customElement("manim-video-run")
export class RequestRunElement extends LitElement {
  static override styles = [
    shared,
    viewStyles,
    css`
      :host {
        overflow: visible;
        margin-top: 20px;
      }
      manim-video-bar {
        margin: 8px 0;
      }
      ol {
        margin: 10px 0 0;
        padding: 0;
        list-style: none;
      }
      ol > li {
        padding: 8px 0;
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      .name {
        display: flex;
        gap: 6px;
        align-items: center;
      }
      .answer {
        max-height: 22em;
        margin: 4px 0 0 22px;
        overflow: auto;
        white-space: pre-wrap;
      }
      details {
        margin-left: 22px;
      }
      summary {
        color: var(--muted);
        cursor: pointer;
      }
      pre {
        margin: 4px 0 0;
        overflow: auto;
        font-family: var(--vscode-editor-font-family, monospace);
        font-size: var(--vscode-editor-font-size, 12px);
      }
      ul {
        margin: 4px 0 0;
        padding: 0;
        list-style: none;
      }
    `,
  ];

  /** Its id; empty for none. */
  @property() accessor run = "";
  @state() private accessor shown: RequestRun | null = null;
  @state() private accessor earlier: RequestRun[] = [];
  @state() private accessor problem: Problem | null = null;
  @state() private accessor saved = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#list();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("run") && this.run !== "") void this.#show(this.run);
  }

  protected override render(): TemplateResult {
    return html`${this.problem ? problemLine(this.problem) : nothing} ${this.shown ? this.#run(this.shown) : nothing}
    ${this.#others()}`;
  }

  #run(run: RequestRun): TemplateResult {
    const { id, state: how, count, answered, usd, startedAt } = run;
    const words = { running: t("Asking"), done: t("All asked"), stopped: t("Stopped") }[how];
    return html`<section aria-label=${t("Answers")}>
      <div class="head">
        <h2>${t("Answers of {0}", timeWords(startedAt))}</h2>
        ${
          how === "running"
            ? html`<vscode-button appearance="secondary" @click=${() => void call("newJob.stopRun", { id })}
                >${icon("cancel", "start")}${t("Stop")}</vscode-button
              >`
            : nothing
        }
        <vscode-button appearance="secondary" ?disabled=${answered === 0} @click=${() => void this.#save(id)}
          >${t("Save answers…")}</vscode-button
        >
      </div>
      <p role="status">
        ${t("{0}: {1} of {2}, {3}", words, answered, counted(count, "{0} question", "{0} questions"), moneyWords(usd))}
        ${this.saved === "" ? nothing : html`<span class="muted">${t("Saved to {0}", this.saved)}</span>`}
      </p>
      ${
        how === "running"
          ? html`<manim-video-bar
              .percent=${(100 * answered) / count}
              label=${t("Questions answered")}
            ></manim-video-bar>`
          : nothing
      }
      <ol>
        ${run.answers.toSorted((one, other) => one.place - other.place).map(answer)}
      </ol>
    </section>`;
  }

  #others(): TemplateResult | typeof nothing {
    const others = this.earlier.filter(({ id }) => id !== this.shown?.id).slice(0, mostEarlier);
    if (others.length === 0) return nothing;
    return html`<section aria-label=${t("Earlier answers")}>
      <h2>${t("Earlier answers")}</h2>
      <ul>
        ${others.map(
          ({ id, startedAt, answered, count }) =>
            html`<li>
              <button type="button" class="link" @click=${() => void this.#show(id)}>
                ${t("{0}: {1} of {2}", timeWords(startedAt), answered, count)}
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  async #list(): Promise<void> {
    const answer = await call("newJob.runs", null);
    if (!answer.ok) return;
    this.earlier = answer.value;
    const running = answer.value.find(({ state: how }) => how === "running");
    if (running && !this.shown) void this.#show(running.id);
  }

  /** Shows the run, and looks again while it is under way. */
  async #show(id: string): Promise<void> {
    clearTimeout(this.#timer);
    if (this.shown?.id !== id) this.saved = "";
    const known = this.shown?.id === id ? this.shown.answers : [];
    const answer = await call("newJob.run", { id, from: known.length });
    if (!this.isConnected) return;
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.shown = { ...answer.value, answers: [...known, ...answer.value.answers] };
    if (answer.value.state === "running") this.#timer = setTimeout(() => void this.#show(id), interval);
    else void this.#list();
  }

  async #save(id: string): Promise<void> {
    const answer = await call("newJob.saveRun", { id });
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok && answer.value !== null) this.saved = answer.value;
  }
}

function answer(given: RunAnswer): TemplateResult {
  const { id, kind, text, error } = given;
  return html`<li>
    <div class="name">
      ${icon(kind === "answer" ? "check" : kind === "truncated" ? "warning" : "error")}<b>${id}</b>
    </div>
    ${error === null ? nothing : html`<div class="answer">${error}</div>`}
    ${text === null ? nothing : html`<div class="answer" tabindex="0" role="group" aria-label=${t("Answer to {0}", id)}>${text}</div>`}
    <details>
      <summary>JSON</summary>
      <pre>${JSON.stringify(given, null, 2)}</pre>
    </details>
  </li>`;
}
