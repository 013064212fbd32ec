/** An ⓘ beside a field: its words show while the pointer or the focus is on it, and go with Escape. */
import { css, html, type TemplateResult } from "lit";
import { icon } from "../icons.js";

/** `id` is that of the words, for `aria-describedby` of the field; `label` says what they are about. */
export function helpTip(id: string, label: string, words: unknown): TemplateResult {
  return html`<span class="tip" @keydown=${close} @pointerenter=${open} @focusin=${open}
    ><button type="button" aria-label=${label} aria-describedby=${id}>${icon("information")}</button
    ><span role="tooltip" id=${id}>${words}</span></span
  >`;
}

function close(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  (event.currentTarget as HTMLElement).toggleAttribute("data-closed", true);
}

function open(event: Event): void {
  (event.currentTarget as HTMLElement).toggleAttribute("data-closed", false);
}

/** The words hang below the field they belong to, which has to be positioned. */
export const tipStyles = css`
  .tip button {
    display: inline-flex;
    padding: 1px;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--muted);
    cursor: help;
    vertical-align: -4px;
  }
  .tip button:hover,
  .tip button:focus-visible {
    color: var(--vscode-foreground);
  }
  [role="tooltip"] {
    position: absolute;
    z-index: 5;
    inset: 22px auto auto 0;
    width: max-content;
    max-width: min(100%, 52ch);
    padding: 8px 10px;
    border: 1px solid var(--vscode-editorHoverWidget-border, var(--line));
    border-radius: 3px;
    background: var(--vscode-editorHoverWidget-background, var(--vscode-editor-background));
    color: var(--vscode-editorHoverWidget-foreground, var(--vscode-foreground));
    visibility: hidden;
  }
  .tip:hover [role="tooltip"],
  .tip:focus-within [role="tooltip"] {
    visibility: visible;
  }
  .tip[data-closed] [role="tooltip"] {
    visibility: hidden;
  }
  [role="tooltip"] b {
    font-weight: 600;
  }
  [role="tooltip"] p + p {
    margin-top: 6px;
  }
`;
