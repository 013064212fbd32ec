/** The list of jobs: a listbox whose selection follows the arrow keys. Only the rows that are seen are in the page. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { JobRow, ListRows } from "../../protocol/calls/historyCalls.js";
import { isFinal } from "../../protocol/job.js";
import { icon } from "./icons.js";
import type { JobHistory } from "./jobHistory.js";
import { listStyles } from "./jobListStyles.js";
import { counted, t } from "./l10n.js";
import { optionStyles } from "./optionStyles.js";
import "./progressBar.js";
import { RowLayout } from "./rowLayout.js";
import { shared } from "./styles.js";
import { listWords, nameOf, percentOf, stateWords, statusIcons, timeWords } from "./words.js";

/** Rows above and below what is seen, so that a small scroll shows no gap. */
const margin = 8;
const jump = 10;

@customElement("manim-video-list")
export class JobList extends LitElement {
  static override styles = [shared, optionStyles, listStyles];

  @property({ attribute: false }) accessor history: JobHistory | undefined;
  /** Raised by whoever changes the history. */
  @property({ type: Number }) accessor version = 0;
  @property() accessor selected = "";
  /** What of it is seen, in pixels. */
  @state() private accessor view = { top: 0, height: 600 };
  readonly #sizes = new ResizeObserver(() => this.#look());

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("scroll", this.#look, { passive: true });
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    this.removeEventListener("scroll", this.#look);
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { history } = this;
    if (history === undefined || history.total === null) return nothing;
    const layout = this.#layout(history);
    const { first, end } = this.#rows(layout);
    const at = history.placeOf(this.selected);
    return html`<div
      role="listbox"
      tabindex="0"
      aria-label=${t("Videos, {0}", history.total)}
      aria-activedescendant=${at >= first && at < end ? optionId(this.selected) : nothing}
      style=${`height: ${layout.height}px; --row: ${this.#heights().row}px; --heading: ${this.#heights().heading}px`}
      @keydown=${this.#move}
    >
      <div
        class="seen"
        role="presentation"
        style=${`transform: translateY(${layout.total === 0 ? 0 : layout.start(first)}px)`}
      >
        ${repeat(
          groupsOf(history, first, end),
          ({ list, from }) => list?.list ?? from,
          (group) => this.#group(history, group),
        )}
      </div>
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { history } = this;
    if (history === undefined) return;
    if (changed.has("selected")) this.#showSelected();
    const { first, end } = this.#rows(this.#layout(history));
    history.see(first, end);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[role="listbox"]')?.focus();
  }

  #group(history: JobHistory, { list, from, end }: Group): TemplateResult {
    const places = Array.from({ length: end - from }, (_, index) => from + index);
    const options = repeat(
      places,
      (at) => history.row(at)?.id ?? at,
      (at) => this.#option(history.row(at), at, history.total ?? 0),
    );
    if (list === null) return html`${options}`;
    const ready = listWords(list);
    const words = list.batch ? t("Topic list: {0}, batch", ready) : t("Topic list: {0}", ready);
    return html`<div role="group" class="list" aria-label=${words}>
      ${
        from === list.at
          ? html`<div class="heading" role="presentation">${icon("stack")}<span class="one-line">${words}</span></div>`
          : nothing
      }
      ${options}
    </div>`;
  }

  #option(job: JobRow | undefined, at: number, total: number): TemplateResult {
    if (job === undefined)
      return html`<div
        role="option"
        class="reading"
        aria-selected="false"
        aria-setsize=${total}
        aria-posinset=${at + 1}
      >
        <span class="unseen">${t("Loading")}</span>
      </div>`;
    const active = !isFinal(job.status);
    const name = nameOf(job);
    return html`<div
      role="option"
      id=${optionId(job.id)}
      aria-selected=${job.id === this.selected}
      aria-setsize=${total}
      aria-posinset=${at + 1}
      title=${name}
      @click=${() => this.#select(job.id)}
    >
      ${icon(statusIcons[job.status])}
      <span class=${active ? "one-line" : "one-line whole"}>${name}</span>
      ${active ? html`<span class="percent">${percentOf(job)} %</span>` : nothing}
      <span class="state one-line whole">${stateWords(job)}${active ? "" : ` · ${timeWords(job.createdAt)}`}</span>
      ${
        active
          ? html`<manim-video-bar
              aria-hidden="true"
              .percent=${percentOf(job)}
              label=${t("Progress")}
            ></manim-video-bar>`
          : html`<span class="unseen">${counted(job.scenes, "{0} scene", "{0} scenes")}</span>`
      }
    </div>`;
  }

  readonly #move = (event: KeyboardEvent): void => {
    const { history } = this;
    if (history?.total == null || history.total === 0) return;
    const last = history.total - 1;
    const known = history.placeOf(this.selected);
    const at = known === -1 ? this.#layout(history).between(this.view.top, this.view.top).first - 1 : known;
    const targets: Record<string, number> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      PageDown: Math.min(last, at + jump),
      PageUp: Math.max(0, at - jump),
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (event.key === "Enter" || event.key === " ") this.dispatchEvent(new CustomEvent("enter-job"));
    else if (target === undefined) return;
    else this.#goTo(history, target);
    event.preventDefault();
  };

  /** Selects a row, once it is here. */
  #goTo(history: JobHistory, at: number): void {
    this.#scrollTo(history, at);
    const row = history.row(at);
    if (row !== undefined) {
      this.#target = null;
      this.#select(row.id);
    } else {
      this.#target = at;
      history.see(at, at + 1);
    }
  }

  /** The row that is to be selected as soon as it is here. */
  #target: number | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("version") || this.#target === null || this.history === undefined) return;
    const row = this.history.row(this.#target);
    if (row === undefined) return;
    this.#target = null;
    queueMicrotask(() => this.#select(row.id));
  }

  #showSelected(): void {
    const at = this.history?.placeOf(this.selected) ?? -1;
    if (this.history && at !== -1) this.#scrollTo(this.history, at);
  }

  #scrollTo(history: JobHistory, at: number): void {
    const layout = this.#layout(history);
    const [start, end] = [layout.start(at), layout.top(at) + this.#heights().row];
    if (start < this.scrollTop) this.scrollTop = start;
    else if (end > this.scrollTop + this.clientHeight) this.scrollTop = end - this.clientHeight;
    this.#look();
  }

  readonly #look = (): void => {
    const { scrollTop: top, clientHeight: height } = this;
    if (top !== this.view.top || height !== this.view.height) this.view = { top, height };
  };

  #layout(history: JobHistory): RowLayout {
    return new RowLayout(history.total ?? 0, history.lists, this.#heights());
  }

  #rows(layout: RowLayout): { first: number; end: number } {
    const { top, height } = this.view;
    const { first, end } = layout.between(top, top + height);
    return { first: Math.max(0, first - margin), end: Math.min(layout.total, end + margin) };
  }

  /** Two lines of text and a bar; a heading is one line. */
  #heights(): { row: number; heading: number } {
    const font = (this.#font ??= parseFloat(getComputedStyle(this).fontSize) || 13);
    return { row: Math.ceil(font * 1.4 * 1.92 + 22), heading: Math.ceil(font * 1.4 + 12) };
  }

  #font: number | undefined;

  #select(id: string | undefined): void {
    if (id !== undefined) this.dispatchEvent(new CustomEvent("select-job", { detail: id }));
  }
}

/** Rows of one list, or rows that belong to none. */
interface Group {
  list: ListRows | null;
  from: number;
  end: number;
}

/** The rows from `first` up to `end` as groups. */
function groupsOf({ lists }: Pick<JobHistory, "lists">, first: number, end: number): Group[] {
  const groups: Group[] = [];
  let at = first;
  for (const list of lists) {
    const after = list.at + list.count;
    if (after <= at || list.at >= end) continue;
    if (list.at > at) groups.push({ list: null, from: at, end: list.at });
    const from = Math.max(at, list.at);
    groups.push({ list, from, end: Math.min(end, after) });
    at = Math.min(end, after);
  }
  if (at < end) groups.push({ list: null, from: at, end });
  return groups;
}

function optionId(id: string): string {
  return `job-${id}`;
}
