/** Problems with what to do about each. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { problemKinds, type Problem } from "../../protocol/problems.js";
import { icon } from "./icons.js";
import { shared } from "./styles.js";

@customElement("manim-video-problems")
export class ProblemList extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
        display: grid;
        gap: 10px;
      }
      li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr);
        column-gap: 8px;
        overflow-wrap: anywhere;
      }
      .icon {
        margin-top: 1px;
      }
      p {
        margin: 0;
      }
      .title {
        font-weight: 600;
      }
      button {
        padding: 0;
        border: 0;
        background: none;
        color: var(--vscode-textLink-foreground);
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        color: var(--vscode-textLink-activeForeground);
        text-decoration: underline;
      }
    `,
  ];

  @property({ attribute: false }) accessor problems: Problem[] = [];
  /** Files that can be opened from here, as problems name them. */
  @property({ attribute: false }) accessor files: string[] = [];

  protected override render(): TemplateResult {
    return html`<ul>
      ${this.problems.map((problem) => this.#item(problem))}
    </ul>`;
  }

  #item(problem: Problem): TemplateResult {
    const { code, severity, message, fix } = problem;
    return html`<li>
      ${icon(severity)}
      <div>
        <p><span class="unseen">${severity}: </span><span class="title">${problemKinds[code].title}</span></p>
        ${message ? html`<p>${message} ${this.#place(problem)}</p>` : nothing}
        ${fix ? html`<p class="muted">${fix}</p>` : nothing}
        ${
          keyProblems.has(code)
            ? html`<p><button @click=${() => this.dispatchEvent(new CustomEvent("set-key"))}>Set API key</button></p>`
            : nothing
        }
      </div>
    </li>`;
  }

  #place({ file, line, scene }: Problem): TemplateResult | typeof nothing {
    if (file === undefined) return scene === undefined ? nothing : html`<span class="muted">${scene}</span>`;
    const words = line === undefined ? file : `${file}:${line}`;
    if (!this.files.includes(file)) return html`<span class="muted">${words}</span>`;
    return html`<button @click=${() => this.dispatchEvent(new CustomEvent("open-scene", { detail: file }))}>
      ${words}
    </button>`;
  }
}

const keyProblems = new Set(["key-missing", "key-rejected"]);
