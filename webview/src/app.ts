/** The panel as a whole: list and detail, and what is shown when there is nothing to list or nobody to ask. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { HistoryFilter, ListState } from "../../protocol/calls/historyCalls.js";
import type { Problem } from "../../protocol/problems.js";
import type { HostMessage, PanelJob, PanelMessage } from "../../protocol/panel.js";
import { Announcements } from "./announcements.js";
import { appStyles } from "./appStyles.js";
import { blankStyles } from "./blankStyles.js";
import { call } from "./call.js";
import { FrameQueue } from "./frameQueue.js";
import { host, keep } from "./host.js";
import { icon } from "./icons.js";
import "./jobDetail.js";
import type { JobDetail } from "./jobDetail.js";
import "./jobFilter.js";
import "./jobList.js";
import "./machineNote.js";
import { JobHistory, noFilter } from "./jobHistory.js";
import { t, translated } from "./l10n.js";
import { ListWatch } from "./listWatch.js";
import { afterMessage, emptyModel, missingJob, shownJob, type PanelModel } from "./model.js";
import { openNewVideo } from "./showView.js";
import { splitStyles } from "./splitStyles.js";
import { waitingPage } from "./problemNote.js";
import { shared } from "./styles.js";
import "./tabBar.js";
import { videosView, viewOf } from "./views.js";
import { formView, wishesOffered } from "./wishes.js";

@customElement("manim-video-app")
export class App extends LitElement {
  static override styles = [shared, blankStyles, splitStyles, appStyles];

  @state() private accessor model: PanelModel = emptyModel(null);
  @state() private accessor announced = "";
  /** The last one that belongs to no job, until the user hides it. */
  @state() private accessor problem: Problem | null = null;
  /** Raised when the history has changed. */
  @state() private accessor version = 0;
  @state() private accessor listed: ListState | null = null;
  readonly #announcements = new Announcements();
  readonly #history = new JobHistory(
    (value, signal) => call("history.page", value, signal),
    () => void (this.version += 1),
  );
  readonly #listWatch = new ListWatch((state) => (this.listed = state));
  /** The next frame takes them in together. */
  readonly #queue = new FrameQueue((messages) => this.#take(messages));
  #asked: string | null = null;
  /** What is shown until a job that was asked for is there. */
  #shown: PanelJob | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = host().getState();
    this.model = emptyModel(kept?.selected ?? null, kept?.view);
    window.addEventListener("message", this.#receive);
    window.addEventListener(wishesOffered, this.#showForm);
    this.addEventListener("show-job", this.#showJob);
    this.addEventListener("show-problem", this.#showProblem as EventListener);
    host().postMessage({ type: "ready" });
  }

  override disconnectedCallback(): void {
    window.removeEventListener("message", this.#receive);
    window.removeEventListener(wishesOffered, this.#showForm);
    this.#history.dispose();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { view } = this.model;
    return html`<manim-video-tabs
        .selected=${view}
        @select-view=${({ detail }: CustomEvent<string>) => this.#show({ ...this.model, view: detail })}
      ></manim-video-tabs>
      <manim-video-machine .backend=${this.model.backend}></manim-video-machine>
      ${this.#notice()} ${view === videosView.id ? this.#videos() : viewOf(view)}
      <div class="unseen" role="status" aria-live="polite">${this.announced}</div>`;
  }

  #videos(): TemplateResult {
    const { jobs, backend } = this.model;
    if (jobs && jobs.length > 0) return this.#jobs();
    return jobs && backend === "running" ? this.#empty() : this.#waiting();
  }

  #jobs(): TemplateResult {
    const missing = missingJob(this.model);
    const job = missing === null ? shownJob(this.model) : (this.#shown ?? shownJob(this.model));
    return html`<main class="split">
      <nav aria-label=${t("Videos")}>
        <header>
          <h2>${t("Videos")}</h2>
          ${this.#generate("icon")}
        </header>
        <manim-video-filter
          .filter=${this.#history.filter}
          .total=${this.#history.total}
          @filter-jobs=${({ detail }: CustomEvent<HistoryFilter>) => this.#history.setFilter(detail)}
        ></manim-video-filter>
        ${this.#unlisted()}
        <manim-video-list
          .history=${this.#history}
          .version=${this.version}
          .selected=${missing ?? job?.id ?? ""}
          @select-job=${(event: CustomEvent<string>) => this.#select(event.detail)}
          @enter-job=${() => this.renderRoot.querySelector<JobDetail>("manim-video-job")?.focus()}
        ></manim-video-list>
      </nav>
      <manim-video-job
        .job=${job}
        .listed=${this.listed}
        @panel-message=${(event: CustomEvent<PanelMessage>) => host().postMessage(event.detail)}
      ></manim-video-job>
    </main>`;
  }

  /** What stands above an empty list. */
  #unlisted(): TemplateResult | typeof nothing {
    const { total, problem } = this.#history;
    if (problem) {
      return html`<p class="unlisted muted">
        ${problem.message} <button class="link" @click=${() => this.#history.refresh()}>${t("Try again")}</button>
      </p>`;
    }
    if (total !== 0) return nothing;
    return html`<p class="unlisted muted">
      ${t("No video fits.")}
      <button class="link" @click=${() => this.#history.setFilter(noFilter)}>${t("Clear the filter")}</button>
    </p>`;
  }

  #empty(): TemplateResult {
    return html`<main class="blank">
      <div class="large">${icon("video")}</div>
      <h1>${t("No videos yet")}</h1>
      <p class="muted">
        ${t("Name a topic. You get a storyboard, one Python file for each scene, and the finished video.")}
      </p>
      ${this.#generate("primary")}
    </main>`;
  }

  #waiting(): TemplateResult {
    if (this.model.backend === "stopped") {
      return html`<main class="blank">
        <h1>${t("Manim Video is not running")}</h1>
        <p class="muted">${t("It starts with the first video, or with the first scene file that is opened.")}</p>
        ${this.#generate("primary")}
      </main>`;
    }
    return waitingPage(t("Starting…"));
  }

  #notice(): TemplateResult | typeof nothing {
    const { backend, jobs } = this.model;
    const { problem } = this;
    if (jobs && jobs.length > 0 && backend !== "running") {
      const words =
        backend === "starting"
          ? t("The backend is restarting. Videos go on from their last finished step.")
          : t("The backend is not running. It starts again with the next command.");
      return html`<p class="notice" role="status">
        ${icon(backend === "starting" ? "running" : "warning")}<span>${words}</span>
      </p>`;
    }
    if (problem === null) return nothing;
    return html`<p class="notice" role="status">
      ${icon(problem.severity)}<span>${problem.message} ${translated(problem.fix)}</span>
      <vscode-button appearance="icon" aria-label=${t("Hide")} title=${t("Hide")} @click=${() => (this.problem = null)}
        >${icon("cancel")}</vscode-button
      >
    </p>`;
  }

  #generate(appearance: "primary" | "icon"): TemplateResult {
    if (appearance === "icon") {
      return html`<vscode-button
        appearance="icon"
        aria-label=${t("Generate Manim video")}
        title=${t("Generate Manim video")}
        @click=${openNewVideo}
        >${icon("add")}</vscode-button
      >`;
    }
    return html`<vscode-button @click=${openNewVideo}>${t("Generate Manim video")}</vscode-button>`;
  }

  /** Other views name jobs as well. */
  readonly #showJob = (event: Event): void => {
    this.#show({ ...this.model, selected: (event as CustomEvent<string>).detail, view: videosView.id });
    this.#follow([]);
  };

  #select(id: string): void {
    this.#show({ ...this.model, selected: id });
    this.#follow([]);
  }

  readonly #showProblem = ({ detail }: CustomEvent<Problem>): void => void (this.problem = detail);

  readonly #showForm = (): void => this.#show({ ...this.model, view: formView });

  /** The selection outlives the page. */
  #show(model: PanelModel): void {
    const { selected, view } = model;
    if (selected !== this.model.selected || view !== this.model.view) keep({ selected, view });
    this.model = model;
  }

  readonly #receive = ({ data }: MessageEvent<HostMessage>): void => {
    // Whoever has asked takes the answer (call.ts).
    if (data.type !== "answer") this.#queue.add(data);
  };

  #take(messages: HostMessage[]): void {
    this.#show(messages.reduce(afterMessage, this.model));
    for (const message of messages) {
      if (message.type === "job") this.#history.accept(message.job);
      else if (message.type === "jobs" || message.type === "gone") this.#history.refresh();
    }
    this.#follow(messages);
    const job = shownJob(this.model);
    if (job) this.announced = this.#announcements.next(job, Date.now()) ?? this.announced;
  }

  /** Asks for what the shown job needs beside what was sent: itself, where it is an older one, and how far its list is. */
  #follow(messages: HostMessage[]): void {
    const missing = missingJob(this.model);
    if (missing !== null && missing !== this.#asked) host().postMessage({ type: "wantJob", id: missing });
    this.#asked = missing;
    if (missing !== null) return;
    this.#shown = shownJob(this.model);
    this.#listWatch.look(this.#shown?.list ?? "", messages);
  }
}
