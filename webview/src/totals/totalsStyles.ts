/** Sums in a row, charts one under the other; each in a colour of the theme's charts. */
import { css } from "lit";

export const totalsStyles = css`
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9.5em, 100%), 1fr));
    gap: 8px;
    margin: 12px 0 4px;
  }
  .figures button {
    display: grid;
    gap: 2px;
    padding: 8px 10px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  .figures button:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .figures [aria-checked="true"] {
    border-color: var(--vscode-focusBorder);
    box-shadow: inset 0 -2px 0 var(--vscode-focusBorder);
  }
  .figures strong {
    font-size: 1.1em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .note {
    min-height: 1.4em;
    margin-bottom: 10px;
  }
  section {
    margin-bottom: 20px;
  }
  .month {
    --bar: var(--vscode-charts-blue);
  }
  .model {
    --bar: var(--vscode-charts-purple);
  }
  .job {
    --bar: var(--vscode-charts-green);
  }
  details {
    margin-bottom: 12px;
  }
  summary {
    cursor: pointer;
  }
  .wide {
    overflow-x: auto;
  }
  .wide table {
    margin-top: 6px;
    border-collapse: collapse;
  }
  .wide th,
  .wide td {
    padding: 3px 14px 3px 0;
    text-align: left;
    font-weight: 400;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .wide thead th {
    color: var(--muted);
  }
  .source {
    max-width: 90ch;
    font-size: 0.92em;
  }
`;
