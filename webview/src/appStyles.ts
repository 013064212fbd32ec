/** The panel as a whole, and what stands above its list. */
import { css } from "lit";

export const appStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
    container-type: inline-size;
    --least-list: 170px;
    background: var(--vscode-editor-background);
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
  .unlisted {
    margin: 0;
    padding: 4px 12px 8px;
  }
  .notice {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    padding: 7px 12px;
    border-bottom: 1px solid var(--line);
    background: var(--vscode-editorWidget-background, transparent);
  }
  .notice span {
    flex: 1;
    overflow-wrap: anywhere;
  }
`;
