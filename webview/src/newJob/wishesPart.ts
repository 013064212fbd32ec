/** What the videos shall be like, where they go, and what they may cost and take. */
import { html, nothing, type TemplateResult } from "lit";
import { qualities } from "../../../protocol/settings.js";
import { spanWords } from "../durations.js";
import { t } from "../l10n.js";
import { takenWay } from "./draft.js";
import { choice, number, text } from "./fields.js";
import { resolvedProvider, type Form } from "./form.js";

const hour = 3600;
const deadlines = [0, hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour];
const mostScenes = 30;
const mostUsd = 1_000_000;

export function wishesPart(form: Form): TemplateResult {
  const isPaid = resolvedProvider(form) !== "templates";
  if (form.draft.what === "requests")
    return html`<section aria-labelledby="wishes">
      <h2 id="wishes">${t("Limits")}</h2>
      <div class="grid">${cap(form)}</div>
    </section>`;
  return html`<section aria-labelledby="wishes">
    <h2 id="wishes">${t("Wishes and limits")}</h2>
    <div class="grid">
      ${quality(form)} ${isPaid ? authorWishes(form) : nothing} ${folder(form)} ${isPaid ? cap(form) : nothing}
      ${isPaid && takenWay(form.draft).mode === "batch" ? deadline(form) : nothing}
    </div>
  </section>`;
}

function quality({ draft, change }: Form): TemplateResult {
  const sizes = { low: "480p", medium: "720p", high: "1080p", "4k": "2160p" };
  const names = { low: t("Low"), medium: t("Medium"), high: t("High"), "4k": t("4K") };
  return choice(
    { id: "quality", label: t("Quality") },
    draft.quality,
    qualities.map((value) => ({ value, label: `${names[value]} (${sizes[value]})` })),
    (value) => change({ quality: value }),
  );
}

function authorWishes({ draft, change }: Form): TemplateResult {
  return html`${number(
    { id: "scenes", label: t("Number of scenes") },
    draft.scenes,
    (scenes) => change({ scenes: Math.round(scenes) }),
    { most: mostScenes, none: t("As the topic needs") },
  )}
  ${text({ id: "language", label: t("Language") }, draft.language, (language) => change({ language }), {
    placeholder: t("As the topic’s"),
  })}
  ${text({ id: "style", label: t("Style") }, draft.style, (style) => change({ style }), {
    placeholder: t("Such as: calm, dark background, for pupils"),
  })}`;
}

function folder({ draft, change, chooseFolder }: Form): TemplateResult {
  return text({ id: "folder", label: t("Output folder") }, draft.folder, (value) => change({ folder: value }), {
    placeholder: t("The workspace folder"),
    button: html`<vscode-button
      appearance="secondary"
      aria-label=${t("Choose the output folder")}
      @click=${chooseFolder}
      >${t("Choose…")}</vscode-button
    >`,
  });
}

function cap({ draft, change }: Form): TemplateResult {
  return number({ id: "cap", label: t("Spending cap in US dollars") }, draft.maxUsd, (maxUsd) => change({ maxUsd }), {
    step: 0.01,
    most: mostUsd,
    none: t("No cap"),
  });
}

function deadline({ draft, change }: Form): TemplateResult {
  const own = draft.deadline !== null && !deadlines.includes(draft.deadline) ? [draft.deadline] : [];
  const options = [
    { value: "", label: t("As in the settings") },
    ...[...deadlines, ...own].map((seconds) => ({
      value: String(seconds),
      label: seconds === 0 ? t("No deadline") : spanWords(seconds),
    })),
  ];
  return choice(
    {
      id: "deadline",
      label: t("Deadline"),
      hint: t("What the batches have not answered by then is asked for at once, at full price."),
    },
    draft.deadline === null ? "" : String(draft.deadline),
    options,
    (value) => change({ deadline: value === "" ? null : Number(value) }),
  );
}
