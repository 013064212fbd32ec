/** What a job did not bring, by kind, each with the buttons that lead out of it. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { JobScene } from "../../../protocol/job.js";
import type { PanelJob } from "../../../protocol/panel.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";
import { host } from "../host.js";
import { icon, type IconName } from "../icons.js";
import { counted, t } from "../l10n.js";
import { problemLine } from "../problemNote.js";
import { shared } from "../styles.js";
import { lossesOf, type Loss, type LossKind } from "./waysOut.js";

@customElement("manim-video-losses")
export class Losses extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 10px;
        margin: 14px 0 0;
        padding: 0;
        list-style: none;
      }
      .loss {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto;
        gap: 2px 8px;
        align-items: center;
      }
      .loss > .scenes {
        grid-column: 2 / -1;
      }
      .scenes {
        display: grid;
        gap: 2px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .scenes li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 12px;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
    `,
  ];

  @property({ attribute: false }) accessor job: PanelJob | undefined;
  @state() private accessor problem: Problem | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { job } = this;
    const losses = job ? lossesOf(job) : [];
    if (!job || losses.length === 0) return nothing;
    return html`<ul aria-label=${t("What is missing")}>
        ${losses.map((loss) => this.#loss(job, loss))}
      </ul>
      ${this.problem ? problemLine(this.problem) : nothing}`;
  }

  #loss(job: PanelJob, { kind, count, scenes, lines }: Loss): TemplateResult {
    return html`<li class="loss">
      ${icon(icons[kind])}
      <span>${lossWords(kind, count)}</span>
      <span class="buttons">${this.#ways(job, kind)}</span>
      ${
        scenes.length > 0
          ? html`<ul class="scenes">
              ${scenes.map((scene) => this.#scene(job, kind, scene, lines.get(scene.name)))}
            </ul>`
          : nothing
      }
    </li>`;
  }

  #ways({ id }: PanelJob, kind: LossKind): TemplateResult {
    const resume = this.#button(t("Resume"), "resume", () => host().postMessage({ type: "resume", id }));
    switch (kind) {
      case "key":
        return html`${this.#button(t("Set API key"), "key", () => host().postMessage({ type: "setKey" }))}${resume}`;
      case "cap":
        return html`${this.#button(t("Raise the cap"), "resume", () => void this.#ask(call("results.raiseCap", { id })))}`;
      case "machine":
        return html`${this.#button(t("Doctor"), "warning", () => void this.#ask(call("results.doctor", null)))}${resume}`;
      case "failed":
        return html``;
      default:
        return resume;
    }
  }

  #scene({ id }: PanelJob, kind: LossKind, { title, name, file }: JobScene, line: number | undefined): TemplateResult {
    const words = title || name;
    const open = () => void this.#ask(call("results.goTo", { id, file, line: line ?? 1 }));
    const again = () => void this.#ask(call("results.writeAgain", { id, file }));
    const code = line === undefined ? t("Open code") : t("Open line {0}", line);
    const hasCode = kind === "failed" || line !== undefined;
    return html`<li>
      <span>${words}</span>
      ${hasCode ? html`<button class="link" aria-label="${code}, ${words}" @click=${open}>${code}</button>` : nothing}
      <button class="link" aria-label="${t("Write anew")}, ${words}" @click=${again}>${t("Write anew")}</button>
    </li>`;
  }

  #button(words: string, shape: IconName, work: () => void): TemplateResult {
    return html`<vscode-button appearance="secondary" @click=${work}>${icon(shape, "start")}${words}</vscode-button>`;
  }

  async #ask(asked: Promise<{ ok: true } | { ok: false; problem: Problem }>): Promise<void> {
    const answer = await asked;
    this.problem = answer.ok ? null : answer.problem;
  }
}

const icons: Record<LossKind, IconName> = {
  key: "key",
  cap: "stopped",
  refused: "error",
  truncated: "half",
  unanswered: "warning",
  failed: "error",
  machine: "warning",
  incomplete: "planned",
};

function lossWords(kind: LossKind, count: number): string {
  switch (kind) {
    case "key":
      return t("The provider needs a valid API key.");
    case "cap":
      return t("The cap on the cost was reached.");
    case "refused":
      return counted(count, "{0} request was refused.", "{0} requests were refused.");
    case "truncated":
      return counted(count, "{0} answer was cut off.", "{0} answers were cut off.");
    case "unanswered":
      return counted(
        count,
        "{0} request has no answer that can be used.",
        "{0} requests have no answer that can be used.",
      );
    case "failed":
      return counted(count, "{0} scene failed.", "{0} scenes failed.");
    case "machine":
      return t("Something on this machine stopped the work.");
    case "incomplete":
      return counted(count, "{0} scene is incomplete.", "{0} scenes are incomplete.");
  }
}
