/** The live frame as a whole: the picture with its findings, and what is said where there is none. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import type { LiveFrameMessage, LiveFrameUpdate, LiveFrameView, ShownFrame } from "../../../protocol/liveFrame.js";
import { problemKinds, type Problem } from "../../../protocol/problems.js";
import { blankStyles } from "../blankStyles.js";
import { icon } from "../icons.js";
import { waitingPage } from "../problemNote.js";
import { shared } from "../styles.js";
import { frameHost } from "./frameHost.js";
import { frameStyles } from "./frameStyles.js";
import { announcementOf, findingName, placeWords, statusOf } from "./frameWords.js";
import { rectangleOf } from "./rectangles.js";
import { t, translated } from "../l10n.js";

/** Milliseconds after which a screen reader is told of the view: one that follows a moving cursor says nothing. */
const restBeforeWords = 800;

@customElement("manim-video-frame")
export class FrameApp extends LitElement {
  static override styles = [shared, blankStyles, frameStyles];

  @state() private accessor view: LiveFrameView | null = null;
  @state() private accessor announced = "";
  /** Number of the finding that is pointed at. */
  @state() private accessor marked = 0;
  #announcing: ReturnType<typeof setTimeout> | undefined;
  #newest = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("message", this.#receive);
    post({ type: "ready" });
  }

  override disconnectedCallback(): void {
    window.removeEventListener("message", this.#receive);
    clearTimeout(this.#announcing);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`${this.#content()}
      <div class="unseen" role="status" aria-live="polite">${this.announced}</div>`;
  }

  #content(): TemplateResult {
    const { view } = this;
    if (!view) return waitingPage(t("Starting…"));
    if (view.state.kind === "empty") return emptyPage();
    if (view.state.kind === "untrusted") return untrustedPage();
    return this.#framePage(view);
  }

  #framePage(view: LiveFrameView): TemplateResult {
    const { frame } = view;
    const status = statusOf(view);
    return html`<main class="frame">
      <header>
        <h1 class="one-line">${frame?.scene ?? view.file}</h1>
        <span class="place muted">${frame ? placeWords(frame) : nothing}</span>
      </header>
      <div
        class=${classMap({ picture: true, stale: status.isStale })}
        style=${styleMap({ "--ratio": String(ratioOf(frame)) })}
      >
        ${frame ? this.#picture(frame) : nothing}
      </div>
      <p class="status">${icon(status.icon)}<span>${status.text}</span></p>
      ${view.state.kind === "failed" ? failureActions(view.state.problem) : nothing}
      ${frame?.stopped ? html`<p>${lineButton(frame.stopped)}</p>` : nothing}
      ${frame && frame.findings.length > 0 && view.state.kind !== "failed" ? this.#list(frame.findings) : nothing}
    </main>`;
  }

  #picture({ url, scene, line, time, width, height, findings }: ShownFrame): TemplateResult {
    return html`<img
        src=${url}
        width=${width}
        height=${height}
        alt=${t("Frame of {0}: {1}", scene, placeWords({ line, time }))}
      />${findings.map((finding, index) => this.#rectangle(finding, index + 1))}`;
  }

  #rectangle(finding: Problem, number: number): TemplateResult | typeof nothing {
    if (!finding.area) return nothing;
    const { left, top, width, height } = rectangleOf(finding.area);
    const place = {
      left: `calc(${left}% - ${around}px)`,
      top: `calc(${top}% - ${around}px)`,
      width: `calc(${width}% + ${2 * around}px)`,
      height: `calc(${height}% + ${2 * around}px)`,
    };
    return html`<button
      class=${classMap({ rectangle: true, marked: this.marked === number, inside: top < 8, right: left > 50 })}
      style=${styleMap(place)}
      aria-label=${findingName(number, finding)}
      title=${findingName(number, finding)}
      @click=${() => reveal(finding)}
      @mouseenter=${() => (this.marked = number)}
      @mouseleave=${() => (this.marked = 0)}
      @focus=${() => (this.marked = number)}
      @blur=${() => (this.marked = 0)}
    >
      <span class="label" aria-hidden="true"
        >${number}<span class="title"> ${translated(problemKinds[finding.code].title)}</span></span
      >
    </button>`;
  }

  #list(findings: Problem[]): TemplateResult {
    return html`<h2>${t("Layout")}</h2>
      <ol>
        ${findings.map((finding, index) => {
          const number = index + 1;
          return html`<li
            class=${classMap({ marked: this.marked === number })}
            @mouseenter=${() => (this.marked = number)}
            @mouseleave=${() => (this.marked = 0)}
          >
            <p><strong>${translated(problemKinds[finding.code].title)}.</strong> ${finding.message}</p>
            <p class="muted">${translated(finding.fix)} ${lineButton(finding)}</p>
          </li>`;
        })}
      </ol>`;
  }

  readonly #receive = ({ data }: MessageEvent<LiveFrameUpdate>): void => {
    if (data.target) frameHost().setState(data.target);
    void this.#take(data.view);
  };

  /** A new picture takes the place of the old one only once it can be drawn, so that nothing flickers. */
  async #take(view: LiveFrameView): Promise<void> {
    const turn = ++this.#newest;
    if (view.frame && view.frame.url !== this.view?.frame?.url) {
      const image = new Image();
      image.src = view.frame.url;
      await image.decode().catch(() => undefined);
      if (turn !== this.#newest) return;
    }
    this.view = view;
    this.marked = 0;
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => {
      const words = announcementOf(view);
      if (words !== "") this.announced = words;
    }, restBeforeWords);
  }
}

/** Pixels between a thing and the rectangle around it. */
const around = 4;

/** The product's frames have this form; a picture that is there says its own. */
const usualRatio = 16 / 9;

function ratioOf(frame: ShownFrame | null): number {
  return frame ? frame.width / frame.height : usualRatio;
}

function emptyPage(): TemplateResult {
  return html`<main class="blank">
    <div class="large">${icon("video")}</div>
    <h1>${t("No scene at the cursor")}</h1>
    <p class="muted">
      ${t("Put the cursor into a scene of a Python file. The view follows it, and shows what is seen there.")}
    </p>
  </main>`;
}

function untrustedPage(): TemplateResult {
  return html`<main class="blank">
    <div class="large">${icon("warning")}</div>
    <h1>${t("This workspace is not trusted")}</h1>
    <p class="muted">
      ${t("Scene files are Python programs. They are run, and drawn here, once you trust the workspace.")}
    </p>
    <button class="action" @click=${() => post({ type: "trust" })}>${t("Manage trust")}</button>
  </main>`;
}

/** Problems of the machine, for which the doctor is the way out. */
const ofMachine = new Set(["python-missing", "python-too-old", "manim-missing", "manim-too-old"]);

function failureActions(failed: Problem): TemplateResult {
  return html`<p class="muted">${translated(failed.fix)} ${lineButton(failed)}</p>
    ${
      ofMachine.has(failed.code)
        ? html`<p><button class="action" @click=${() => post({ type: "doctor" })}>${t("Doctor")}</button></p>`
        : nothing
    }`;
}

function lineButton(found: Problem): TemplateResult | typeof nothing {
  if (found.line === undefined) return nothing;
  return html`<button class="link" @click=${() => reveal(found)}>${t("Go to line {0}", found.line)}</button>`;
}

function reveal({ line }: Problem): void {
  if (line !== undefined) post({ type: "reveal", line });
}

function post(message: LiveFrameMessage): void {
  frameHost().postMessage(message);
}
