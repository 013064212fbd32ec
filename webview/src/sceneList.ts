/** The scenes of a job with their states; each opens its code. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { JobScene, JobStatus } from "../../protocol/job.js";
import { icon } from "./icons.js";
import { shared } from "./styles.js";
import { sceneLook } from "./words.js";

@customElement("manim-video-scenes")
export class SceneList extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      button {
        display: grid;
        grid-template-columns: 16px 2ch minmax(0, 1fr) max-content;
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
      button:hover {
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
    `,
  ];

  @property({ attribute: false }) accessor scenes: JobScene[] = [];
  /** The status of their job. */
  @property() accessor status: JobStatus = "queued";

  protected override render(): TemplateResult {
    return html`<ol>
      ${this.scenes.map((scene, at) => this.#item(scene, at + 1))}
    </ol>`;
  }

  #item({ title, name, file, state }: JobScene, number: number): TemplateResult {
    const look = sceneLook(state, this.status);
    return html`<li>
      <button
        title=${`Open ${file}`}
        aria-label=${`Scene ${number}, ${title || name}: ${look.words}. Open code.`}
        @click=${() => this.dispatchEvent(new CustomEvent("open-scene", { detail: file }))}
      >
        ${icon(look.icon)}
        <span class="number muted">${number}</span>
        <span class="one-line">${title || name}</span>
        <span class="muted">${look.words}</span>
      </button>
    </li>`;
  }
}
