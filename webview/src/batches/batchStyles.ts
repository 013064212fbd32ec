/** The look of the view of batches. */
import { css } from "lit";

export const batchesStyles = css`
  :host {
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    --least-list: 89px;
  }
  main:not(.split) {
    flex: 1;
    display: flex;
    flex-direction: column;
  }
`;

export const batchListStyles = css`
  [role="listbox"] {
    min-height: 100%;
    padding: 4px 0 8px;
  }
  [role="option"] {
    grid-template-columns: 16px minmax(0, 1fr);
    padding: 7px 12px 8px;
    content-visibility: auto;
    contain-intrinsic-size: auto 68px;
  }
  .more {
    grid-column: 2;
    font-size: 0.92em;
    color: var(--muted);
  }
`;

export const batchDetailStyles = css`
  h1 {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 1.3em;
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 3px 16px;
    margin: 14px 0 0;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  manim-video-problems {
    margin-top: 16px;
  }
  @container (max-width: 360px) {
    h1 {
      font-size: 1.1em;
    }
    dl {
      grid-template-columns: minmax(0, 1fr);
    }
    dd {
      margin-bottom: 4px;
    }
  }
`;
