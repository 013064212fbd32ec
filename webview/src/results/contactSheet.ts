/** The contact sheet: frames of the video with what a viewer may mind marked on them. A frame leads to its line. */
import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { PanelJob } from "../../../protocol/panel.js";
import { problemKinds, type Problem } from "../../../protocol/problems.js";
import type { Timeline } from "../../../protocol/timeline.js";
import { call } from "../call.js";
import { rectangleOf } from "../frame/rectangles.js";
import { icon } from "../icons.js";
import { t, translated } from "../l10n.js";
import { shared } from "../styles.js";
import { clockWords } from "./clock.js";
import { FrameDrawer } from "./frameDrawer.js";
import { sheetFrames, type SheetFrame } from "./sheetFrames.js";

@customElement("manim-video-sheet")
export class ContactSheet extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
        gap: 14px 12px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .frame {
        display: block;
        width: 100%;
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        text-align: left;
        cursor: pointer;
      }
      .frame:focus-visible {
        outline-offset: 2px;
      }
      .picture {
        position: relative;
        aspect-ratio: 16 / 9;
        border: 1px solid var(--line);
        border-radius: 3px;
        overflow: hidden;
        background: #000;
      }
      .frame:hover .picture {
        border-color: var(--vscode-focusBorder);
      }
      canvas,
      svg.marks {
        position: absolute;
        inset: 0;
        display: block;
        width: 100%;
        height: 100%;
      }
      .halo {
        fill: none;
        stroke: #000;
        stroke-width: 4;
      }
      .mark {
        fill: none;
        stroke: #ffd24a;
        stroke-width: 2;
      }
      .head {
        display: flex;
        gap: 6px;
        justify-content: space-between;
        margin-top: 4px;
      }
      .words {
        display: flex;
        gap: 6px;
        margin: 2px 0 0;
        overflow-wrap: anywhere;
      }
      .time {
        flex: none;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) accessor job: PanelJob | undefined;
  @state() private accessor timeline: Timeline | null = null;
  #shown = "";
  #drawing = new AbortController();
  #drawer: FrameDrawer | undefined;
  /** What is not on the screen is not drawn. */
  #seen: IntersectionObserver | undefined;

  override disconnectedCallback(): void {
    this.#end();
    this.#shown = "";
    super.disconnectedCallback();
  }

  protected override updated(): void {
    const { job } = this;
    const shown = job?.videoUrl ? `${job.id} ${job.videoUrl}` : "";
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#end();
      this.timeline = null;
      if (job && shown !== "") void this.#load(job.id, shown);
    } else this.#observe();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job, timeline } = this;
    if (!job?.videoUrl || !timeline) return nothing;
    return html`<ol>
      ${sheetFrames(timeline, job.problems).map((frame) => this.#item(job.id, frame))}
    </ol>`;
  }

  #item(id: string, { scene, number, time, finding }: SheetFrame): TemplateResult {
    const { file, title, name, plays } = scene;
    const at = plays.find(({ start, end }) => start <= time && time < end);
    const line = finding?.line ?? at?.line ?? 1;
    const words = title || name;
    const what = finding
      ? `${translated(problemKinds[finding.code].title)}. ${finding.message}`
      : t("Nothing was found.");
    const go = () => void call("results.goTo", { id, file, line });
    return html`<li>
      <button
        class="frame"
        aria-label=${t("Scene {0}, {1}: {2} Go to line {3}.", number, words, what, line)}
        @click=${go}
      >
        <div class="picture">
          <canvas data-time=${time}></canvas>
          ${finding?.area ? marksOf(finding.area) : nothing}
        </div>
      </button>
      <div class="head">
        <span class="one-line" title=${words}>${number} ${words}</span>
        <button class="link time" aria-label=${t("Play from {0}", clockWords(time))} @click=${() => this.#seek(time)}>
          ${clockWords(time)}
        </button>
      </div>
      ${
        finding
          ? html`<p class="words">${icon(finding.severity)}<span>${what}</span></p>`
          : html`<p class="words muted">${icon("check")}<span>${what}</span></p>`
      }
    </li>`;
  }

  async #load(id: string, shown: string): Promise<void> {
    const answer = await call("results.timeline", { id });
    if (this.#shown !== shown) return;
    this.timeline = answer.ok ? answer.value : null;
  }

  #observe(): void {
    const address = this.job?.videoUrl;
    if (!address || !this.timeline) return;
    this.#seen ??= new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        this.#seen?.unobserve(target);
        const canvas = target as HTMLCanvasElement;
        this.#drawer ??= new FrameDrawer(address);
        void this.#drawer
          .draw(canvas, Number(canvas.dataset["time"]), this.#drawing.signal)
          .then((drawn) => (canvas.dataset["drawn"] = String(drawn)));
      }
    });
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>("canvas:not([data-drawn])")) {
      canvas.dataset["drawn"] = "";
      this.#seen.observe(canvas);
    }
  }

  #end(): void {
    this.#drawing.abort();
    this.#drawing = new AbortController();
    this.#seen?.disconnect();
    this.#drawer?.close();
    this.#seen = this.#drawer = undefined;
  }

  #seek(time: number): void {
    this.dispatchEvent(new CustomEvent<number>("seek-video", { detail: time }));
  }
}

/** A rectangle that can be seen on a bright and on a dark picture. */
function marksOf(area: NonNullable<Problem["area"]>): TemplateResult {
  const { left, top, width, height } = rectangleOf(area);
  const rectangle = (kind: string) =>
    svg`<rect class=${kind} x=${left} y=${top} width=${width} height=${height} vector-effect="non-scaling-stroke"/>`;
  return html`<svg class="marks" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
    ${rectangle("halo")}${rectangle("mark")}
  </svg>`;
}
