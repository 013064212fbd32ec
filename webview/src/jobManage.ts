/** What can be done with a job that has ended beside looking at it: once more, with changes, or away with it. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { call } from "./call.js";
import { icon } from "./icons.js";
import { t } from "./l10n.js";
import { showProblem } from "./showProblem.js";
import { shared } from "./styles.js";
import { offerWishes } from "./wishes.js";

@customElement("manim-video-manage")
export class JobManage extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }
    `,
  ];

  @property() accessor job = "";
  @state() private accessor busy = false;

  protected override render(): TemplateResult {
    const { busy } = this;
    return html`<vscode-button appearance="secondary" ?disabled=${busy} @click=${() => this.#once(() => this.#rerun())}
        >${icon("refresh", "start")}${t("Re-run")}</vscode-button
      >
      <vscode-button appearance="secondary" ?disabled=${busy} @click=${() => this.#once(() => this.#change())}
        >${icon("filter", "start")}${t("Re-run with changes…")}</vscode-button
      >
      <vscode-button appearance="secondary" ?disabled=${busy} @click=${() => this.#once(() => this.#delete())}
        >${icon("trash", "start")}${t("Delete…")}</vscode-button
      >`;
  }

  /** The job that was made is selected. */
  async #rerun(): Promise<void> {
    const answer = await call("history.rerun", { id: this.job });
    if (!answer.ok) showProblem(this, answer.problem);
    else if (answer.value !== null)
      this.dispatchEvent(new CustomEvent("show-job", { detail: answer.value, bubbles: true, composed: true }));
  }

  async #change(): Promise<void> {
    const answer = await call("history.request", { id: this.job });
    if (answer.ok) offerWishes(answer.value);
    else showProblem(this, answer.problem);
  }

  async #delete(): Promise<void> {
    const answer = await call("history.delete", { id: this.job });
    if (!answer.ok) showProblem(this, answer.problem);
  }

  #once(work: () => Promise<void>): void {
    this.busy = true;
    void work().finally(() => (this.busy = false));
  }
}
