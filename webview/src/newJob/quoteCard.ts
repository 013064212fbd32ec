/** What it will take, while it is being typed, and the button that starts it: enabled once a quote allows it. */
import { html, nothing, type TemplateResult } from "lit";
import type { Quote } from "../../../protocol/batch.js";
import type { RequestsQuote } from "../../../protocol/calls/newJobCalls.js";
import { problemKinds, type Problem } from "../../../protocol/problems.js";
import { moneyWords } from "../durations.js";
import { icon } from "../icons.js";
import { counted, locale, t, translated } from "../l10n.js";
import type { Quoted, QuoteState } from "./liveQuote.js";
import { lineProblems } from "./whatPart.js";

export interface Card {
  quote: QuoteState;
  /** What keeps anything from being started here. */
  blocked: Problem | null;
  /** What went wrong with the last start. */
  failed: Problem | null;
  starting: boolean;
  start: () => void;
  again: () => void;
  setKey: () => void;
}

export function quoteCard(card: Card): TemplateResult {
  const { quote, blocked, failed, starting } = card;
  const quoted = quote.state === "ready" ? quote.quoted : quote.state === "asking" ? quote.last : null;
  const ready = quote.state === "ready" && isAllowed(quote.quoted) && blocked === null && !starting;
  return html`<aside class="card" aria-labelledby="quote">
    <h2 id="quote">${t("What it will take")}</h2>
    <div class="quote ${quote.state}" aria-busy=${quote.state === "asking"}>
      ${quote.state === "failed" ? problem(quote.problem, card) : quoted ? figures(quoted) : nothing}
      ${quote.state === "none" ? html`<p class="muted">${t("Say what to make, and the quote comes here.")}</p>` : nothing}
      ${quote.state === "asking" && !quoted ? html`<p class="muted">${t("Reckoning…")}</p>` : nothing}
    </div>
    ${blocked ? problem(blocked, card) : nothing} ${failed ? problem(failed, card) : nothing}
    <vscode-button ?disabled=${!ready} @click=${() => (ready ? card.start() : undefined)}
      >${starting ? t("Starting…") : buttonWords(quoted)}</vscode-button
    >
    <p class="muted state" role="status">${stateWords(card)}</p>
  </aside>`;
}

export const quoteOf = (quoted: Quoted): Quote | null => quoted.value.quote;

function isAllowed(quoted: Quoted): boolean {
  const quote = quoteOf(quoted);
  return quoted.kind === "videos" ? quote === null || quote.allowed : quote?.allowed === true;
}

function buttonWords(quoted: Quoted | null): string {
  const price = quoted === null ? undefined : quoteOf(quoted)?.price;
  if (price === undefined) return t("Start");
  return price === null ? t("Start, at an unknown price") : t("Start, for about {0}", moneyWords(price));
}

function stateWords({ quote, blocked, starting }: Card): string {
  if (starting || blocked) return "";
  if (quote.state === "asking") return t("The quote is being brought up to date.");
  if (quote.state !== "ready") return "";
  const money = quoteOf(quote.quoted);
  if (money && !money.allowed) return t("More than the cap: nothing is started.");
  return "";
}

function figures(quoted: Quoted): TemplateResult {
  const quote = quoteOf(quoted);
  if (quoted.kind === "videos" && quote === null)
    return html`<p>
      ${icon("check")}<span>${t("Made from the built-in templates, on this computer. Nothing is paid for.")}</span>
    </p>`;
  return html`${quote ? amounts(quote) : nothing}
  ${quoted.kind === "requests" ? requestsFigures(quoted.value) : nothing}`;
}

function amounts(quote: Quote): TemplateResult {
  const { requests, tokens, usd, mode, wait, models, cap, context, problems } = quote;
  const way = (name: "interactive" | "batch", words: string): TemplateResult =>
    html`<div class=${mode === name ? "taken" : ""}>
      <dt>${words}${mode === name ? html`<span class="unseen"> ${t("chosen")}</span>` : nothing}</dt>
      <dd>${moneyWords(usd[name])}</dd>
    </div>`;
  const hint = tokens.counted === "provider" ? t("counted by the provider") : t("estimated");
  return html`<dl>
      ${way("interactive", t("At once"))} ${way("batch", t("As a batch"))}
      <div>
        <dt>${t("Cap")}</dt>
        <dd>${cap === null ? t("none") : moneyWords(cap)}</dd>
      </div>
      <div>
        <dt>${t("Requests")}</dt>
        <dd>
          ${
            requests.expected === requests.most
              ? number(requests.expected)
              : t("{0}, at most {1}", number(requests.expected), number(requests.most))
          }
        </dd>
      </div>
      <div>
        <dt>${t("Tokens in")}</dt>
        <dd>${number(tokens.prompt)} <span class="muted">${hint}</span></dd>
      </div>
      <div>
        <dt>${t("Tokens out")}</dt>
        <dd>${t("about {0}", number(tokens.completion))}</dd>
      </div>
      <div>
        <dt>${t("Wait")}</dt>
        <dd>${translated(wait)}</dd>
      </div>
      <div>
        <dt>${t("Models")}</dt>
        <dd>${models.join(", ")}</dd>
      </div>
    </dl>
    <p class="muted context">${context.why}</p>
    ${problems.map(({ severity, code, message }) => html`<p>${icon(severity)}<span>${translated(problemKinds[code].title)}. ${message}</span></p>`)}`;
}

function requestsFigures({ shown, count, batches, problems, most }: RequestsQuote): TemplateResult {
  const forms = batches.map(({ form, requests }) =>
    form === "file"
      ? counted(requests, "{0} request as a file", "{0} requests as a file")
      : counted(requests, "{0} request inline", "{0} requests inline"),
  );
  return html`${lineProblems(problems)}
  ${most === null ? nothing : html`<p class="muted">${t("At most {0}, when every answer is as long as it may be.", moneyWords(most))}</p>`}
  ${forms.length > 0 ? html`<p class="muted">${counted(forms.length, "{0} batch: {1}", "{0} batches: {1}", forms.join(", "))}</p>` : nothing}
  ${
    count === 0
      ? nothing
      : html`<details>
          <summary>${counted(count, "{0} question", "{0} questions")}</summary>
          <ol class="rows">
            ${shown.map(
              ({ id, prompt }) =>
                html`<li>
                  <span><b>${id}</b> ${prompt}</span>
                </li>`,
            )}
            ${count > shown.length ? html`<li class="muted">${t("and {0} more", count - shown.length)}</li>` : nothing}
          </ol>
        </details>`
  }`;
}

const keyProblems = new Set(["key-missing", "key-rejected"]);

function problem({ code, severity, message, fix }: Problem, { again, setKey }: Card): TemplateResult {
  return html`<div class="problem" role="alert">
    ${icon(severity)}
    <div>
      <p><b>${translated(problemKinds[code].title)}</b></p>
      <p>${message}</p>
      ${fix ? html`<p class="muted">${translated(fix)}</p>` : nothing}
      <p class="links">
        ${keyProblems.has(code) ? html`<button type="button" class="link" @click=${setKey}>${t("Set key")}</button>` : nothing}
        <button type="button" class="link" @click=${again}>${t("Try again")}</button>
      </p>
    </div>
  </div>`;
}

const number = (value: number): string => Math.round(value).toLocaleString(locale());
