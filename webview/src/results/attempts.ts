/** The tries at each scene: what was wrong before each, and the editor's diff between them, up to the file as it is now. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { SceneAttempts, Version } from "../../../protocol/calls/resultCalls.js";
import type { PanelJob } from "../../../protocol/panel.js";
import { problemKinds } from "../../../protocol/problems.js";
import type { Attempt, AttemptKind } from "../../../protocol/timeline.js";
import { call } from "../call.js";
import { sectionHeading } from "../detailStyles.js";
import { icon } from "../icons.js";
import { counted, t, translated } from "../l10n.js";
import { shared } from "../styles.js";
import { StageWatch } from "./stageWatch.js";

@customElement("manim-video-attempts")
export class Attempts extends LitElement {
  static override styles = [
    shared,
    sectionHeading,
    css`
      :host {
        display: block;
      }
      summary {
        padding: 3px 6px;
        border-radius: 3px;
        cursor: pointer;
      }
      /* A name has no other place to break, and would leave its mark alone on a line. */
      .name {
        word-break: break-all;
      }
      summary:hover {
        background: var(--vscode-list-hoverBackground);
      }
      summary .muted {
        margin-left: 8px;
      }
      ol {
        display: grid;
        gap: 2px;
        margin: 2px 0 8px;
        padding: 0 6px 0 22px;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 12px;
      }
      li > span:first-child {
        flex: 1 1 24ch;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) accessor job: PanelJob | undefined;
  @state() private accessor scenes: SceneAttempts[] = [];
  @state() private accessor failed = "";
  readonly #stage = new StageWatch();

  protected override updated(): void {
    const { job } = this;
    const changed = this.#stage.look(job);
    if (!job || changed === "nothing") return;
    if (changed === "job") this.scenes = [];
    void this.refresh();
  }

  /** Looks at the files again: somebody may have edited them. */
  async refresh(): Promise<void> {
    const { job } = this;
    if (!job) return;
    const answer = await call("results.attempts", { id: job.id });
    if (this.job?.id !== job.id) return;
    this.scenes = answer.ok ? answer.value : [];
    this.failed = answer.ok ? "" : answer.problem.message;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job } = this;
    if (!job) return nothing;
    if (this.failed !== "") return html`<p class="error muted">${icon("warning")}${this.failed}</p>`;
    const kept = this.scenes.filter(({ attempts }) => attempts.length > 0);
    if (kept.length === 0) return nothing;
    return html`<section aria-labelledby="tries">
      <h2 id="tries">${t("Code")}</h2>
      ${kept.map((scene) => this.#scene(job.id, scene))}
    </section>`;
  }

  #scene(id: string, { file, attempts, now }: SceneAttempts): TemplateResult {
    const states = { same: "", edited: t("edited since"), missing: t("no longer there") };
    const tries = counted(attempts.length, "{0} try", "{0} tries");
    return html`<details @toggle=${() => void this.refresh()}>
      <summary>
        <span class="name">${file.split("/").at(-1)}</span
        ><span class="muted">${[tries, states[now]].filter(Boolean).join(", ")}</span>
      </summary>
      <ol>
        ${attempts.map((attempt, index) => this.#attempt(id, file, attempt, attempts[index - 1]))}
        ${now === "edited" ? this.#now(id, file, attempts) : nothing}
      </ol>
    </details>`;
  }

  #attempt(id: string, file: string, attempt: Attempt, before: Attempt | undefined): TemplateResult {
    const { number, kind, problems } = attempt;
    const [first, ...more] = problems;
    const reason = first
      ? `${translated(problemKinds[first.code].title)}${more.length > 0 ? ` (+${more.length})` : ""}`
      : "";
    return html`<li>
      <span
        >${t("Try {0}, {1}", number, kindWords(kind))}${reason ? html`<span class="muted">: ${reason}</span>` : nothing}</span
      >
      ${before ? this.#diff(id, file, before.number, number) : nothing} ${this.#diff(id, file, number, "now")}
      <button
        class="link"
        aria-label=${t("Try {0} at {1} as JSON", number, file)}
        @click=${() => void call("results.openAttempt", { id, file, number })}
      >
        JSON
      </button>
    </li>`;
  }

  #now(id: string, file: string, attempts: Attempt[]): TemplateResult {
    const last = attempts.at(-1)?.number ?? 1;
    return html`<li>
      <span>${t("Now, as you edited it")}</span>
      ${this.#diff(id, file, last, "now", t("Your changes"))}
    </li>`;
  }

  #diff(id: string, file: string, from: number, to: Version, words?: string): TemplateResult {
    const shown = words ?? (to === "now" ? t("Compare with now") : t("What changed"));
    const whole =
      to === "now"
        ? t("Compare try {0} at {1} with the file now", from, file)
        : t("What changed from try {0} to {1} at {2}", from, to, file);
    return html`<button
      class="link"
      aria-label="${shown}. ${whole}"
      @click=${() => void call("results.diff", { id, file, from, to })}
    >
      ${shown}
    </button>`;
  }
}

function kindWords(kind: AttemptKind): string {
  switch (kind) {
    case "written":
      return t("first answer");
    case "fixed":
      return t("fixed without a model");
    case "rewritten":
      return t("fixed as once before");
    case "repaired":
      return t("repaired by the model");
  }
}
