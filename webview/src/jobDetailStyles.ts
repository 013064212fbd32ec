/** The look of one job. */
import { css } from "lit";

export const detailStyles = css`
  :host {
    display: block;
    /* Holds what is placed absolutely: outside it would make the whole page scroll. */
    position: relative;
    overflow-y: auto;
  }
  article {
    max-width: 860px;
    padding: 16px 20px 32px;
  }
  h1 {
    margin: 0;
    font-size: 1.5em;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
    outline: none;
  }
  h2 {
    margin: 22px 0 8px;
    font-size: 1em;
    font-weight: 600;
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
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 14px;
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
  video {
    display: block;
    width: 100%;
    aspect-ratio: 16 / 9;
    max-height: 62vh;
    margin-top: 16px;
    border: 1px solid var(--line);
    border-radius: 3px;
    background: #000;
  }
  /* The player's own buttons have the focus inside it. */
  video:focus-within {
    outline: 1px solid var(--vscode-focusBorder);
  }
  video::cue {
    background: rgba(0, 0, 0, 0.75);
    font-family: sans-serif;
  }
`;
