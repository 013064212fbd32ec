/** The list of jobs: a listbox whose selection follows the arrow keys. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { isFinal } from "../../protocol/job.js";
import type { PanelJob } from "../../protocol/panel.js";
import { icon } from "./icons.js";
import { listStyles } from "./jobListStyles.js";
import { grouped, type JobGroup } from "./model.js";
import "./progressBar.js";
import { shared } from "./styles.js";
import { count, listWords, nameOf, percentOf, stateWords, statusIcons, timeWords } from "./words.js";

@customElement("manim-video-list")
export class JobList extends LitElement {
  static override styles = [shared, listStyles];

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
        grouped(this.jobs),
        ({ list, jobs: [job] }) => list || job?.id,
        (group) => this.#group(group),
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

  #group({ list, jobs }: JobGroup): TemplateResult {
    const options = repeat(
      jobs,
      ({ id }) => id,
      (job) => this.#option(job),
    );
    if (list === "") return html`${options}`;
    const batch = jobs.some(({ mode }) => mode === "batch") ? ", batch" : "";
    return html`<div role="group" class="list" aria-labelledby=${`list-${list}`}>
      <div class="heading" id=${`list-${list}`} role="presentation">
        ${icon("stack")}<span class="one-line">Topic list: ${listWords(jobs)}${batch}</span>
      </div>
      ${options}
    </div>`;
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
    const shown = grouped(this.jobs).flatMap(({ jobs }) => jobs);
    const last = shown.length - 1;
    const at = shown.findIndex(({ id }) => id === this.selected);
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
    else this.#select(shown[targets[event.key] ?? 0]?.id);
    event.preventDefault();
  };

  #select(id: string | undefined): void {
    if (id !== undefined) this.dispatchEvent(new CustomEvent("select-job", { detail: id }));
  }
}

function optionId(id: string): string {
  return `job-${id}`;
}
