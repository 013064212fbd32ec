/** What models have answered a job: plan, code and repairs in their order; each opens as JSON. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { KeptAnswer } from "../../../protocol/calls/resultCalls.js";
import type { PanelJob } from "../../../protocol/panel.js";
import { kindWords } from "../batches/batchWords.js";
import { call } from "../call.js";
import { sectionHeading } from "../detailStyles.js";
import { icon } from "../icons.js";
import { t } from "../l10n.js";
import { digitsOf, requestRows } from "../requestRows.js";
import { showProblem } from "../showProblem.js";
import { shared } from "../styles.js";
import { StageWatch } from "./stageWatch.js";
import { labelWords } from "./labelWords.js";

@customElement("manim-video-answers")
export class Answers extends LitElement {
  static override styles = [shared, sectionHeading, requestRows];

  @property({ attribute: false }) accessor job: PanelJob | undefined;
  @state() private accessor answers: KeptAnswer[] = [];
  readonly #stage = new StageWatch();

  protected override updated(): void {
    const { job } = this;
    const changed = this.#stage.look(job);
    if (!job || changed === "nothing") return;
    if (changed === "job") this.answers = [];
    void this.#load(job.id);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job, answers } = this;
    if (!job || answers.length === 0) return nothing;
    return html`<section aria-labelledby="answers">
      <h2 id="answers">${t("Answers of models")}</h2>
      <ol style=${digitsOf(answers.at(-1)?.number ?? 0)}>
        ${answers.map((answer) => this.#answer(job, answer))}
      </ol>
    </section>`;
  }

  #answer({ id, scenes }: PanelJob, { number, label, model, kind }: KeptAnswer): TemplateResult {
    const words = labelWords(label, scenes);
    const how = kind === "calls" ? t("Looked something up") : kindWords[kind];
    const whole = t("JSON of answer {0}, {1}", number, words);
    return html`<li>
      <span class="number muted">${number}</span>
      ${icon(kind === "answer" || kind === "calls" ? "check" : "error")}
      <span class="one-line" title=${words}>${words} <span class="muted">· ${model}</span></span>
      <span class="how muted">${how}</span>
      <button class="tool" aria-label=${whole} title=${whole} @click=${() => void this.#open(id, number)}>
        ${icon("code")}
      </button>
    </li>`;
  }

  async #load(id: string): Promise<void> {
    const answer = await call("results.answers", { id });
    if (this.job?.id === id) this.answers = answer.ok ? answer.value : [];
  }

  async #open(id: string, number: number): Promise<void> {
    const answer = await call("results.answer", { id, number });
    if (!answer.ok) showProblem(this, answer.problem);
    else await call("results.openJson", { value: answer.value });
  }
}
