/** Requests to a model one below the other: the place of each, how it ended, what it was for, and its JSON. */
import { css } from "lit";

export const requestRows = css`
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
`;
