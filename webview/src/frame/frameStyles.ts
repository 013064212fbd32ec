/** The look of the live frame. All colours are the theme's, but for the shadow that tells a rectangle from any picture. */
import { css } from "lit";

export const frameStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--vscode-editor-background);
  }
  .frame {
    padding: 10px 14px 16px;
  }
  header {
    display: flex;
    align-items: baseline;
    gap: 10px;
    margin-bottom: 8px;
  }
  h1 {
    margin: 0;
    font-size: 1.15em;
    font-weight: 600;
  }
  h2 {
    margin: 14px 0 6px;
    font-size: 1em;
    font-weight: 600;
  }
  .place {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .picture {
    position: relative;
    width: min(100%, max(200px, (100vh - 110px) * var(--ratio)));
    aspect-ratio: var(--ratio);
    border: 1px solid var(--line);
    background: var(--vscode-editorWidget-background, transparent);
  }
  .picture img {
    display: block;
    width: 100%;
    height: 100%;
  }
  .picture.stale img {
    opacity: 0.55;
  }
  .picture.stale .rectangle {
    visibility: hidden;
  }
  .rectangle {
    position: absolute;
    padding: 0;
    border: 2px solid var(--care);
    border-radius: 2px;
    background: none;
    box-shadow:
      0 0 0 1px rgba(0, 0, 0, 0.65),
      inset 0 0 0 1px rgba(0, 0, 0, 0.65);
    cursor: pointer;
  }
  .rectangle.marked,
  .rectangle:hover {
    border-width: 3px;
    z-index: 1;
  }
  .rectangle:focus-visible {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: 2px;
    z-index: 2;
  }
  .label {
    position: absolute;
    left: -2px;
    bottom: 100%;
    padding: 0 5px;
    border: 1px solid var(--care);
    background: var(--vscode-editorHoverWidget-background, var(--vscode-editor-background));
    color: var(--vscode-editorHoverWidget-foreground, var(--vscode-foreground));
    font: 11px/16px var(--vscode-font-family);
    white-space: nowrap;
  }
  .inside .label {
    bottom: auto;
    top: 0;
  }
  .right .label {
    left: auto;
    right: -2px;
  }
  .rectangle:not(.marked) .title {
    display: none;
  }
  .status {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 8px;
    min-height: 1.4em;
    margin: 8px 0 4px;
    overflow-wrap: anywhere;
  }
  p {
    margin: 4px 0;
  }
  ol {
    margin: 0;
    padding: 0 0 0 22px;
    display: grid;
    gap: 8px;
  }
  li {
    padding: 2px 4px;
    overflow-wrap: anywhere;
  }
  li.marked {
    background: var(--vscode-list-hoverBackground, transparent);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
  }
  .action {
    padding: 4px 12px;
    border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
    border-radius: 2px;
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
    font: inherit;
    cursor: pointer;
  }
  .action:hover {
    background: var(--vscode-button-hoverBackground);
  }
  .blank {
    min-height: 100vh;
  }
`;
