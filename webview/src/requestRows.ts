/** Requests to a model one below the other: the place of each, how it ended, what it was for, and its JSON. */
import { css } from "lit";

/** The width of the widest place, as the list's style. */
export const digitsOf = (count: number): string => `--digits: ${String(count).length}ch`;

export const requestRows = css`
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: var(--digits) 16px minmax(0, 1fr) max-content 24px;
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
  @container (max-width: 420px) {
    li {
      grid-template-columns: var(--digits) 16px minmax(0, 1fr) 24px;
    }
    .how {
      grid-column: 3;
      grid-row: 2;
      font-size: 0.92em;
    }
  }
`;
