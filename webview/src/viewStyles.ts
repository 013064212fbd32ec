/** What views that are pages of their own have in common: a scrolling page, its head, its states, its native controls. */
import { css } from "lit";

export const viewStyles = css`
  :host {
    flex: 1;
    min-height: 0;
    display: block;
    overflow: auto;
    container-type: inline-size;
  }
  main {
    box-sizing: border-box;
    max-width: 1100px;
    padding: 12px 16px 32px;
  }
  h1 {
    margin: 0;
    font-size: 1.3em;
    font-weight: 600;
  }
  h2 {
    margin: 0 0 6px;
    font-size: 1.05em;
    font-weight: 600;
  }
  p {
    margin: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .head h1 {
    flex: 1;
    min-width: min-content;
  }
  .intro {
    max-width: 75ch;
    margin: 4px 0 14px;
  }
  .blank {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 10px;
    padding: 10vh 16px;
    text-align: center;
  }
  .blank p {
    max-width: 56ch;
    overflow-wrap: anywhere;
  }
  .blank .large svg {
    width: 40px;
    height: 40px;
    color: var(--muted);
  }
  .error {
    display: flex;
    gap: 8px;
    margin: 8px 0;
    overflow-wrap: anywhere;
  }
  select,
  input {
    min-width: 0;
    height: 26px;
    padding: 2px 6px;
    border: 1px solid var(--vscode-input-border, var(--vscode-dropdown-border, var(--line)));
    border-radius: 2px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
    font: inherit;
  }
  select {
    border-color: var(--vscode-dropdown-border, var(--line));
    background: var(--vscode-dropdown-background);
    color: var(--vscode-dropdown-foreground);
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
`;
