/** The view "Batches": every batch of the ledger, what became of it, and its requests. */
import { html, LitElement, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { BatchSummary } from "../../../protocol/batch.js";
import type { BatchShown } from "../../../protocol/calls/historyCalls.js";
import type { HostMessage } from "../../../protocol/panel.js";
import type { Problem } from "../../../protocol/problems.js";
import { blankStyles } from "../blankStyles.js";
import { call } from "../call.js";
import { t } from "../l10n.js";
import { blankPage, problemPage, waitingPage } from "../problemNote.js";
import { splitStyles } from "../splitStyles.js";
import { shared } from "../styles.js";
import "./batchDetail.js";
import type { BatchDetail } from "./batchDetail.js";
import "./batchList.js";
import { batchesStyles } from "./batchStyles.js";

/** Milliseconds between two readings because batches have changed. */
const readEvery = 500;

@customElement("manim-video-batches")
export class BatchesView extends LitElement {
  static override styles = [shared, blankStyles, splitStyles, batchesStyles];

  /** Newest first; null until they are known. */
  @state() private accessor batches: BatchSummary[] | null = null;
  @state() private accessor shown: BatchShown | undefined;
  @state() private accessor problem: Problem | null = null;
  @state() private accessor selected = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("message", this.#receive);
    void this.#read();
  }

  override disconnectedCallback(): void {
    window.removeEventListener("message", this.#receive);
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { batches, problem } = this;
    if (batches === null)
      return html`<main>${problem ? problemPage(problem, () => this.#read()) : waitingPage(t("Loading…"))}</main>`;
    if (batches.length === 0)
      return html`<main>
        ${blankPage(
          "stack",
          t("No batches yet"),
          t(
            "Videos that are made in batches, and lists of requests, are sent to the provider together at half price. They are shown here with their answers.",
          ),
        )}
      </main>`;
    return html`<main class="split">
      <nav aria-label=${t("Batches")}>
        <manim-video-batch-list
          .batches=${batches}
          .selected=${this.selected}
          @select-batch=${({ detail }: CustomEvent<string>) => void this.#select(detail)}
          @enter-batch=${() => this.renderRoot.querySelector<BatchDetail>("manim-video-batch")?.focus()}
        ></manim-video-batch-list>
      </nav>
      <manim-video-batch .shown=${this.shown} @batch-done=${() => void this.#read()}></manim-video-batch>
    </main>`;
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    const answer = await call("batches.list", null);
    if (!answer.ok) {
      this.problem = answer.problem;
      return;
    }
    this.batches = answer.value;
    const kept = answer.value.find(({ id }) => id === this.selected) ?? answer.value[0];
    await this.#select(kept?.id ?? "");
  }

  async #select(id: string): Promise<void> {
    this.selected = id;
    if (id === "") {
      this.shown = undefined;
      return;
    }
    const answer = await call("batches.show", { id });
    if (answer.ok && this.selected === id) this.shown = answer.value;
  }

  readonly #receive = ({ data }: MessageEvent<HostMessage>): void => {
    if (data.type === "backend" && data.state === "running") this.#readSoon();
    if (data.type !== "batch") return;
    const { batch } = data;
    this.batches = this.batches?.map((other) => (other.id === batch.id ? batch : other)) ?? null;
    // Its requests have changed as well, and others may have been made beside it.
    this.#readSoon();
  };

  #readSoon(): void {
    this.#timer ??= setTimeout(() => void this.#read(), readEvery);
  }
}
