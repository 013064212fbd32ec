/** The player: a finished video with a chapter for each scene, tied to the code that it was made from. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { styleMap } from "lit/directives/style-map.js";
import type { CodePlace } from "../../../protocol/calls/resultCalls.js";
import type { HostMessage, PanelJob } from "../../../protocol/panel.js";
import type { Problem } from "../../../protocol/problems.js";
import type { SceneTimeline, Timeline } from "../../../protocol/timeline.js";
import { call } from "../call.js";
import { host, keep } from "../host.js";
import { icon } from "../icons.js";
import { t } from "../l10n.js";
import { problemLine } from "../problemNote.js";
import { shared } from "../styles.js";
import { clockWords } from "./clock.js";
import { playerStyles } from "./playerStyles.js";
import { Telling } from "./telling.js";

/** Whether the code follows the video; for all videos. */
const follows = (): boolean => host().getState()?.followsCode ?? false;

@customElement("manim-video-player")
export class Player extends LitElement {
  static override styles = [shared, playerStyles];

  @property({ attribute: false }) accessor job: PanelJob | undefined;
  @property() accessor name = "";

  @state() private accessor timeline: Timeline | null = null;
  @state() private accessor place: CodePlace = { kind: "nothing" };
  /** Files that are other ones than those that were rendered. */
  @state() private accessor changed: readonly string[] = [];
  @state() private accessor scene = -1;
  @state() private accessor problem: Problem | null = null;
  @query("video") private accessor video!: HTMLVideoElement | null;
  #watched = "";
  readonly #telling = new Telling(
    () => this.video,
    (time) => this.#tell(time),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("message", this.#receive);
  }

  override disconnectedCallback(): void {
    window.removeEventListener("message", this.#receive);
    this.#telling.stop();
    this.#watched = "";
    void call("results.watch", { id: null, code: false });
    super.disconnectedCallback();
  }

  protected override updated(): void {
    const { job } = this;
    const shown = job?.videoUrl ? `${job.id} ${job.videoUrl}` : "";
    if (shown === this.#watched) return;
    this.#watched = shown;
    if (job && shown !== "") void this.#watch(job.id, shown);
  }

  /** Shows this second of the video. */
  seek(time: number): void {
    const { video } = this;
    if (video) video.currentTime = time;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job } = this;
    if (!job?.videoUrl) return nothing;
    const { id, videoUrl, captionsUrl, thumbnailUrl } = job;
    const chaptersUrl = captionsUrl?.replace(/captions\.vtt(?=$|\?)/, "chapters.vtt");
    // A new element for each video: a player keeps the tracks and the position of the one before.
    return html`${keyed(
      `${id} ${videoUrl}`,
      html`<video
        controls
        preload="metadata"
        crossorigin="anonymous"
        aria-label=${t("Video: {0}", this.name)}
        src=${videoUrl}
        poster=${thumbnailUrl ?? nothing}
        @play=${() => this.#telling.start()}
        @seeked=${() => this.#telling.once()}
      >
        ${captionsUrl ? html`<track kind="captions" srclang="en" label=${t("Captions")} src=${captionsUrl} default />` : nothing}
        ${chaptersUrl && this.timeline ? html`<track kind="chapters" label=${t("Scenes")} src=${chaptersUrl} default />` : nothing}
      </video>`,
    )}
    ${this.timeline ? this.#tied(this.timeline) : nothing} ${this.problem ? problemLine(this.problem) : nothing}`;
  }

  #tied(timeline: Timeline): TemplateResult {
    return html`<ol class="chapters" aria-label=${t("Scenes of the video")}>
        ${timeline.scenes.map((scene, index) => this.#chapter(scene, index))}
      </ol>
      <div class="tie">
        <vscode-checkbox
          ?checked=${follows()}
          @change=${(event: Event) => this.#follow((event.target as HTMLInputElement).checked)}
          >${t("Follow code")}</vscode-checkbox
        >
        <span class="place">${this.#placeWords()}</span>
      </div>
      ${this.changed.length > 0 ? this.#changedNote(this.changed) : nothing}`;
  }

  #chapter({ title, name, start, end }: SceneTimeline, index: number): TemplateResult {
    const words = title || name;
    return html`<li style=${styleMap({ "--share": String(Math.max(1, end - start)) })}>
      <button
        class="one-line"
        aria-current=${this.scene === index ? "true" : "false"}
        aria-label=${t("Scene {0}, {1}, at {2}", index + 1, words, clockWords(start))}
        title="${words} (${clockWords(start)})"
        @click=${() => this.seek(start + 0.001)}
      >
        ${index + 1} ${words}
      </button>
    </li>`;
  }

  #placeWords(): TemplateResult | string {
    const { place, job } = this;
    if (place.kind !== "play" || !job) return "";
    const { file, line } = place;
    const words = `${file.split("/").at(-1)}:${line}`;
    const go = () => void call("results.goTo", { id: job.id, file, line });
    return html`<button class="link" aria-label=${t("Go to {0}, which is seen now", words)} @click=${go}>
      ${words}
    </button>`;
  }

  #changedNote(files: readonly string[]): TemplateResult {
    const names = files.map((file) => file.split("/").at(-1)).join(", ");
    return html`<div class="note" role="status">
      ${icon("information")}
      <span>${t("{0} changed since the video was made: its lines are no longer tied to the video.", names)}</span>
      <vscode-button appearance="secondary" @click=${() => void this.#again()}
        >${icon("resume", "start")}${t("Make the video again")}</vscode-button
      >
    </div>`;
  }

  async #watch(id: string, shown: string): Promise<void> {
    Object.assign(this, { timeline: null, place: { kind: "nothing" }, changed: [], scene: -1, problem: null });
    const answer = await call("results.timeline", { id });
    if (this.#watched !== shown) return;
    this.timeline = answer.ok ? answer.value : null;
    if (!this.timeline) return;
    this.scene = 0;
    const watched = await call("results.watch", { id, code: follows() });
    if (this.#watched !== shown) return;
    if (watched.ok) this.#telling.once();
    else this.problem = watched.problem;
  }

  async #again(): Promise<void> {
    const { job } = this;
    if (!job) return;
    const answer = await call("results.again", { id: job.id });
    this.problem = answer.ok ? null : answer.problem;
  }

  #follow(on: boolean): void {
    keep({ followsCode: on });
    void call("results.follow", { code: on }).then(() => this.#telling.once());
  }

  async #tell(time: number): Promise<void> {
    const { job, timeline } = this;
    if (!job || !timeline) return;
    this.scene = timeline.scenes.findLastIndex(({ start }) => start <= time + 0.002);
    const answer = await call("results.playhead", { id: job.id, time });
    if (this.job?.id !== job.id) return;
    this.place = answer.ok ? answer.value : { kind: "nothing" };
    this.problem = answer.ok ? null : answer.problem;
  }

  readonly #receive = ({ data }: MessageEvent<HostMessage>): void => {
    if (data.type === "seek" && data.id === this.job?.id) this.seek(data.time);
    if (data.type === "changedCode" && data.id === this.job?.id) {
      this.changed = data.files;
      this.#telling.once();
    }
  };
}
