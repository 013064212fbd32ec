/** The scenes of a job with their states; each opens its code. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { JobScene } from "../../protocol/job.js";
import { icon } from "./icons.js";
import { shared } from "./styles.js";
import { sceneIcons, sceneWords } from "./words.js";

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

  protected override render(): TemplateResult {
    return html`<ol>
      ${this.scenes.map(
        (scene, at) =>
          html`<li>
            <button
              title=${`Open ${scene.file}`}
              aria-label=${`Scene ${at + 1}, ${scene.title || scene.name}: ${sceneWords[scene.state]}. Open code.`}
              @click=${() => this.dispatchEvent(new CustomEvent("open-scene", { detail: scene.file }))}
            >
              ${icon(sceneIcons[scene.state])}
              <span class="number muted">${at + 1}</span>
              <span class="one-line">${scene.title || scene.name}</span>
              <span class="muted">${sceneWords[scene.state]}</span>
            </button>
          </li>`,
      )}
    </ol>`;
  }
}
