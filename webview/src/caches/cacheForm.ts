/** The form for a new context cache: its name, its model, and the texts it is to hold. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CacheText } from "../../../protocol/calls/cacheCalls.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";
import { icon } from "../icons.js";
import { counted, t } from "../l10n.js";
import { problemLine } from "../problemNote.js";
import { shared } from "../styles.js";
import { viewStyles } from "../viewStyles.js";
import { isCacheName, lifetimeWords, tokensAbout } from "./cacheWords.js";

@customElement("manim-video-cache-form")
export class CacheForm extends LitElement {
  static override styles = [
    shared,
    viewStyles,
    css`
      :host {
        overflow: visible;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 10px 16px;
        margin-bottom: 16px;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: 4px;
      }
      label {
        display: grid;
        gap: 3px;
      }
      .whole {
        grid-column: 1 / -1;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      ul {
        margin: 6px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        overflow-wrap: anywhere;
      }
      @container (max-width: 460px) {
        form {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  /** The model that is named at first. */
  @property() accessor model = "";
  /** Seconds. */
  @property({ type: Number }) accessor ttl = 3600;
  @state() private accessor name = "";
  @state() private accessor named = "";
  @state() private accessor texts: CacheText[] = [];
  @state() private accessor busy = false;
  @state() private accessor problem: Problem | null = null;
  @state() private accessor said = "";

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("input")?.focus();
  }

  protected override render(): TemplateResult {
    const ready = isCacheName(this.name) && this.texts.length > 0 && !this.busy;
    return html`<form aria-label=${t("New context cache")} @submit=${this.#create}>
      <label
        >${t("Name")}<input
          required
          maxlength="120"
          aria-describedby="rule"
          .value=${this.name}
          @input=${(event: InputEvent) => (this.name = (event.target as HTMLInputElement).value)}
        /><span id="rule" class="muted"
          >${isCacheName(this.name) || this.name === "" ? t("Prompts name it: @use_cache name") : t("Letters, digits, . - and _ only")}</span
        ></label
      >
      <label
        >${t("Model")}<input
          .value=${this.named || this.model}
          @input=${(event: InputEvent) => (this.named = (event.target as HTMLInputElement).value)}
        /><span class="muted">${t("Only this model can use the cache")}</span></label
      >
      <div class="whole">
        <div class="buttons">
          ${this.#source("selection", t("From the selection"))} ${this.#source("files", t("From files…"))}
        </div>
        <div aria-live="polite">${this.#chosen()}</div>
      </div>
      <div class="whole">
        ${this.problem ? problemLine(this.problem) : nothing}
        <div class="buttons">
          <vscode-button type="submit" ?disabled=${!ready} @click=${this.#create}
            >${t("Create, keep for {0}", lifetimeWords(this.ttl))}</vscode-button
          >
          <vscode-button appearance="secondary" @click=${() => this.dispatchEvent(new CustomEvent("close-form"))}
            >${t("Close")}</vscode-button
          >
        </div>
      </div>
    </form>`;
  }

  #source(from: "selection" | "files", words: string): TemplateResult {
    return html`<vscode-button appearance="secondary" ?disabled=${this.busy} @click=${() => this.#take(from)}
      >${icon(from === "files" ? "folder" : "code", "start")}${words}</vscode-button
    >`;
  }

  #chosen(): TemplateResult {
    if (this.texts.length === 0)
      return html`<p class="muted">
        ${this.said || t("What the cache holds: the text selected in the editor, or files. Gemini keeps no short texts.")}
      </p>`;
    return html`<ul>
      ${this.texts.map(
        ({ name, text }) =>
          html`<li>
            ${name}
            <span class="muted">${counted(tokensAbout(text.length), "about {0} token", "about {0} tokens")}</span>
          </li>`,
      )}
    </ul>`;
  }

  async #take(from: "selection" | "files"): Promise<void> {
    const answer = await call("caches.texts", { from });
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok || answer.value.kind === "cancelled") return;
    this.texts = answer.value.kind === "texts" ? answer.value.texts : [];
    this.said =
      answer.value.kind === "nothing" ? t("No editor has a text. Open a file and select what is to be kept.") : "";
  }

  readonly #create = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy || !isCacheName(this.name) || this.texts.length === 0) return;
    this.busy = true;
    const model = this.named || this.model;
    const answer = await call("caches.create", { displayName: this.name, model, ttl: this.ttl, texts: this.texts });
    this.busy = false;
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.name = "";
    this.texts = [];
    this.dispatchEvent(new CustomEvent("cache-made", { detail: answer.value }));
  };
}
