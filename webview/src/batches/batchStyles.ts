/** The look of the view of batches. */
import { css } from "lit";

export const batchesStyles = css`
  :host {
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
    container-type: inline-size;
  }
  main {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template-columns: clamp(200px, 30%, 320px) minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
  }
  nav {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border-right: 1px solid var(--line);
    background: var(--vscode-sideBar-background, transparent);
    color: var(--vscode-sideBar-foreground, inherit);
  }
  manim-video-batch-list {
    flex: 1;
    min-height: 0;
  }
  @container (max-width: 640px) {
    main {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(89px, 30%) minmax(0, 1fr);
    }
    nav {
      border-right: 0;
      border-bottom: 1px solid var(--line);
    }
  }
  .middle {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    padding: 24px;
    text-align: center;
  }
  .middle h2 {
    margin: 0;
    font-size: 1.3em;
    font-weight: 600;
  }
  .middle p {
    max-width: 52ch;
    margin: 0 0 8px;
  }
`;

export const batchListStyles = css`
  :host {
    display: block;
    position: relative;
    overflow-y: auto;
  }
  [role="listbox"] {
    min-height: 100%;
    padding: 4px 0 8px;
    outline: none;
  }
  [role="option"] {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    column-gap: 8px;
    padding: 7px 12px 8px;
    cursor: pointer;
    content-visibility: auto;
    contain-intrinsic-size: auto 68px;
  }
  .icon {
    margin-top: 1px;
  }
  .more {
    grid-column: 2;
    font-size: 0.92em;
    color: var(--muted);
  }
  [role="option"]:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  [aria-selected="true"] {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    --muted: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent) !important;
    outline-offset: -1px;
  }
  [role="listbox"]:focus-visible [aria-selected="true"] {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground);
    outline: 1px solid var(--vscode-focusBorder) !important;
    --muted: var(--vscode-list-activeSelectionForeground, var(--vscode-foreground));
  }
`;

export const batchDetailStyles = css`
  :host {
    display: block;
    position: relative;
    overflow-y: auto;
    container-type: inline-size;
  }
  article {
    max-width: 860px;
    padding: 16px 20px 32px;
  }
  h1 {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    font-size: 1.3em;
    font-weight: 600;
    overflow-wrap: anywhere;
    outline: none;
  }
  h2 {
    margin: 22px 0 8px;
    font-size: 1em;
    font-weight: 600;
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 3px 16px;
    margin: 14px 0 0;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 16px;
  }
  manim-video-problems {
    margin-top: 16px;
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: 4ch 16px minmax(0, 1fr) max-content 24px;
    gap: 0 8px;
    align-items: center;
    padding: 3px 0;
    content-visibility: auto;
    contain-intrinsic-size: auto 30px;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .why {
    grid-column: 3 / 5;
    overflow-wrap: anywhere;
    font-size: 0.92em;
  }
  .json {
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .json:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
  }
  @container (max-width: 360px) {
    h1 {
      font-size: 1.1em;
    }
    dl {
      grid-template-columns: minmax(0, 1fr);
    }
    dd {
      margin-bottom: 4px;
    }
  }
`;
