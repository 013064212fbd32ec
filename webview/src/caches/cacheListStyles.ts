/** Caches one under the other, each with its actions beside it, or below it in a narrow panel. */
import { css } from "lit";

export const listStyles = css`
  .head label {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .sum {
    margin-bottom: 6px;
    font-variant-numeric: tabular-nums;
  }
  .caches {
    margin: 0;
    padding: 0;
    list-style: none;
    border-top: 1px solid var(--line);
  }
  .caches > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 16px;
    padding: 10px 0;
    border-bottom: 1px solid var(--line);
  }
  .title {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .title h2 {
    display: inline;
    margin-right: 8px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: start;
    justify-content: end;
  }
  .facts,
  .users {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .users {
    gap: 2px 10px;
  }
  /* The icon has the colour: as a text's it is too faint in light themes. */
  .gone {
    display: flex;
    align-items: center;
    gap: 4px;
    font-weight: 600;
  }
  @container (max-width: 520px) {
    .caches > li {
      grid-template-columns: minmax(0, 1fr);
    }
    .actions {
      justify-content: start;
      order: 1;
    }
  }
`;
