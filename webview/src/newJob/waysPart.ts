/** How models are asked: at once or in batches, and how what the requests share is sent. */
import { html, nothing, type TemplateResult } from "lit";
import type { Quote } from "../../../protocol/batch.js";
import type { ContextWish } from "../../../protocol/job.js";
import { icon } from "../icons.js";
import { locale, t } from "../l10n.js";
import { isTogether, type Way } from "./draft.js";
import { choice, text } from "./fields.js";
import { resolvedProvider, type Form } from "./form.js";
import { helpTip } from "./helpTip.js";

/** `quote` is the last one, with the planner's advice; null before there is one. */
export function waysPart(form: Form, quote: Quote | null): TemplateResult | typeof nothing {
  const provider = resolvedProvider(form);
  if (provider === "templates") return nothing;
  const hasBatches = provider !== "editor";
  return html`<section aria-labelledby="how">
    <h2 id="how">${t("How it is asked")}</h2>
    <div class="grid">
      ${hasBatches ? wayField(form) : nothing} ${form.draft.what === "requests" ? cacheField(form) : nothing}
      ${hasBatches && sharesContext(form) ? contextField(form, quote) : nothing}
    </div>
    ${form.draft.what === "requests" ? contextFiles(form) : nothing}
  </section>`;
}

function wayField(form: Form): TemplateResult {
  const { draft, change, around } = form;
  const usual = isTogether(draft) ? t("Automatic: in batches") : t("Automatic: at once");
  const options: { value: Way; label: string }[] = [
    { value: "auto", label: usual },
    { value: "interactive", label: t("At once") },
    { value: "batch", label: t("Batch, form by its size") },
    { value: "inline", label: t("Batch, inline") },
    { value: "file", label: t("Batch, as a file") },
  ];
  const threshold = around.settings["batch.fileThreshold"];
  const words = html`<p><b>${t("At once")}</b> ${t("Answers within minutes, at full price.")}</p>
    <p>
      <b>${t("Batch, inline")}</b>
      ${t("Half price, within a day, often sooner. The requests lie in the call that makes the batch: for up to 16 MB, quickest to start.")}
    </p>
    <p>
      <b>${t("Batch, as a file")}</b>
      ${t("The same price and time. The requests are uploaded as JSON Lines first: for large batches.")}
    </p>
    <p>${t("By its size, a batch of more than {0} requests becomes a file.", threshold)}</p>`;
  const tip = helpTip("way-tip", t("What the modes mean"), words);
  return choice({ id: "way", label: t("Mode"), tip, tipId: "way-tip" }, draft.way, options, (way) => change({ way }));
}

/** Videos always have instructions in common; requests where files are given for all of them. */
function sharesContext({ draft }: Form): boolean {
  return draft.what !== "requests" || (draft.files.length > 0 && draft.cache.trim() === "");
}

function contextField(form: Form, quote: Quote | null): TemplateResult {
  const { draft, change } = form;
  const options: { value: ContextWish; label: string }[] = [
    { value: "auto", label: t("By what it costs") },
    { value: "explicit", label: t("Explicit cache") },
    { value: "implicit", label: t("Implicit cache") },
    { value: "none", label: t("No cache") },
  ];
  const words = html`<p>${t("What many requests begin with can be kept at the provider.")}</p>
    <p><b>${t("Explicit")}</b> ${t("Stored once under a name and used by all; cheap to use, and paid by the hour.")}</p>
    <p>
      <b>${t("Implicit")}</b>
      ${t("Sent first in each request; the provider may find it again, and gives a discount then.")}
    </p>
    <p><b>${t("None")}</b> ${t("Sent in full with each request.")}</p>`;
  const tip = helpTip("context-tip", t("What the kinds of context mean"), words);
  return choice(
    { id: "context", label: t("Shared context"), tip, tipId: "context-tip", hint: contextHint(quote) },
    draft.context,
    options,
    (context) => change({ context }),
  );
}

const contextNames: Record<Quote["context"]["choice"], () => string> = {
  explicit: () => t("explicit"),
  implicit: () => t("implicit"),
  none: () => t("none"),
};

/** A line is kept for it before there is a quote, so that nothing moves. */
function contextHint(quote: Quote | null): string {
  if (quote === null) return t("The advice comes with the quote.");
  const { choice: chosen, why, advice } = quote.context;
  if (advice === undefined) return t("Advised: {0}. {1}", contextNames[chosen](), why);
  return t(
    "Chosen: {0}. {1} Advised: {2}. {3}",
    contextNames[chosen](),
    why,
    contextNames[advice.choice](),
    advice.why,
  );
}

function cacheField({ draft, change }: Form): TemplateResult {
  return text(
    { id: "cache", label: t("Context cache"), hint: t("By name, as with @use_cache; for all that name none.") },
    draft.cache,
    (cache) => change({ cache }),
    { placeholder: t("None") },
  );
}

function contextFiles(form: Form): TemplateResult {
  const { draft, change } = form;
  const unused = draft.cache.trim() !== "" && draft.files.length > 0;
  return html`<div class="files">
    <div class="files-head">
      <span>${t("Files that all questions share")}</span>
      <vscode-button appearance="secondary" @click=${() => form.chooseFile("context")}
        >${icon("add", "start")}${t("Add a file…")}</vscode-button
      >
    </div>
    <ul class="rows" aria-label=${t("Files that all questions share")}>
      ${draft.files.map(
        ({ name, text: content }, place) =>
          html`<li>
            <span
              >${name} <span class="muted">${t("{0} characters", content.length.toLocaleString(locale()))}</span></span
            ><button
              type="button"
              class="remove"
              aria-label=${t("Leave out {0}", name)}
              title=${t("Leave out")}
              @click=${() => change({ files: draft.files.filter((_, other) => other !== place) })}
            >
              ${icon("cancel")}
            </button>
          </li>`,
      )}
    </ul>
    ${unused ? html`<p class="muted">${t("The named cache holds what is shared; the files are not sent.")}</p>` : nothing}
  </div>`;
}
