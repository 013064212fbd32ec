/** What views that are pages of their own have in common: a scrolling page, its head, its states, its native controls. */
import { css } from "lit";
import { blankStyles } from "./blankStyles.js";
import { fieldStyles } from "./fieldStyles.js";

export const viewStyles = css`
  ${fieldStyles} ${blankStyles}
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
    padding: 10vh 16px;
  }
`;
