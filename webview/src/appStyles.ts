/** The layout: list beside detail, one above the other in a narrow panel. */
import { css } from "lit";

export const appStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
    container-type: inline-size;
    background: var(--vscode-editor-background);
  }
  .jobs {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template-columns: clamp(200px, 28%, 300px) minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
  }
  nav {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border-right: 1px solid var(--line);
    background: var(--vscode-sideBar-background, transparent);
    color: var(--vscode-sideBar-foreground, inherit);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    height: 35px;
    padding: 0 8px 0 12px;
  }
  header h2 {
    margin: 0;
    font-size: 11px;
    font-weight: 400;
    text-transform: uppercase;
    color: var(--vscode-sideBarTitle-foreground, inherit);
  }
  manim-video-list {
    flex: 1;
    min-height: 0;
  }
  @container (max-width: 640px) {
    .jobs {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(170px, 34%) minmax(0, 1fr);
    }
    nav {
      border-right: 0;
      border-bottom: 1px solid var(--line);
    }
  }
  .middle {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    padding: 24px;
    text-align: center;
  }
  .middle h1 {
    margin: 0;
    font-size: 1.3em;
    font-weight: 600;
  }
  .middle p {
    max-width: 46ch;
    margin: 0 0 8px;
  }
  .large svg {
    width: 48px;
    height: 48px;
    color: var(--muted);
  }
  .unlisted {
    margin: 0;
    padding: 4px 12px 8px;
  }
  .unlisted button {
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    cursor: pointer;
  }
  .notice {
    display: flex;
    gap: 8px;
    margin: 0;
    padding: 7px 12px;
    border-bottom: 1px solid var(--line);
    background: var(--vscode-editorWidget-background, transparent);
  }
`;
