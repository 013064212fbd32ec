/** Problems with what to do about each. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { problemKinds, type Problem, type Severity } from "../../protocol/problems.js";
import { icon } from "./icons.js";
import { shared } from "./styles.js";
import { t, translated } from "./l10n.js";

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
    `,
  ];

  @property({ attribute: false }) accessor problems: Problem[] = [];
  /** Files that can be opened from here, by their places in the folder. */
  @property({ attribute: false }) accessor files: string[] = [];
  /** The video's folder: paths in it are shown from there. */
  @property() accessor folder = "";

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
        <p>
          <span class="unseen">${severityWords[severity]}: </span
          ><span class="title">${translated(problemKinds[code].title)}</span>
        </p>
        ${message ? html`<p>${message} ${this.#place(problem)}</p>` : nothing}
        ${fix ? html`<p class="muted">${translated(fix)}</p>` : nothing}
        ${
          keyProblems.has(code)
            ? html`<p>
                <button class="link" @click=${() => this.dispatchEvent(new CustomEvent("set-key"))}>
                  ${t("Set API key")}
                </button>
              </p>`
            : nothing
        }
      </div>
    </li>`;
  }

  #place({ file, line, scene }: Problem): TemplateResult | typeof nothing {
    if (file === undefined) return scene === undefined ? nothing : html`<span class="muted">${scene}</span>`;
    const name = pathIn(this.folder, file);
    const words = line === undefined ? name : `${name}:${line}`;
    if (!this.files.includes(name)) return html`<span class="muted">${words}</span>`;
    const detail: PlaceInFile = { file: name, line: line ?? null };
    return html`<button class="link" @click=${() => this.dispatchEvent(new CustomEvent("open-place", { detail }))}>
      ${words}
    </button>`;
  }
}

/** A line of a scene's file, from 1; null for the file as a whole. */
export interface PlaceInFile {
  file: string;
  line: number | null;
}

/** The path from the folder on, with slashes; as it is where it lies elsewhere. */
export function pathIn(folder: string, path: string): string {
  const [home, whole] = [folder, path].map((one) => one.replaceAll("\\", "/")) as [string, string];
  const start = home === "" ? "" : `${home.replace(/\/$/, "")}/`;
  return start !== "" && whole.startsWith(start) ? whole.slice(start.length) : path;
}

const severityWords: Record<Severity, string> = {
  error: t("Error"),
  warning: t("Warning"),
  information: t("Information"),
};

const keyProblems = new Set(["key-missing", "key-rejected"]);
