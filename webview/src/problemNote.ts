/** A problem in the words of problems.ts, as a line beside a form or as a page in place of what could not be had. */
import { html, nothing, type TemplateResult } from "lit";
import { problemKinds, type Problem } from "../../protocol/problems.js";
import { host } from "./host.js";
import { icon, type IconName } from "./icons.js";
import { t, translated } from "./l10n.js";

export function problemLine({ code, severity, message }: Problem): TemplateResult {
  return html`<p class="error" role="alert">
    ${icon(severity)}<span>${translated(problemKinds[code].title)}. ${message}</span>
  </p>`;
}

/** What the view shows in place of its content; `again` asks once more. */
export function problemPage({ code, message, fix }: Problem, again: () => unknown): TemplateResult {
  const isKey = code === "key-missing" || code === "key-rejected";
  const setKey = () => host().postMessage({ type: "setKey" });
  return html`<div class="blank" role="alert">
    <div class="large">${icon(isKey ? "key" : "warning")}</div>
    <h2>${translated(problemKinds[code].title)}</h2>
    <p class="muted">${message}</p>
    ${fix ? html`<p class="muted">${translated(fix)}</p>` : nothing}
    <div class="buttons">
      ${isKey ? html`<vscode-button @click=${setKey}>${t("Set API key")}</vscode-button>` : nothing}
      <vscode-button appearance="secondary" @click=${again}>${t("Try again")}</vscode-button>
    </div>
  </div>`;
}

/** What the view shows until there is an answer. */
export function waitingPage(words: string): TemplateResult {
  return html`<div class="blank waiting" aria-busy="true">
    <div class="large">${icon("running")}</div>
    <p class="muted" role="status">${words}</p>
  </div>`;
}

/** What the view shows where there is nothing yet. */
export function blankPage(shape: IconName, title: string, words: string, more: unknown = nothing): TemplateResult {
  return html`<div class="blank">
    <div class="large">${icon(shape)}</div>
    <h2>${title}</h2>
    <p class="muted">${words}</p>
    ${more}
  </div>`;
}
