/** Takes a job out of the panel: as JSON to be looked at or kept, as CSV, as Markdown in the clipboard. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ResultForm } from "../../../protocol/calls/resultCalls.js";
import type { PanelJob } from "../../../protocol/panel.js";
import type { Answer } from "../../../protocol/server.js";
import { call } from "../call.js";
import { t } from "../l10n.js";
import { shared } from "../styles.js";

@customElement("manim-video-export")
export class ExportBar extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        margin-top: 22px;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
    `,
  ];

  @property({ attribute: false }) accessor job: PanelJob | undefined;
  @state() private accessor said = "";

  protected override render(): TemplateResult | typeof nothing {
    const { job } = this;
    if (!job) return nothing;
    const ids = [job.id];
    const save = (form: ResultForm) => () => void this.#say(call("results.save", { ids, form }), t("Saved"));
    const copy = () => void this.#say(call("results.copy", { ids, form: "markdown" }), t("Copied"));
    return html`<div role="group" aria-label=${t("Export")}>
      ${this.#button(t("Show JSON"), () => void this.#say(call("results.openJob", { id: job.id }), ""))}
      ${this.#button(t("Save JSON"), save("json"))} ${this.#button(t("Save CSV"), save("csv"))}
      ${this.#button(t("Copy as Markdown"), copy)}
      <span class="muted" role="status">${this.said}</span>
    </div>`;
  }

  #button(words: string, work: () => void): TemplateResult {
    return html`<vscode-button appearance="secondary" @click=${work}>${words}</vscode-button>`;
  }

  async #say(asked: Promise<Answer<unknown>>, done: string): Promise<void> {
    this.said = "";
    const answer = await asked;
    this.said = answer.ok ? (answer.value === false ? "" : done) : answer.problem.message;
  }
}
