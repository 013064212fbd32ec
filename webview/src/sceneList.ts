/** The scenes of a job with their states and stills; each opens its code, and one that is being made can be cancelled. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { isFinal, type JobScene, type JobStatus, type SceneState } from "../../protocol/job.js";
import { icon } from "./icons.js";
import { t } from "./l10n.js";
import { shared } from "./styles.js";
import { longestSceneWords, sceneLook } from "./words.js";

@customElement("manim-video-scenes")
export class SceneList extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        /* The place of the button is kept: nothing moves when the scene is done. */
        grid-template-columns: minmax(0, 1fr) 24px;
        align-items: center;
        gap: 4px;
      }
      .open {
        display: grid;
        grid-template-columns: 64px 2ch minmax(0, 1fr) 16px var(--words);
        column-gap: 8px;
        align-items: center;
        width: 100%;
        padding: 3px 6px;
        border: 0;
        border-radius: 3px;
        background: none;
        color: inherit;
        font: inherit;
        text-align: left;
        cursor: pointer;
      }
      .still {
        display: block;
        width: 64px;
        height: 36px;
        border: 1px solid var(--line);
        border-radius: 2px;
        background: color-mix(in srgb, var(--vscode-foreground) 6%, transparent);
        object-fit: cover;
      }
      .open:hover {
        background: var(--vscode-list-hoverBackground);
        outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      }
      button:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
      }
      .number {
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
      @container (max-width: 420px) {
        .open {
          grid-template-columns: 48px 2ch minmax(0, 1fr) 16px;
        }
        .still {
          grid-row: 1 / 3;
          width: 48px;
          height: 27px;
        }
        .words {
          grid-column: 3 / -1;
          grid-row: 2;
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor scenes: JobScene[] = [];
  /** Addresses of their stills, in their order. */
  @property({ attribute: false }) accessor stills: (string | null)[] = [];
  /** The status of their job. */
  @property() accessor status: JobStatus = "queued";

  protected override render(): TemplateResult {
    // The place of the longest words is kept: nothing moves from state to state.
    return html`<ol style=${`--words: ${longestSceneWords}ch`}>
      ${this.scenes.map((scene, at) => this.#item(scene, at))}
    </ol>`;
  }

  #item({ index, title, name, file, state }: JobScene, at: number): TemplateResult {
    const look = sceneLook(state, this.status);
    const [number, words] = [at + 1, title || name];
    const still = this.stills[at];
    return html`<li>
      <button
        class="open"
        title=${t("Open {0}", file)}
        aria-label=${t("Scene {0}, {1}: {2}. Open code.", number, words, look.words)}
        @click=${() => this.dispatchEvent(new CustomEvent("open-scene", { detail: file }))}
      >
        ${still ? html`<img class="still" src=${still} alt="" width="64" height="36" />` : html`<span class="still"></span>`}
        <span class="number muted">${number}</span>
        <span class="one-line">${words}</span>
        ${icon(look.icon)}
        <span class="words muted">${look.words}</span>
      </button>
      ${
        isCancellable(state) && !isFinal(this.status)
          ? html`<button
              class="tool"
              title=${t("Cancel this scene; the video goes on without it")}
              aria-label=${t("Cancel scene {0}, {1}", number, words)}
              @click=${() => this.dispatchEvent(new CustomEvent("cancel-scene", { detail: index }))}
            >
              ${icon("cancel")}
            </button>`
          : nothing
      }
    </li>`;
  }
}

const isCancellable = (state: SceneState): boolean => state !== "done" && state !== "failed" && state !== "cancelled";
