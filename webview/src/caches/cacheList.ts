/** The view of context caches: what is kept at the provider, until when, for how much, and for whom. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CacheList as Listed, CacheUser, KeptCache } from "../../../protocol/calls/cacheCalls.js";
import type { HostMessage } from "../../../protocol/panel.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";
import { icon, type IconName } from "../icons.js";
import { counted, locale, t } from "../l10n.js";
import { blankPage, problemLine, problemPage, waitingPage } from "../problemNote.js";
import { shared } from "../styles.js";
import { viewStyles } from "../viewStyles.js";
import "./cacheForm.js";
import type { CacheForm } from "./cacheForm.js";
import { listStyles } from "./cacheListStyles.js";
import { expiryWords, lifetimes, lifetimeWords, priceWords, secondsLeft, sizeWords, userWords } from "./cacheWords.js";

@customElement("manim-video-caches")
export class CacheList extends LitElement {
  static override styles = [shared, viewStyles, listStyles];

  @state() private accessor listed: Listed | null = null;
  @state() private accessor problem: Problem | null = null;
  /** A problem with one cache, shown beside the list. */
  @state() private accessor trouble: Problem | null = null;
  @state() private accessor now = Date.now();
  @state() private accessor ttl: number = lifetimes[0];
  @state() private accessor making = false;
  /** The cache that is being changed, by its name. */
  @state() private accessor changing = "";
  @state() private accessor said = "";
  #loading: AbortController | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.#tick(), 1000);
    window.addEventListener("message", this.#receive);
    window.addEventListener("focus", this.#again);
    void this.#load();
  }

  override disconnectedCallback(): void {
    clearInterval(this.#clock);
    window.removeEventListener("message", this.#receive);
    window.removeEventListener("focus", this.#again);
    this.#loading?.abort();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`<main>
      ${this.#content()}
      <div class="unseen" role="status" aria-live="polite">${this.said}</div>
    </main>`;
  }

  #content(): TemplateResult {
    const { listed, problem } = this;
    if (problem !== null)
      return html`<h1>${t("Context caches")}</h1>
        ${problemPage(problem, () => this.#load())}`;
    if (listed === null)
      return html`<h1>${t("Context caches")}</h1>
        ${waitingPage(t("Asking the provider…"))}`;
    if (listed.kind === "none")
      return html`<h1>${t("Context caches")}</h1>
        ${blankPage("cache", t("This provider keeps no context caches"), noneWords(listed.provider))}`;
    return html`${this.#head()} ${this.making ? this.#form(listed.model) : nothing}
    ${this.trouble ? problemLine(this.trouble) : nothing} ${this.#caches(listed)}`;
  }

  #head(): TemplateResult {
    return html`<div class="head">
        <h1>${t("Context caches")}</h1>
        <label
          >${t("Keep for")}
          <select @change=${(event: Event) => (this.ttl = Number((event.target as HTMLSelectElement).value))}>
            ${lifetimes.map(
              (seconds) =>
                html`<option value=${seconds} ?selected=${seconds === this.ttl}>${lifetimeWords(seconds)}</option>`,
            )}
          </select></label
        >
        <vscode-button aria-expanded=${this.making} @click=${this.#openForm}
          >${icon("add", "start")}${t("New cache")}</vscode-button
        >
        <vscode-button
          appearance="icon"
          aria-label=${t("Refresh the list of caches")}
          title=${t("Refresh the list of caches")}
          @click=${() => this.#load()}
          >${icon("refresh")}</vscode-button
        >
      </div>
      <p class="intro muted">
        ${t("Instructions that many requests share, stored at the provider. A cache is billed by the hour while it lives.")}
      </p>`;
  }

  #form(model: string): TemplateResult {
    return html`<manim-video-cache-form
      .model=${model}
      .ttl=${this.ttl}
      @close-form=${() => (this.making = false)}
      @cache-made=${({ detail }: CustomEvent<KeptCache>) => {
        this.making = false;
        this.#take(detail, t("Cache {0} is created.", detail.displayName));
      }}
    ></manim-video-cache-form>`;
  }

  #caches({ caches }: Extract<Listed, { kind: "listed" }>): TemplateResult {
    if (caches.length === 0)
      return blankPage(
        "cache",
        t("No context caches"),
        t("Batches make them where that saves money. You can make one from a text that many of your prompts share."),
      );
    const known = caches.map(({ usdPerHour }) => usdPerHour).filter((usd) => usd !== null);
    const sum = known.reduce((total, usd) => total + usd, 0);
    return html`<p class="sum">
        ${counted(caches.length, "{0} cache", "{0} caches")} ·
        ${priceWords({ usdPerHour: known.length > 0 ? sum : null })}
      </p>
      <ul class="caches">
        ${repeat(
          caches,
          ({ name }) => name,
          (cache) => this.#cache(cache),
        )}
      </ul>`;
  }

  #cache(cache: KeptCache): TemplateResult {
    const { name, displayName, model, users } = cache;
    const shown = displayName || name;
    const gone = secondsLeft(cache, this.now) === 0;
    const until = new Date(cache.expiresAt).toLocaleString(locale());
    const busy = this.changing === name;
    return html`<li aria-label=${shown}>
      <div class="title">
        <h2>${shown}</h2>
        ${displayName ? html`<span class="muted">${name}</span>` : nothing}
      </div>
      <div class="actions">
        ${this.#button("clock", t("Keep for {0} from now", lifetimeWords(this.ttl)), busy || gone, () => this.#extend(cache))}
        ${this.#button("trash", t("Delete"), busy, () => this.#delete(cache))}
      </div>
      <p class="facts">
        <span>${model}</span><span>${sizeWords(cache)}</span><span>${priceWords(cache)}</span
        ><span class=${gone ? "gone" : ""} title=${until}
          >${gone ? icon("warning") : nothing}${expiryWords(cache, this.now)}</span
        >
      </p>
      <p class="users muted">
        ${
          users.length === 0
            ? t("No request of this computer uses it.")
            : html`${t("Used by:")} ${users.map((user) => html`<span>${this.#user(user)}</span>`)}`
        }
      </p>
    </li>`;
  }

  #user(user: CacheUser): TemplateResult {
    if (user.kind !== "job") return html`${userWords(user)}`;
    const show = () =>
      this.dispatchEvent(new CustomEvent("show-job", { detail: user.id, bubbles: true, composed: true }));
    return html`<button class="link" @click=${show}>${userWords(user)}</button>`;
  }

  #button(shape: IconName, words: string, disabled: boolean, act: () => unknown): TemplateResult {
    return html`<vscode-button appearance="secondary" ?disabled=${disabled} @click=${act}
      >${icon(shape, "start")}${words}</vscode-button
    >`;
  }

  readonly #openForm = (): void => {
    this.making = !this.making;
    if (this.making)
      void this.updateComplete.then(() => this.renderRoot.querySelector<CacheForm>("manim-video-cache-form")?.focus());
  };

  async #extend(cache: KeptCache): Promise<void> {
    this.changing = cache.name;
    const answer = await call("caches.extend", { name: cache.name, ttl: this.ttl });
    this.changing = "";
    this.trouble = answer.ok ? null : answer.problem;
    const shown = cache.displayName || cache.name;
    if (answer.ok) this.#take(answer.value, t("Cache {0} is kept for {1}.", shown, lifetimeWords(this.ttl)));
  }

  async #delete({ name, displayName, users }: KeptCache): Promise<void> {
    const shown = displayName || name;
    this.changing = name;
    const answer = await call("caches.delete", { name, displayName: shown, users: users.length });
    this.changing = "";
    this.trouble = answer.ok ? null : answer.problem;
    if (!answer.ok || !answer.value || this.listed?.kind !== "listed") return;
    this.listed = { ...this.listed, caches: this.listed.caches.filter((cache) => cache.name !== name) };
    this.said = t("Cache {0} is deleted.", shown);
  }

  /** Puts a new or changed cache into the list. */
  #take(cache: KeptCache, said: string): void {
    if (this.listed?.kind !== "listed") return;
    const others = this.listed.caches;
    const known = others.some(({ name }) => name === cache.name);
    const caches = known ? others.map((other) => (other.name === cache.name ? cache : other)) : [cache, ...others];
    this.listed = { ...this.listed, caches };
    this.said = said;
  }

  async #load(): Promise<void> {
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    this.problem = null;
    try {
      const answer = await call("caches.list", null, loading.signal);
      this.now = Date.now();
      if (answer.ok) this.listed = answer.value;
      else this.problem = answer.problem;
    } catch {
      // The view is gone, or asks again.
    }
  }

  /** Counts down, and asks again when one has just expired. */
  #tick(): void {
    if (this.listed?.kind !== "listed" || document.hidden) return;
    const before = this.now;
    this.now = Date.now();
    const ends = (cache: KeptCache): boolean => secondsLeft(cache, before) > 0 && secondsLeft(cache, this.now) === 0;
    if (this.listed.caches.some(ends)) void this.#load();
  }

  /** A key may have been set, or the network be back. */
  readonly #again = (): void => {
    if (this.problem !== null) void this.#load();
  };

  readonly #receive = ({ data }: MessageEvent<HostMessage>): void => {
    if (data.type === "backend" && data.state === "running") this.#again();
  };
}

function noneWords(provider: string): string {
  return provider === "openai"
    ? t(
        "OpenAI and servers that speak its protocol find repeated beginnings of prompts again by themselves. Gemini keeps caches: choose it in manimVideo.provider.",
      )
    : t("The editor's own models keep none. Gemini keeps caches: choose it in manimVideo.provider.");
}
