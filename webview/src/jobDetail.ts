/** One job: what it is at, what can be done with it, its video, scenes and problems. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { isFinal } from "../../protocol/job.js";
import type { ListState } from "../../protocol/calls/historyCalls.js";
import type { PanelJob, PanelMessage } from "../../protocol/panel.js";
import { call } from "./call.js";
import { icon, type IconName } from "./icons.js";
import { detailStyles } from "./detailStyles.js";
import { jobStyles } from "./jobDetailStyles.js";
import "./jobManage.js";
import "./jobTimes.js";
import type { PlaceInFile } from "./problemList.js";
import "./problemList.js";
import "./progressBar.js";
import "./results/answers.js";
import "./results/attempts.js";
import "./results/contactSheet.js";
import "./results/exportBar.js";
import "./results/losses.js";
import "./results/player.js";
import type { Player } from "./results/player.js";
import "./sceneList.js";
import { counted, t } from "./l10n.js";
import { showProblem } from "./showProblem.js";
import { shared } from "./styles.js";
import { listWords, nameOf, percentOf, stateWords, statusIcons, timeWords, usageWords } from "./words.js";

@customElement("manim-video-job")
export class JobDetail extends LitElement {
  static override styles = [shared, detailStyles, jobStyles];

  @property({ attribute: false }) accessor job: PanelJob | undefined;
  /** How far the videos of the same list of topics are; null for a video by itself. */
  @property({ attribute: false }) accessor listed: ListState | null = null;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  /** Another job is shown from its beginning. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("job") && changed.get("job")?.id !== this.job?.id) this.scrollTop = 0;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job } = this;
    if (!job) return nothing;
    const name = nameOf(job);
    return html`<article aria-label=${name}>
      <h1 tabindex="-1">${name}</h1>
      ${job.topic.trim().toLowerCase() !== name.toLowerCase() ? html`<p class="topic muted">${job.topic}</p>` : nothing}
      <p class="facts muted">${factsOf(job).map((fact) => html`<span>${fact}</span>`)}</p>
      ${this.#state(job)} ${this.#buttons(job)} ${this.#list(job)} <manim-video-losses .job=${job}></manim-video-losses>
      ${this.#video(job, name)} ${this.#parts(job)} ${this.#results(job)}
    </article>`;
  }

  #state(job: PanelJob): TemplateResult {
    const active = !isFinal(job.status);
    const percent = percentOf(job);
    return html`<section class="state" aria-label=${t("State")}>
      <div class="words">
        ${icon(statusIcons[job.status])}
        <span class="one-line">${stateWords(job)}</span>
        <span class="percent">${active ? `${percent} %` : ""}</span>
      </div>
      ${
        job.status === "completed" || job.status === "completed_with_errors"
          ? nothing
          : html`<manim-video-bar
              .percent=${percent}
              ?idle=${!active}
              label=${t("Progress of the video")}
            ></manim-video-bar>`
      }
      ${active ? html`<p class="message one-line muted" title=${job.message}>${job.message || "\u00a0"}</p>` : nothing}
      <manim-video-times .job=${job}></manim-video-times>
    </section>`;
  }

  #buttons(job: PanelJob): TemplateResult {
    const { id } = job;
    const active = !isFinal(job.status);
    return html`<div class="buttons">
      ${active ? this.#button(t("Cancel"), "cancel", { type: "cancel", id }) : nothing}
      ${
        !active && job.status !== "completed"
          ? this.#button(t("Resume"), "resume", { type: "resume", id }, "primary")
          : nothing
      }
      ${job.video && !active ? this.#button(t("Open video"), "video", { type: "openVideo", id }) : nothing}
      ${job.scenes.length > 0 ? this.#button(t("Open code"), "code", { type: "openCode", id }) : nothing}
      ${this.#button(t("Open video folder"), "folder", { type: "revealFolder", id })}
      ${active ? nothing : html`<manim-video-manage .job=${id}></manim-video-manage>`}
    </div>`;
  }

  #list({ list }: PanelJob): TemplateResult | typeof nothing {
    if (list === "" || this.listed === null) return nothing;
    const { active, open } = this.listed;
    return html`<section class="list" aria-label=${t("Topic list")}>
      <span>${icon("stack")}${t("Part of a topic list: {0}", listWords(this.listed))}</span>
      ${active ? this.#button(t("Cancel list"), "cancel", { type: "cancelList", list }) : nothing}
      ${!active && open ? this.#button(t("Resume list"), "resume", { type: "resumeList", list }) : nothing}
    </section>`;
  }

  #button(words: string, shape: IconName, message: PanelMessage, appearance = "secondary"): TemplateResult {
    return html`<vscode-button appearance=${appearance} @click=${() => this.#send(message)}
      >${icon(shape, "start")}${words}</vscode-button
    >`;
  }

  /** Problems come one by one while the job runs: then nothing that is looked at stands below them. */
  #parts(job: PanelJob): TemplateResult {
    const [problems, scenes] = [this.#problems(job), this.#scenes(job)];
    return isFinal(job.status) ? html`${problems} ${scenes}` : html`${scenes} ${problems}`;
  }

  #video(job: PanelJob, name: string): TemplateResult | typeof nothing {
    if (!job.videoUrl) return nothing;
    return html`<manim-video-player .job=${job} name=${name}></manim-video-player>`;
  }

  /** What the video looks like, how its code came about, and ways to take both elsewhere. */
  #results(job: PanelJob): TemplateResult {
    const seek = ({ detail }: CustomEvent<number>) => this.#player()?.seek(detail);
    const sheet = html`<h2 id="frames">${t("Contact sheet")}</h2>
      <manim-video-sheet .job=${job} @seek-video=${seek}></manim-video-sheet>`;
    return html`${job.videoUrl ? html`<section aria-labelledby="frames">${sheet}</section>` : nothing}
      <manim-video-attempts .job=${job}></manim-video-attempts>
      <manim-video-answers .job=${job}></manim-video-answers>
      ${isFinal(job.status) ? html`<manim-video-export .job=${job}></manim-video-export>` : nothing}`;
  }

  #player(): Player | null {
    return this.renderRoot.querySelector<Player>("manim-video-player");
  }

  #problems(job: PanelJob): TemplateResult | typeof nothing {
    if (job.problems.length === 0) return nothing;
    return html`<section aria-labelledby="problems">
      <h2 id="problems">${counted(job.problems.length, "{0} problem", "{0} problems")}</h2>
      <manim-video-problems
        .problems=${job.problems}
        .files=${job.scenes.map(({ file }) => file)}
        .folder=${job.folder}
        @open-place=${(event: CustomEvent<PlaceInFile>) => void this.#openPlace(job.id, event.detail)}
        @set-key=${() => this.#send({ type: "setKey" })}
      ></manim-video-problems>
    </section>`;
  }

  #scenes(job: PanelJob): TemplateResult | typeof nothing {
    if (job.scenes.length === 0) return nothing;
    const done = job.scenes.filter(({ state }) => state === "done").length;
    return html`<section aria-labelledby="scenes">
      <h2 id="scenes">${t("Scenes")} <span class="muted">${t("{0} of {1} done", done, job.scenes.length)}</span></h2>
      <manim-video-scenes
        .scenes=${job.scenes}
        .stills=${job.stillUrls}
        .status=${job.status}
        @open-scene=${(event: CustomEvent<string>) => this.#openScene(job.id, event)}
        @cancel-scene=${(event: CustomEvent<number>) => void this.#cancelScene(job.id, event.detail)}
      ></manim-video-scenes>
    </section>`;
  }

  async #openPlace(id: string, { file, line }: PlaceInFile): Promise<void> {
    if (line === null) {
      this.#send({ type: "openCode", id, file });
      return;
    }
    const answer = await call("results.goTo", { id, file, line });
    if (!answer.ok) showProblem(this, answer.problem);
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
  auto: t("Automatic"),
  templates: t("Made from built-in templates"),
  gemini: t("Written by Gemini"),
  openai: t("Written by an OpenAI-compatible model"),
  editor: t("Written by the editor's own model"),
};

function factsOf(job: PanelJob): string[] {
  const facts = [
    providerWords[job.provider],
    job.mode === "batch" ? t("in batches") : "",
    t("{0} quality", job.quality),
    timeWords(job.createdAt),
    usageWords(job.usage),
  ];
  return facts.filter((fact) => fact !== "");
}
