/** What is wrong with this machine, as a line above every view: the first thing that the doctor finds. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { problemKinds, type Problem } from "../../protocol/problems.js";
import { call } from "./call.js";
import { icon } from "./icons.js";
import { t, translated } from "./l10n.js";
import { shared } from "./styles.js";

@customElement("manim-video-machine")
export class MachineNote extends LitElement {
  static override styles = [
    shared,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        margin: 0;
        padding: 5px 12px;
        border-bottom: 1px solid var(--line);
        background: var(--vscode-editorWidget-background, transparent);
      }
      span {
        flex: 1 1 24ch;
      }
    `,
  ];

  @property() accessor backend: "starting" | "running" | "stopped" = "starting";
  @state() private accessor problem: Problem | undefined;
  #hidden = false;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("backend") && this.backend === "running") void this.#look();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { problem } = this;
    if (problem === undefined || this.#hidden) return nothing;
    return html`<p role="status">
      ${icon(problem.severity)}<span>${translated(problemKinds[problem.code].title)}. ${problem.message}</span>
      <vscode-button appearance="secondary" @click=${() => this.#consult()}>${t("Doctor")}</vscode-button>
      <vscode-button appearance="icon" aria-label=${t("Hide")} title=${t("Hide")} @click=${() => this.#hide()}
        >${icon("cancel")}</vscode-button
      >
    </p>`;
  }

  async #look(): Promise<void> {
    const answer = await call("machine.problems", null);
    // Where the doctor cannot be asked, what is tried next says why.
    this.problem = answer.ok ? answer.value[0] : undefined;
  }

  async #consult(): Promise<void> {
    await call("machine.doctor", null);
    await this.#look();
  }

  #hide(): void {
    this.#hidden = true;
    this.requestUpdate();
  }
}
