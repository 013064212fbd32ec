/** Who is asked: the provider, its key, and a model for each role, from the list that the provider gives. */
import { html, nothing, type TemplateResult } from "lit";
import type { KeyState, ListedProvider } from "../../../protocol/calls/newJobCalls.js";
import { problemKinds } from "../../../protocol/problems.js";
import type { Provider } from "../../../protocol/settings.js";
import { icon } from "../icons.js";
import { counted, t, translated } from "../l10n.js";
import { choice, text } from "./fields.js";
import { resolvedProvider, type Form } from "./form.js";

export function modelsPart(form: Form): TemplateResult {
  const { change } = form;
  const provider = resolvedProvider(form);
  return html`<section aria-labelledby="who">
    <h2 id="who">${t("Who is asked")}</h2>
    <div class="grid">
      ${choice({ id: "provider", label: t("Provider") }, shownProvider(form), providersOf(form), (value) =>
        change({ provider: value, model: "", sceneModel: "", helperModel: "" }),
      )}
      ${provider === "templates" ? templatesNote() : models(form, provider)}
    </div>
    ${keys(form, provider)}
  </section>`;
}

function shownProvider({ draft }: Form): Provider {
  const isOut = draft.what === "requests" && (draft.provider === "templates" || draft.provider === "editor");
  return isOut ? "auto" : draft.provider;
}

function providersOf({ draft, around }: Form): { value: Provider; label: string }[] {
  const openai = around.openaiHost === "" ? t("OpenAI") : t("OpenAI-compatible, {0}", around.openaiHost);
  const forVideos: { value: Provider; label: string }[] = [
    { value: "templates", label: t("Built-in templates, no key") },
    ...(around.editorModels.length > 0 ? [{ value: "editor" as const, label: t("The editor's own model") }] : []),
  ];
  return [
    { value: "auto", label: t("Automatic") },
    { value: "gemini", label: t("Gemini") },
    { value: "openai", label: openai },
    ...(draft.what === "requests" ? [] : forVideos),
  ];
}

function templatesNote(): TemplateResult {
  return html`<p class="muted wide">
    ${t("Classic topics, or your outline with points, formulas, plots and tables. Made on this computer.")}
  </p>`;
}

function models(form: Form, provider: ListedProvider | "editor"): TemplateResult {
  const { draft, change } = form;
  const known = provider === "editor" ? form.around.editorModels.map(({ model }) => model) : namesOf(form, provider);
  const usual = defaultsOf(form, provider);
  const role = (id: "model" | "sceneModel" | "helperModel", label: string, placeholder: string): TemplateResult =>
    text({ id, label }, draft[id], (value) => change({ [id]: value }), { placeholder, suggestions: known });
  const scene = usual.scene === "" ? t("As the planner") : usual.scene;
  return html`${
    draft.what === "requests"
      ? role("model", t("Model"), usual.scene === "" ? t("Its name at the provider") : usual.scene)
      : html`${role("model", t("Planner model"), usual.planner === "" ? t("Its name at the provider") : usual.planner)}
        ${role("sceneModel", t("Scene model"), draft.model === "" ? scene : t("As the planner"))}
        ${role("helperModel", t("Repair model"), t("As for scenes"))}`
  }
  ${provider === "editor" ? nothing : html`<div class="wide list-state">${listState(form, provider)}</div>`}`;
}

function namesOf(form: Form, provider: ListedProvider): string[] {
  if (!canList(form, provider)) return [];
  const list = form.models(provider);
  return list.state === "ready" ? list.listed.models : [];
}

/** Who is asked when nobody is named: the settings' models, else the provider's usual ones. */
function defaultsOf(form: Form, provider: ListedProvider | "editor"): { planner: string; scene: string } {
  const { model, sceneModel } = form.around.settings;
  const own = (name: string): string => {
    const [prefix, ...rest] = name.split("/");
    return rest.length === 0 || prefix === provider ? name : "";
  };
  const listed = provider !== "editor" && canList(form, provider) ? form.models(provider) : null;
  const usual = listed?.state === "ready" ? listed.listed.defaults : { planner: "", scene: "" };
  return { planner: own(model) || usual.planner, scene: own(sceneModel) || own(model) || usual.scene };
}

const canList = ({ around }: Form, provider: ListedProvider): boolean =>
  around.keys[provider] === "set" || (provider === "openai" && !around.openaiNeedsKey);

function listState(form: Form, provider: ListedProvider): TemplateResult {
  if (!canList(form, provider))
    return html`<span class="muted"
      >${t("With an API key, the provider's models are listed. A name can be typed.")}</span
    >`;
  const list = form.models(provider);
  const again = html`<button type="button" class="link" @click=${() => form.askModels(provider)}>
    ${list.state === "failed" ? t("Try again") : t("Ask again")}
  </button>`;
  switch (list.state) {
    case "loading":
      return html`<span class="muted" role="status">${t("Asking for the models…")}</span>`;
    case "failed":
      return html`<span role="status"
          >${icon("warning")}
          ${t("The models cannot be listed: {0}. A name can be typed.", translated(problemKinds[list.problem.code].title))}</span
        >
        ${again}`;
    case "ready":
      return html`<span class="muted" role="status"
          >${counted(list.listed.models.length, "{0} model can be chosen, or another typed.", "{0} models can be chosen, or others typed.")}</span
        >
        ${again}`;
  }
}

function keys(form: Form, provider: Provider): TemplateResult {
  const shown: ListedProvider[] = ["gemini", "openai"];
  return html`<ul class="keys" aria-label=${t("API keys")}>
    ${shown.map((name) => {
      const state = form.around.keys[name];
      const owner = name === "gemini" ? t("Gemini") : t("OpenAI");
      const isNeeded = name === provider && state !== "set" && (name === "gemini" || form.around.openaiNeedsKey);
      return html`<li>
        ${icon(state === "set" ? "check" : isNeeded ? "warning" : "planned")}
        <span>${t("{0}: {1}", owner, keyWords[state])}</span>
        <vscode-button
          appearance=${isNeeded ? "primary" : "secondary"}
          aria-label=${state === "set" ? t("Replace key for {0}", owner) : t("Set key for {0}", owner)}
          @click=${() => form.setKey(name)}
          >${state === "set" ? t("Replace key") : t("Set key")}</vscode-button
        >
      </li>`;
    })}
  </ul>`;
}

const keyWords: Record<KeyState, string> = {
  set: t("API key is set"),
  unset: t("no API key yet"),
  lost: t("API key must be entered again"),
};
