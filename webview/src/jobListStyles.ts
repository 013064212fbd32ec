/** The look of the list of jobs. */
import { css } from "lit";

export const listStyles = css`
  :host {
    /* Rows are placed by their height alone: nothing may hold the place of one that has gone. */
    overflow-anchor: none;
  }
  [role="listbox"] {
    contain: strict;
  }
  [role="option"] {
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-content: start;
    height: var(--row);
    padding: 6px 12px 0;
    overflow: hidden;
  }
  .reading {
    cursor: default;
  }
  .whole {
    grid-column: 2 / -1;
  }
  .state {
    font-size: 0.92em;
    color: var(--muted);
  }
  .percent {
    min-width: 4ch;
    text-align: right;
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
    color: var(--muted);
  }
  manim-video-bar {
    grid-column: 2 / -1;
    margin-top: 3px;
  }
  .heading {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    column-gap: 8px;
    height: var(--heading);
    padding: 9px 12px 0;
    font-size: 0.92em;
    color: var(--muted);
  }
  /* A line beside the videos of one list holds them together. */
  .list {
    background: linear-gradient(var(--line), var(--line)) 19px 30px / 1px calc(100% - 34px) no-repeat;
  }
  .list [role="option"] {
    padding-left: 28px;
  }
`;
