/** One job: what it is at, what can be done with it, its video, scenes and problems. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { isFinal } from "../../protocol/job.js";
import type { ListState } from "../../protocol/calls/historyCalls.js";
import type { PanelJob, PanelMessage } from "../../protocol/panel.js";
import { call } from "./call.js";
import { icon, type IconName } from "./icons.js";
import { detailStyles } from "./jobDetailStyles.js";
import "./jobManage.js";
import "./jobTimes.js";
import "./problemList.js";
import "./progressBar.js";
import "./sceneList.js";
import { showProblem } from "./showProblem.js";
import { shared } from "./styles.js";
import { count, listWords, nameOf, percentOf, stateWords, statusIcons, timeWords, usageWords } from "./words.js";

@customElement("manim-video-job")
export class JobDetail extends LitElement {
  static override styles = [shared, detailStyles];

  @property({ attribute: false }) accessor job: PanelJob | undefined;
  /** How far the videos of the same list of topics are; null for a video by itself. */
  @property({ attribute: false }) accessor listed: ListState | null = null;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job } = this;
    if (!job) return nothing;
    const name = nameOf(job);
    return html`<article aria-label=${name}>
      <h1 tabindex="-1">${name}</h1>
      ${job.topic.trim().toLowerCase() !== name.toLowerCase() ? html`<p class="topic muted">${job.topic}</p>` : nothing}
      <p class="facts muted">${factsOf(job).map((fact) => html`<span>${fact}</span>`)}</p>
      ${this.#state(job)} ${this.#buttons(job)} ${this.#list(job)} ${this.#video(job, name)} ${this.#problems(job)}
      ${this.#scenes(job)}
    </article>`;
  }

  #state(job: PanelJob): TemplateResult {
    const active = !isFinal(job.status);
    const percent = percentOf(job);
    return html`<section class="state" aria-label="State">
      <div class="words">
        ${icon(statusIcons[job.status])}
        <span class="one-line">${stateWords(job)}</span>
        <span class="percent">${active ? `${percent} %` : ""}</span>
      </div>
      ${
        job.status === "completed" || job.status === "completed_with_errors"
          ? nothing
          : html`<manim-video-bar .percent=${percent} ?idle=${!active} label="Progress of the video"></manim-video-bar>`
      }
      ${active ? html`<p class="message one-line muted" title=${job.message}>${job.message || "\u00a0"}</p>` : nothing}
      <manim-video-times .job=${job}></manim-video-times>
    </section>`;
  }

  #buttons(job: PanelJob): TemplateResult {
    const { id } = job;
    const active = !isFinal(job.status);
    return html`<div class="buttons">
      ${active ? this.#button("Cancel", "cancel", { type: "cancel", id }) : nothing}
      ${
        !active && job.status !== "completed"
          ? this.#button("Resume", "resume", { type: "resume", id }, "primary")
          : nothing
      }
      ${job.video && !active ? this.#button("Open video", "video", { type: "openVideo", id }) : nothing}
      ${job.scenes.length > 0 ? this.#button("Open code", "code", { type: "openCode", id }) : nothing}
      ${this.#button("Open video folder", "folder", { type: "revealFolder", id })}
      ${active ? nothing : html`<manim-video-manage .job=${id}></manim-video-manage>`}
    </div>`;
  }

  #list({ list }: PanelJob): TemplateResult | typeof nothing {
    if (list === "" || this.listed === null) return nothing;
    const { active, open } = this.listed;
    return html`<section class="list" aria-label="Topic list">
      <span>${icon("stack")}Part of a topic list: ${listWords(this.listed)}</span>
      ${active ? this.#button("Cancel list", "cancel", { type: "cancelList", list }) : nothing}
      ${!active && open ? this.#button("Resume list", "resume", { type: "resumeList", list }) : nothing}
    </section>`;
  }

  #button(words: string, shape: IconName, message: PanelMessage, appearance = "secondary"): TemplateResult {
    return html`<vscode-button appearance=${appearance} @click=${() => this.#send(message)}
      >${icon(shape, "start")}${words}</vscode-button
    >`;
  }

  #video({ id, videoUrl, captionsUrl, thumbnailUrl }: PanelJob, name: string): TemplateResult | typeof nothing {
    if (!videoUrl) return nothing;
    // A new element for each video: a player keeps the tracks and the position of the one before.
    return html`${keyed(
      `${id} ${videoUrl}`,
      html`<video
        controls
        preload="metadata"
        crossorigin="anonymous"
        aria-label=${`Video: ${name}`}
        src=${videoUrl}
        poster=${thumbnailUrl ?? nothing}
      >
        ${captionsUrl ? html`<track kind="captions" srclang="en" label="Captions" src=${captionsUrl} default />` : nothing}
      </video>`,
    )}`;
  }

  #problems(job: PanelJob): TemplateResult | typeof nothing {
    if (job.problems.length === 0) return nothing;
    return html`<section aria-labelledby="problems">
      <h2 id="problems">${count(job.problems.length, "problem")}</h2>
      <manim-video-problems
        .problems=${job.problems}
        .files=${job.scenes.map(({ file }) => file)}
        @open-scene=${(event: CustomEvent<string>) => this.#openScene(job.id, event)}
        @set-key=${() => this.#send({ type: "setKey" })}
      ></manim-video-problems>
    </section>`;
  }

  #scenes(job: PanelJob): TemplateResult | typeof nothing {
    if (job.scenes.length === 0) return nothing;
    const done = job.scenes.filter(({ state }) => state === "done").length;
    return html`<section aria-labelledby="scenes">
      <h2 id="scenes">Scenes <span class="muted">${done} of ${job.scenes.length} done</span></h2>
      <manim-video-scenes
        .scenes=${job.scenes}
        .stills=${job.stillUrls}
        .status=${job.status}
        @open-scene=${(event: CustomEvent<string>) => this.#openScene(job.id, event)}
        @cancel-scene=${(event: CustomEvent<number>) => void this.#cancelScene(job.id, event.detail)}
      ></manim-video-scenes>
    </section>`;
  }

  async #cancelScene(id: string, index: number): Promise<void> {
    const answer = await call("history.cancelScene", { id, index });
    if (!answer.ok) showProblem(this, answer.problem);
  }

  #openScene(id: string, { detail: file }: CustomEvent<string>): void {
    this.#send({ type: "openCode", id, file });
  }

  #send(message: PanelMessage): void {
    this.dispatchEvent(new CustomEvent<PanelMessage>("panel-message", { detail: message }));
  }
}

const providerWords: Record<PanelJob["provider"], string> = {
  auto: "Automatic",
  templates: "Made from built-in templates",
  gemini: "Written by Gemini",
  openai: "Written by an OpenAI-compatible model",
  editor: "Written by the editor's own model",
};

function factsOf(job: PanelJob): string[] {
  const facts = [
    providerWords[job.provider],
    job.mode === "batch" ? "in batches" : "",
    `${job.quality} quality`,
    timeWords(job.createdAt),
    usageWords(job.usage),
  ];
  return facts.filter((fact) => fact !== "");
}
