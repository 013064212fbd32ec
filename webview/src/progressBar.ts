/** A bar that grows to the right, as tall as VS Code's own. */
import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "./styles.js";

@customElement("manim-video-bar")
export class ProgressBar extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .track {
        height: 4px;
        border-radius: 2px;
        overflow: hidden;
        background: color-mix(in srgb, var(--vscode-foreground) 14%, transparent);
      }
      .done {
        height: 100%;
        border-radius: 2px;
        background: var(--busy);
        transform-origin: left;
        transition: transform 0.4s ease-out;
      }
      :host([idle]) .done {
        background: var(--muted);
      }
      :host-context(.vscode-high-contrast) .track,
      :host-context(.vscode-high-contrast-light) .track {
        outline: 1px solid var(--line);
        background: transparent;
      }
      @media (prefers-reduced-motion: reduce) {
        .done {
          transition: none;
        }
      }
    `,
  ];

  @property({ type: Number }) accessor percent = 0;
  @property() accessor label = "";
  /** The job does not run: the bar shows how far it came. */
  @property({ type: Boolean, reflect: true }) accessor idle = false;

  protected override render() {
    return html`<div
      class="track"
      role="progressbar"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${this.percent}
    >
      <div class="done" style="transform: scaleX(${this.percent / 100})"></div>
    </div>`;
  }
}
