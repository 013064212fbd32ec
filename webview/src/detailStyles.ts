/** What is selected in a list, as a page: its name, its facts, its buttons, its sections. */
import { css } from "lit";

export const sectionHeading = css`
  h2 {
    margin: 22px 0 8px;
    font-size: 1em;
    font-weight: 600;
  }
`;

export const detailStyles = css`
  ${sectionHeading}
  :host {
    display: block;
    /* Holds what is placed absolutely: outside it would make the whole page scroll. */
    position: relative;
    overflow-y: auto;
    container-type: inline-size;
  }
  article {
    max-width: 860px;
    padding: 16px 20px 32px;
  }
  h1 {
    margin: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
    outline: none;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 14px;
  }
`;
