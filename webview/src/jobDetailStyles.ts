/** The look of one job. */
import { css } from "lit";

export const jobStyles = css`
  h1 {
    font-size: 1.5em;
    line-height: 1.25;
  }
  h2 .muted {
    margin-left: 6px;
    font-weight: normal;
  }
  p {
    margin: 4px 0 0;
  }
  .topic {
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    white-space: pre-line;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .facts span + span::before {
    content: "·";
    margin: 0 6px;
  }
  .state {
    margin-top: 16px;
  }
  .words {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    column-gap: 8px;
    align-items: center;
    margin-bottom: 6px;
  }
  .percent {
    min-width: 5ch;
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .message {
    min-height: 1.4em;
    font-size: 0.92em;
  }
  .list {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin-top: 12px;
  }
  .list > span {
    display: flex;
    gap: 8px;
  }
`;
