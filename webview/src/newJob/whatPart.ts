/** What is to be made: one topic, an outline, a list of topics, or answers to questions. */
import { html, nothing, type TemplateResult } from "lit";
import type { TopicEntry } from "../../../protocol/job.js";
import type { Problem } from "../../../protocol/problems.js";
import { icon } from "../icons.js";
import { counted, t } from "../l10n.js";
import { whats, type What } from "./draft.js";
import { area, choice } from "./fields.js";
import type { Form } from "./form.js";

/** Topics that are shown one by one; more are counted. */
const mostShown = 200;

export function whatPart(form: Form): TemplateResult {
  const { draft, change } = form;
  const names: Record<What, string> = {
    topic: t("One topic"),
    outline: t("An outline"),
    list: t("A list of topics"),
    requests: t("Questions, no video"),
  };
  return html`<section aria-labelledby="what">
    <h2 id="what">${t("What to make")}</h2>
    <div class="kinds" role="radiogroup" aria-labelledby="what">
      ${whats.map(
        (what) =>
          html`<label
            ><input
              type="radio"
              name="what"
              value=${what}
              .checked=${draft.what === what}
              @change=${() => change({ what })}
            /><span>${names[what]}</span></label
          >`,
      )}
    </div>
    ${content(form)}
  </section>`;
}

function content(form: Form): TemplateResult {
  const { draft, change } = form;
  switch (draft.what) {
    case "topic":
      return area({ id: "topic", label: t("Topic") }, draft.topic, (topic) => change({ topic }), {
        placeholder: t("Why does the derivative of sin equal cos?"),
        rows: 3,
      });
    case "outline":
      return area(
        {
          id: "outline",
          label: t("Outline in Markdown"),
          hint: t(
            "The first heading is the title, each further heading a scene. Points, formulas, tables and plots stand below them.",
          ),
        },
        draft.outline,
        (outline) => change({ outline }),
        { placeholder: "# Binary search\n\n## The idea\n- Halve what is left\n", rows: 12, mono: true },
      );
    case "list":
      return listContent(form);
    case "requests":
      return requestsContent(form);
  }
}

const endings = [".txt", ".md", ".csv", ".tsv", ".jsonl"] as const;

function listContent(form: Form): TemplateResult {
  const { draft, change, listed } = form;
  const { name, text } = draft.list;
  const ending = endings.find((each) => name.toLowerCase().endsWith(each)) ?? ".txt";
  const labels: Record<(typeof endings)[number], string> = {
    ".txt": t("A topic a line"),
    ".md": t("Markdown list"),
    ".csv": t("CSV"),
    ".tsv": t("TSV"),
    ".jsonl": t("JSON Lines"),
  };
  return html`<div class="grid">
      ${choice(
        { id: "list-form", label: t("Form of the list") },
        ending,
        endings.map((value) => ({ value, label: labels[value] })),
        (value) => change({ list: { name: `topics${value}`, text, removed: [] } }),
      )}
      ${fileButton(t("Choose a file…"), () => form.chooseFile("list"))}
    </div>
    ${area(
      {
        id: "list",
        label: t("Topics"),
        hint: t(
          "Paste the list, or drop a file here: CSV, TSV, JSON Lines, Markdown or plain lines. Columns and keys: topic, id, scenes, quality, language, style.",
        ),
      },
      text,
      (typed) => change({ list: { name, text: typed, removed: [] } }),
      { placeholder: "What is a limit?\nWhat is a derivative?", rows: 7, mono: true },
    )}
    ${lineProblems(listed.problems)} ${topics(form)}`;
}

function topics({ draft, change, listed }: Form): TemplateResult | typeof nothing {
  const { removed } = draft.list;
  const kept = listed.topics.map((topic, place) => ({ topic, place })).filter(({ place }) => !removed.includes(place));
  if (listed.topics.length === 0) return nothing;
  const without = (place: number) => change({ list: { ...draft.list, removed: [...removed, place] } });
  return html`<div class="listed">
    <p role="status">
      ${counted(kept.length, "{0} video", "{0} videos")}
      ${
        removed.length === 0
          ? nothing
          : html`<span class="muted">${counted(removed.length, "{0} left out", "{0} left out")}</span>
              <button type="button" class="link" @click=${() => change({ list: { ...draft.list, removed: [] } })}>
                ${t("Take all")}
              </button>`
      }
    </p>
    <ul class="rows" tabindex="0" aria-label=${t("Topics of the list")}>
      ${kept.slice(0, mostShown).map(
        ({ topic, place }) =>
          html`<li>
            <span>${topic.topic} <span class="muted">${factsOf(topic)}</span></span
            ><button
              type="button"
              class="remove"
              aria-label=${t("Leave out {0}", topic.topic)}
              title=${t("Leave out")}
              @click=${() => without(place)}
            >
              ${icon("cancel")}
            </button>
          </li>`,
      )}
      ${kept.length > mostShown ? html`<li class="muted">${t("and {0} more", kept.length - mostShown)}</li>` : nothing}
    </ul>
  </div>`;
}

function factsOf({ id, scenes, quality, language, style }: TopicEntry): string {
  const facts = [id, scenes && counted(scenes, "{0} scene", "{0} scenes"), quality, language, style];
  return facts.filter((fact) => fact !== undefined && fact !== 0 && fact !== "").join(", ");
}

function requestsContent(form: Form): TemplateResult {
  const { draft, change } = form;
  const { requests } = draft;
  const { path, name, text } = requests;
  const fromFile = path !== "";
  return html`<p class="muted">
      ${t("Text of any kind goes to the model as it is; its answers are kept, and no video is made.")}
    </p>
    <div class="grid">
      ${
        fromFile
          ? html`<div class="field">
              <span class="label">${t("File")}</span>
              <span class="chosen">${icon("code")}<span>${name}</span></span>
              <span class="hint muted">${path}</span>
            </div>`
          : choice(
              { id: "requests-form", label: t("A question is") },
              requests.form,
              [
                { value: "lines", label: t("each line") },
                { value: "blocks", label: t("each block between empty lines") },
                { value: "jsonl", label: t("a line of JSON Lines") },
              ],
              (value) => change({ requests: { ...requests, form: value } }),
            )
      }
      ${fileButton(fromFile ? t("Another file…") : t("JSON Lines file…"), () => form.chooseFile("requests"))}
      ${
        fromFile
          ? fileButton(t("Type instead"), () => change({ requests: { ...requests, path: "", name: "" } }))
          : nothing
      }
    </div>
    ${
      fromFile
        ? nothing
        : area(
            {
              id: "requests",
              label: t("Questions"),
              hint: t(
                "Begin one with @use_cache and a name to use a context cache. A JSON line has prompt, and may have id, system, model, temperature, maxOutputTokens, schema, metadata.",
              ),
            },
            text,
            (typed) => change({ requests: { ...requests, text: typed } }),
            { placeholder: t("Explain eigenvectors in two sentences."), rows: 8, mono: requests.form === "jsonl" },
          )
    }`;
}

function fileButton(words: string, click: () => void): TemplateResult {
  return html`<div class="field end">
    <vscode-button appearance="secondary" @click=${click}>${icon("folder", "start")}${words}</vscode-button>
  </div>`;
}

/** What is wrong with a list or with requests, each with its line. */
export function lineProblems(problems: readonly Problem[]): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<div role="alert">
    <ul class="line-problems" aria-label=${t("Lines that cannot be used as they are")}>
      ${problems.slice(0, 20).map(({ severity, message }) => html`<li>${icon(severity)}<span>${message}</span></li>`)}
      ${problems.length > 20 ? html`<li class="muted">${t("and {0} more", problems.length - 20)}</li>` : nothing}
    </ul>
  </div>`;
}
