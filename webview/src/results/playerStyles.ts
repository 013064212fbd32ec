/** The look of the player. */
import { css } from "lit";

export const playerStyles = css`
  :host {
    display: block;
    margin-top: 16px;
  }
  video {
    display: block;
    width: 100%;
    aspect-ratio: 16 / 9;
    max-height: 62vh;
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
  .chapters {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
  }
  .chapters li {
    flex: var(--share, 1) 1 0;
    min-width: 34px;
  }
  .chapters button {
    display: block;
    width: 100%;
    padding: 4px 6px 3px;
    border: 0;
    border-top: 3px solid var(--line);
    border-radius: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.92em;
    text-align: left;
    cursor: pointer;
  }
  .chapters button:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .chapters button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
  }
  .chapters button[aria-current="true"] {
    border-top-color: var(--vscode-focusBorder);
  }
  .tie {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    min-height: 28px;
    margin-top: 4px;
  }
  .tie .place {
    font-variant-numeric: tabular-nums;
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    margin: 2px 0 0;
  }
  .note span {
    flex: 1 1 30ch;
  }
`;
