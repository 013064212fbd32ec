/** The panel as a whole: list and detail, and what is shown when there is nothing to list or nobody to ask. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { HostMessage, PanelMessage } from "../../protocol/panel.js";
import { Announcements } from "./announcements.js";
import { appStyles } from "./appStyles.js";
import { host } from "./host.js";
import { icon } from "./icons.js";
import "./jobDetail.js";
import type { JobDetail } from "./jobDetail.js";
import "./jobList.js";
import { afterMessage, emptyModel, jobsOfList, shownJob, type PanelModel } from "./model.js";
import { shared } from "./styles.js";
import "./tabBar.js";
import { videosView, viewOf } from "./views.js";

@customElement("manim-video-app")
export class App extends LitElement {
  static override styles = [shared, appStyles];

  @state() private accessor model: PanelModel = emptyModel(null);
  @state() private accessor announced = "";
  readonly #announcements = new Announcements();

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = host().getState();
    this.model = emptyModel(kept?.selected ?? null, kept?.view);
    window.addEventListener("message", this.#receive);
    this.addEventListener("show-job", this.#showJob);
    host().postMessage({ type: "ready" });
  }

  override disconnectedCallback(): void {
    window.removeEventListener("message", this.#receive);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { view } = this.model;
    return html`<manim-video-tabs
        .selected=${view}
        @select-view=${({ detail }: CustomEvent<string>) => this.#show({ ...this.model, view: detail })}
      ></manim-video-tabs>
      ${this.#notice()} ${view === videosView.id ? this.#videos() : viewOf(view)}
      <div class="unseen" role="status" aria-live="polite">${this.announced}</div>`;
  }

  #videos(): TemplateResult {
    const { jobs, backend } = this.model;
    if (jobs && jobs.length > 0) return this.#jobs();
    return jobs && backend === "running" ? this.#empty() : this.#waiting();
  }

  #jobs(): TemplateResult {
    const job = shownJob(this.model);
    return html`<main class="jobs">
      <nav aria-label="Videos">
        <header>
          <h2>Videos</h2>
          ${this.#generate("icon")}
        </header>
        <manim-video-list
          .jobs=${this.model.jobs ?? []}
          .selected=${job?.id ?? ""}
          @select-job=${(event: CustomEvent<string>) => this.#select(event.detail)}
          @enter-job=${() => this.renderRoot.querySelector<JobDetail>("manim-video-job")?.focus()}
        ></manim-video-list>
      </nav>
      <manim-video-job
        .job=${job}
        .listed=${jobsOfList(this.model, job)}
        @panel-message=${(event: CustomEvent<PanelMessage>) => host().postMessage(event.detail)}
      ></manim-video-job>
    </main>`;
  }

  #empty(): TemplateResult {
    return html`<main class="middle">
      <div class="large">${icon("video")}</div>
      <h1>No videos yet</h1>
      <p class="muted">Name a topic. You get a storyboard, one Python file for each scene, and the finished video.</p>
      ${this.#generate("primary")}
    </main>`;
  }

  #waiting(): TemplateResult {
    if (this.model.backend === "stopped") {
      return html`<main class="middle">
        <h1>Manim Video is not running</h1>
        <p class="muted">It starts with the first video, or with the first scene file that is opened.</p>
        ${this.#generate("primary")}
      </main>`;
    }
    return html`<main class="middle">
      <vscode-progress-ring aria-label="Starting"></vscode-progress-ring>
      <p class="muted">Starting…</p>
    </main>`;
  }

  #notice(): TemplateResult | typeof nothing {
    const { backend, jobs, problem } = this.model;
    if (jobs && jobs.length > 0 && backend !== "running") {
      const words =
        backend === "starting"
          ? "The backend is restarting. Videos go on from their last finished step."
          : "The backend is not running. It starts again with the next command.";
      return html`<p class="notice" role="status">${icon(backend === "starting" ? "running" : "warning")}${words}</p>`;
    }
    return problem
      ? html`<p class="notice" role="status">${icon(problem.severity)}${problem.message} ${problem.fix}</p>`
      : nothing;
  }

  #generate(appearance: "primary" | "icon"): TemplateResult {
    const ask = () => host().postMessage({ type: "generate" });
    if (appearance === "icon") {
      return html`<vscode-button
        appearance="icon"
        aria-label="Generate Manim video"
        title="Generate Manim video"
        @click=${ask}
        >${icon("add")}</vscode-button
      >`;
    }
    return html`<vscode-button @click=${ask}>Generate Manim video</vscode-button>`;
  }

  /** Other views name jobs as well. */
  readonly #showJob = (event: Event): void => {
    this.#show({ ...this.model, selected: (event as CustomEvent<string>).detail, view: videosView.id });
  };

  #select(id: string): void {
    this.#show({ ...this.model, selected: id });
  }

  /** The selection outlives the page. */
  #show(model: PanelModel): void {
    const { selected, view } = model;
    if (selected !== this.model.selected || view !== this.model.view) host().setState({ selected, view });
    this.model = model;
  }

  readonly #receive = ({ data }: MessageEvent<HostMessage>): void => {
    this.#show(afterMessage(this.model, data));
    const job = shownJob(this.model);
    if (job) this.announced = this.#announcements.next(job, Date.now()) ?? this.announced;
  };
}
