/** The form's layout: its parts beside the quote, or above it in a narrow panel. */
import { css } from "lit";

export const formStyles = css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(240px, 320px);
    gap: 20px 28px;
    margin-top: 10px;
  }
  .parts {
    display: grid;
    gap: 20px;
    min-width: 0;
    align-content: start;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(210px, 100%), 1fr));
    gap: 10px 16px;
    align-items: start;
  }
  .field {
    position: relative;
    display: grid;
    gap: 3px;
    min-width: 0;
  }
  .field.end {
    align-self: end;
    justify-items: start;
  }
  /* Beside a field whose label stands above it. */
  .grid > .field.end {
    align-self: start;
    margin-top: 20px;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .label {
    display: flex;
    align-items: center;
    gap: 4px;
    min-height: 18px;
  }
  .hint {
    font-size: 0.92em;
    overflow-wrap: anywhere;
  }
  input[type="text"],
  input[type="number"],
  select,
  textarea {
    width: 100%;
  }
  input::placeholder,
  textarea::placeholder {
    font-style: italic;
  }
  textarea {
    min-height: 58px;
    padding-block: 5px;
    resize: vertical;
  }
  textarea.mono {
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: var(--vscode-editor-font-size, 12px);
  }
  .with-button {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 6px;
  }
  .parts > section > p {
    margin-bottom: 8px;
  }
  .parts > section > .field,
  .parts > section > .grid + .field {
    margin-top: 10px;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    margin-bottom: 10px;
  }
  .kinds label {
    position: relative;
    cursor: pointer;
  }
  .kinds input {
    position: absolute;
    inset: 0;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .kinds span {
    display: block;
    padding: 4px 12px;
    border: 1px solid var(--vscode-dropdown-border, var(--line));
    border-radius: 2px;
    background: var(--vscode-button-secondaryBackground);
    color: var(--vscode-button-secondaryForeground);
  }
  .kinds input:checked + span {
    border-color: var(--vscode-focusBorder);
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
    /* Where the theme has no colours to tell it by. */
    box-shadow: inset 0 -3px 0 var(--vscode-focusBorder);
  }
  .kinds input:focus-visible + span {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  .keys {
    display: grid;
    gap: 6px;
    margin: 12px 0 0;
    padding: 0;
    list-style: none;
  }
  .keys li {
    display: grid;
    grid-template-columns: 16px minmax(0, 260px) auto;
    gap: 8px;
    align-items: center;
    justify-content: start;
  }
  .list-state {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    min-height: 20px;
  }
  .list-state .icon {
    display: inline-block;
    vertical-align: -3px;
  }
  .rows {
    max-height: 240px;
    margin: 4px 0 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  .rows li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
    align-items: center;
    padding: 3px 4px;
    overflow-wrap: anywhere;
  }
  .rows li:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .listed {
    margin-top: 10px;
  }
  .remove {
    display: flex;
    padding: 3px;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--muted);
    cursor: pointer;
  }
  .remove:hover,
  .remove:focus-visible {
    color: var(--vscode-foreground);
  }
  .line-problems {
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
  }
  .line-problems li {
    display: flex;
    gap: 6px;
    padding: 2px 0;
    overflow-wrap: anywhere;
  }
  .chosen {
    display: flex;
    gap: 6px;
    align-items: center;
    min-height: 26px;
    overflow-wrap: anywhere;
  }
  .files {
    margin-top: 12px;
  }
  .files-head {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
  }
  .card {
    position: sticky;
    top: 12px;
    align-self: start;
    display: grid;
    gap: 10px;
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--vscode-editorWidget-background, transparent);
  }
  .card h2 {
    margin: 0;
  }
  .quote {
    display: grid;
    gap: 8px;
    min-height: 212px;
    align-content: start;
    overflow-wrap: anywhere;
  }
  .quote p .icon,
  .sent .icon {
    display: inline-block;
    margin-right: 6px;
    vertical-align: -3px;
  }
  dl {
    display: grid;
    gap: 3px;
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  dl > div {
    display: grid;
    grid-template-columns: 90px minmax(0, 1fr);
    gap: 8px;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
  }
  .taken dt,
  .taken dd {
    color: var(--vscode-foreground);
    font-weight: 600;
  }
  .problem {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 8px;
    overflow-wrap: anywhere;
  }
  .problem b {
    font-weight: 600;
  }
  .links {
    display: flex;
    gap: 14px;
    margin-top: 4px;
  }
  .state {
    min-height: 1.4em;
  }
  summary {
    cursor: pointer;
  }
  .sent {
    margin-top: 16px;
  }
  .dragging {
    outline: 2px dashed var(--vscode-focusBorder);
    outline-offset: -4px;
  }
  @container (max-width: 720px) {
    form {
      grid-template-columns: minmax(0, 1fr);
    }
    .card {
      position: static;
    }
    .quote {
      min-height: 0;
    }
  }
  @container (max-width: 500px) {
    .grid > .field.end {
      margin-top: 0;
    }
    .keys li {
      grid-template-columns: 16px minmax(0, 1fr) auto;
    }
    .kinds {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    .kinds span {
      height: 100%;
    }
  }
`;
