/** What the list of jobs is narrowed to: words at once, status, author and month behind a button. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { HistoryFacets, HistoryFilter } from "../../protocol/calls/historyCalls.js";
import type { JobStatus } from "../../protocol/job.js";
import type { Provider } from "../../protocol/settings.js";
import { call } from "./call.js";
import { monthWords } from "./durations.js";
import { fieldStyles } from "./fieldStyles.js";
import { noFilter } from "./jobHistory.js";
import { icon } from "./icons.js";
import { counted, t } from "./l10n.js";
import { shared } from "./styles.js";
import { statusWords } from "./words.js";

/** Milliseconds after the last letter. */
const typing = 150;

@customElement("manim-video-filter")
export class JobFilter extends LitElement {
  static override styles = [
    shared,
    fieldStyles,
    css`
      :host {
        display: block;
        padding: 0 12px 8px;
      }
      .line {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 26px;
        gap: 4px;
      }
      input,
      select {
        width: 100%;
      }
      .tool {
        width: 26px;
        height: 26px;
        border: 1px solid transparent;
      }
      .tool[aria-expanded="true"],
      .narrowed {
        border-color: var(--vscode-inputOption-activeBorder, var(--vscode-focusBorder));
        background: var(--vscode-inputOption-activeBackground, transparent);
      }
      .more {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(96px, 1fr));
        gap: 4px;
        margin-top: 4px;
      }
    `,
  ];

  @property({ attribute: false }) accessor filter: HistoryFilter = noFilter;
  /** How many fit; null while that is not known. */
  @property({ attribute: false }) accessor total: number | null = null;
  @state() private accessor open = false;
  @state() private accessor facets: HistoryFacets = { total: 0, months: [], providers: [] };
  #typed: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    clearTimeout(this.#typed);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { filter, open } = this;
    const narrowed = filter.status !== null || filter.provider !== null || filter.month !== null;
    return html`<div class="line">
        <input
          type="search"
          aria-label=${t("Search videos")}
          placeholder=${t("Search videos")}
          .value=${filter.text}
          @input=${this.#type}
        />
        <button
          class=${narrowed ? "tool narrowed" : "tool"}
          aria-expanded=${open}
          aria-label=${t("More filters")}
          title=${t("More filters")}
          @click=${() => void this.#toggle()}
        >
          ${icon("filter")}
        </button>
      </div>
      ${open ? this.#more() : nothing}
      <div class="unseen" role="status">
        ${this.#isFiltered() && this.total !== null ? counted(this.total, "{0} video fits", "{0} videos fit") : ""}
      </div>`;
  }

  #more(): TemplateResult {
    const { filter, facets } = this;
    const statuses = Object.entries(statusWords).map(([value, words]) => ({ value, words }));
    const providers = facets.providers.map((value) => ({ value, words: providerNames[value] }));
    const months = facets.months.map((value) => ({ value, words: monthWords(value) }));
    return html`<div class="more">
      ${this.#choice(t("Any status"), filter.status, statuses, (status) => ({ status: status as JobStatus | null }))}
      ${this.#choice(t("Any author"), filter.provider, providers, (made) => ({ provider: made as Provider | null }))}
      ${this.#choice(t("Any month"), filter.month, months, (month) => ({ month }))}
    </div>`;
  }

  #choice(
    any: string,
    chosen: string | null,
    options: { value: string; words: string }[],
    change: (value: string | null) => Partial<HistoryFilter>,
  ): TemplateResult {
    const changed = ({ target }: Event): void => {
      const { value } = target as HTMLSelectElement;
      this.#tell({ ...this.filter, ...change(value === "" ? null : value) });
    };
    return html`<select aria-label=${any} @change=${changed}>
      <option value="" ?selected=${chosen === null}>${any}</option>
      ${options.map(({ value, words }) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
    </select>`;
  }

  async #toggle(): Promise<void> {
    this.open = !this.open;
    if (!this.open) return;
    const answer = await call("history.facets", null);
    if (answer.ok) this.facets = answer.value;
  }

  readonly #type = ({ target }: Event): void => {
    clearTimeout(this.#typed);
    const { value } = target as HTMLInputElement;
    this.#typed = setTimeout(() => this.#tell({ ...this.filter, text: value }), typing);
  };

  #isFiltered(): boolean {
    return JSON.stringify(this.filter) !== JSON.stringify(noFilter);
  }

  #tell(filter: HistoryFilter): void {
    this.dispatchEvent(new CustomEvent<HistoryFilter>("filter-jobs", { detail: filter }));
  }
}

const providerNames: Record<Provider, string> = {
  auto: t("Automatic"),
  templates: t("Built-in templates"),
  gemini: "Gemini",
  openai: t("OpenAI-compatible"),
  editor: t("The editor's own model"),
};
