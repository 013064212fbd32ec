/** A page with little on it, in the middle of the room there is: nothing yet, still waiting, or a problem. */
import { css } from "lit";

export const blankStyles = css`
  .blank {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    padding: 24px 16px;
    text-align: center;
  }
  .blank h1,
  .blank h2 {
    margin: 0;
    font-size: 1.3em;
    font-weight: 600;
  }
  .blank p {
    max-width: 52ch;
    margin: 0 0 8px;
    overflow-wrap: anywhere;
  }
  .blank .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
  }
  .large svg {
    width: 48px;
    height: 48px;
    color: var(--muted);
  }
  .waiting svg {
    width: 28px;
    height: 28px;
    color: var(--busy);
  }
`;
