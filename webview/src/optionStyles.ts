/** A listbox that scrolls, in the colours of VS Code's own lists. */
import { css } from "lit";

export const optionStyles = css`
  :host {
    display: block;
    position: relative;
    overflow-y: auto;
  }
  [role="listbox"] {
    outline: none;
  }
  [role="option"] {
    display: grid;
    column-gap: 8px;
    cursor: pointer;
  }
  [role="option"]:not([aria-selected="true"]):hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  [aria-selected="true"] {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    /* Themes promise contrast on a selection for its own foreground only. */
    --muted: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  [role="listbox"]:focus-visible [aria-selected="true"] {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground);
    outline: 1px solid var(--vscode-focusBorder);
    --muted: var(--vscode-list-activeSelectionForeground, var(--vscode-foreground));
  }
  .icon {
    margin-top: 1px;
  }
`;
