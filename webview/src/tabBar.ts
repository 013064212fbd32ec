/** The tabs of the panel's views: a tablist whose focus follows the arrow keys, and whose selection follows the focus. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "./styles.js";
import { tabs } from "./views.js";

@customElement("manim-video-tabs")
export class TabBar extends LitElement {
  static override styles = [
    shared,
    css`
      [role="tablist"] {
        display: flex;
        flex-wrap: wrap;
        gap: 2px clamp(8px, 5vw - 8px, 16px);
        padding: 0 clamp(8px, 4vw - 4px, 12px);
        border-bottom: 1px solid var(--line);
      }
      [role="tab"] {
        padding: 7px 0 6px;
        border: 0;
        border-bottom: 2px solid transparent;
        background: none;
        color: var(--vscode-panelTitle-inactiveForeground, var(--muted));
        font: inherit;
        cursor: pointer;
      }
      [role="tab"]:hover,
      [role="tab"][aria-selected="true"] {
        color: var(--vscode-panelTitle-activeForeground, var(--vscode-foreground));
      }
      [role="tab"][aria-selected="true"] {
        border-bottom-color: var(--vscode-panelTitle-activeBorder, var(--vscode-focusBorder));
      }
    `,
  ];

  @property() accessor selected = "";

  protected override render(): TemplateResult {
    return html`<div role="tablist" aria-label="Manim Video" @keydown=${this.#move}>
      ${tabs.map(
        ({ id, label }) =>
          html`<button
            role="tab"
            id="tab-${id}"
            aria-selected=${id === this.selected}
            tabindex=${id === this.selected ? 0 : -1}
            @click=${() => this.#select(id)}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }

  readonly #move = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === this.selected);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    this.#select(next.id);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus());
  };

  #select(id: string): void {
    this.dispatchEvent(new CustomEvent<string>("select-view", { detail: id }));
  }
}
