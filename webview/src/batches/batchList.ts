/** The batches, newest first: a listbox whose selection follows the arrow keys. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { BatchSummary } from "../../../protocol/batch.js";
import { icon } from "../icons.js";
import { t } from "../l10n.js";
import { optionStyles } from "../optionStyles.js";
import { shared } from "../styles.js";
import { timeWords } from "../words.js";
import { answersWords, iconOf, stateOf } from "./batchWords.js";
import { batchListStyles } from "./batchStyles.js";

@customElement("manim-video-batch-list")
export class BatchList extends LitElement {
  static override styles = [shared, optionStyles, batchListStyles];

  @property({ attribute: false }) accessor batches: BatchSummary[] = [];
  @property() accessor selected = "";

  protected override render(): TemplateResult {
    return html`<div
      role="listbox"
      tabindex="0"
      aria-label=${t("Batches, {0}", this.batches.length)}
      aria-activedescendant=${this.selected ? `batch-${this.selected}` : nothing}
      @keydown=${this.#move}
    >
      ${repeat(
        this.batches,
        ({ id }) => id,
        (batch) => this.#option(batch),
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

  #option(batch: BatchSummary): TemplateResult {
    const { id, model, createdAt } = batch;
    return html`<div
      role="option"
      id=${`batch-${id}`}
      aria-selected=${id === this.selected}
      @click=${() => this.#select(id)}
    >
      ${icon(iconOf(batch))}
      <span class="one-line">${stateOf(batch)}</span>
      <span class="more one-line">${answersWords(batch)}</span>
      <span class="more one-line">${model} · ${timeWords(createdAt)}</span>
    </div>`;
  }

  readonly #move = (event: KeyboardEvent): void => {
    const last = this.batches.length - 1;
    const at = this.batches.findIndex(({ id }) => id === this.selected);
    const targets: Record<string, number> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (event.key === "Enter" || event.key === " ") this.dispatchEvent(new CustomEvent("enter-batch"));
    else if (target === undefined) return;
    else this.#select(this.batches[target]?.id);
    event.preventDefault();
  };

  #select(id: string | undefined): void {
    if (id !== undefined) this.dispatchEvent(new CustomEvent("select-batch", { detail: id }));
  }
}
