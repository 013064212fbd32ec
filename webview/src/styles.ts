/** Styles that every part of the panel shares. All colours are the theme's. */
import { css } from "lit";

export const shared = css`
  :host {
    box-sizing: border-box;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size, 13px);
    line-height: 1.4;
    --muted: var(--vscode-descriptionForeground);
    --line: var(--vscode-contrastBorder, var(--vscode-panel-border, rgba(128, 128, 128, 0.35)));
    --good: var(--vscode-testing-iconPassed, #388a34);
    --bad: var(--vscode-errorForeground);
    --care: var(--vscode-editorWarning-foreground);
    --busy: var(--vscode-progressBar-background);
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .icon {
    flex: none;
    display: block;
  }
  .icon-slot {
    display: flex;
  }
  .muted {
    color: var(--muted);
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    text-align: left;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  /* A button that is an icon, among rows of text. */
  .tool {
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
  .tool:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
  }
  /* A problem as a line. */
  .error {
    display: flex;
    gap: 8px;
    margin: 8px 0;
    overflow-wrap: anywhere;
  }
  .icon-check {
    color: var(--good);
  }
  .icon-error {
    color: var(--bad);
  }
  .icon-warning {
    color: var(--care);
  }
  .icon-running {
    color: var(--busy);
    animation: turn 1.1s linear infinite;
  }
  .icon-planned,
  .icon-clock,
  .icon-half,
  .icon-stopped {
    color: var(--muted);
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .icon-running {
      animation: none;
    }
  }
  .one-line {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
