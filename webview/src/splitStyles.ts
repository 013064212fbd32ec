/** A list beside what is selected in it, or above it in a narrow panel. */
import { css } from "lit";

export const splitStyles = css`
  .split {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template-columns: clamp(200px, 28%, 300px) minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
  }
  .split > nav {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border-right: 1px solid var(--line);
    background: var(--vscode-sideBar-background, transparent);
    color: var(--vscode-sideBar-foreground, inherit);
  }
  .split > nav > :last-child {
    flex: 1;
    min-height: 0;
  }
  @container (max-width: 640px) {
    .split {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(var(--least-list), 34%) minmax(0, 1fr);
    }
    .split > nav {
      border-right: 0;
      border-bottom: 1px solid var(--line);
    }
  }
`;
