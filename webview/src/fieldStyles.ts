/** The editor's look for native fields. */
import { css } from "lit";

export const fieldStyles = css`
  select,
  input,
  textarea {
    min-width: 0;
    padding: 2px 6px;
    border: 1px solid var(--vscode-input-border, var(--vscode-dropdown-border, var(--line)));
    border-radius: 2px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
    font: inherit;
    text-overflow: ellipsis;
  }
  select,
  input {
    height: 26px;
  }
  select {
    border-color: var(--vscode-dropdown-border, var(--line));
    background: var(--vscode-dropdown-background);
    color: var(--vscode-dropdown-foreground);
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--vscode-input-placeholderForeground);
    opacity: 1;
  }
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    border-color: var(--vscode-focusBorder);
  }
`;
