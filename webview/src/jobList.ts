/** The list of jobs: a listbox whose selection follows the arrow keys. */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { isFinal } from "../../protocol/job.js";
import type { PanelJob } from "../../protocol/panel.js";
import { icon } from "./icons.js";
import "./progressBar.js";
import { shared } from "./styles.js";
import { count, nameOf, percentOf, stateWords, statusIcons, timeWords } from "./words.js";

@customElement("manim-video-list")
export class JobList extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow-y: auto;
      }
      [role="listbox"] {
        min-height: 100%;
        padding: 0 0 8px;
        outline: none;
      }
      [role="option"] {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto;
        column-gap: 8px;
        padding: 7px 12px 8px;
        cursor: pointer;
        content-visibility: auto;
        contain-intrinsic-size: auto 54px;
      }
      [role="option"]:hover {
        background: var(--vscode-list-hoverBackground);
        outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
        outline-offset: -1px;
      }
      [aria-selected="true"] {
        background: var(--vscode-list-inactiveSelectionBackground);
        color: var(--vscode-list-inactiveSelectionForeground, inherit);
        /* Themes promise contrast on a selection for its own foreground only. */
        --muted: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
        outline: 1px solid var(--vscode-contrastActiveBorder, transparent) !important;
        outline-offset: -1px;
      }
      [role="listbox"]:focus-visible [aria-selected="true"] {
        background: var(--vscode-list-activeSelectionBackground);
        color: var(--vscode-list-activeSelectionForeground);
        outline: 1px solid var(--vscode-focusBorder) !important;
        --muted: var(--vscode-list-activeSelectionForeground, var(--vscode-foreground));
      }
      .icon {
        margin-top: 1px;
      }
      .whole {
        grid-column: 2 / -1;
      }
      .state {
        font-size: 0.92em;
        color: var(--muted);
      }
      .percent {
        min-width: 4ch;
        text-align: right;
        font-size: 0.92em;
        font-variant-numeric: tabular-nums;
        color: var(--muted);
      }
      manim-video-bar {
        grid-column: 2 / -1;
        margin-top: 5px;
      }
    `,
  ];

  @property({ attribute: false }) accessor jobs: PanelJob[] = [];
  @property() accessor selected = "";

  protected override render(): TemplateResult {
    return html`<div
      role="listbox"
      tabindex="0"
      aria-label=${`Videos, ${this.jobs.length}`}
      aria-activedescendant=${this.selected ? optionId(this.selected) : nothing}
      @keydown=${this.#move}
    >
      ${repeat(
        this.jobs,
        ({ id }) => id,
        (job) => this.#option(job),
      )}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("selected"))
      this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[role="listbox"]')?.focus();
  }

  #option(job: PanelJob): TemplateResult {
    const active = !isFinal(job.status);
    const name = nameOf(job);
    return html`<div
      role="option"
      id=${optionId(job.id)}
      aria-selected=${job.id === this.selected}
      title=${name}
      @click=${() => this.#select(job.id)}
    >
      ${icon(statusIcons[job.status])}
      <span class=${active ? "one-line" : "one-line whole"}>${name}</span>
      ${active ? html`<span class="percent">${percentOf(job)} %</span>` : nothing}
      <span class="state one-line whole">${stateWords(job)}${active ? "" : ` · ${timeWords(job.createdAt)}`}</span>
      ${
        active
          ? html`<manim-video-bar aria-hidden="true" .percent=${percentOf(job)} label="Progress"></manim-video-bar>`
          : html`<span class="unseen">${count(job.scenes.length, "scene")}</span>`
      }
    </div>`;
  }

  readonly #move = (event: KeyboardEvent): void => {
    const last = this.jobs.length - 1;
    const at = this.jobs.findIndex(({ id }) => id === this.selected);
    const targets: Record<string, number> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      PageDown: Math.min(last, at + 10),
      PageUp: Math.max(0, at - 10),
      Home: 0,
      End: last,
    };
    if (event.key === "Enter" || event.key === " ") this.dispatchEvent(new CustomEvent("enter-job"));
    else if (targets[event.key] === undefined) return;
    else this.#select(this.jobs[targets[event.key] ?? 0]?.id);
    event.preventDefault();
  };

  #select(id: string | undefined): void {
    if (id !== undefined) this.dispatchEvent(new CustomEvent("select-job", { detail: id }));
  }
}

function optionId(id: string): string {
  return `job-${id}`;
}
