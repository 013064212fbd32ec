/** The form for new videos and for plain requests: what is typed survives the page, and the quote follows it. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { ChosenFile, ListedProvider, Surroundings } from "../../../protocol/calls/newJobCalls.js";
import type { BatchSummary, Quote } from "../../../protocol/batch.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";
import { host, keep } from "../host.js";
import { icon } from "../icons.js";
import { counted, t } from "../l10n.js";
import { problemPage, waitingPage } from "../problemNote.js";
import { showView } from "../showView.js";
import { shared } from "../styles.js";
import { viewStyles } from "../viewStyles.js";
import { takeWishes, wishesOffered } from "../wishes.js";
import { draftOf, keptDraft, requestsTask, videosTask, type Draft } from "./draft.js";
import { droppedFile, withFile } from "./droppedFile.js";
import { resolvedProvider, type Form } from "./form.js";
import { formStyles } from "./formStyles.js";
import { tipStyles } from "./helpTip.js";
import { LiveQuote, type Task } from "./liveQuote.js";
import { ModelLists } from "./modelLists.js";
import { modelsPart } from "./modelsPart.js";
import { quoteCard, quoteOf } from "./quoteCard.js";
import { ReadList } from "./readList.js";
import "./requestRun.js";
import { waysPart } from "./waysPart.js";
import { whatPart } from "./whatPart.js";
import { wishesPart } from "./wishesPart.js";

/** Milliseconds after the last change at which the draft is kept. */
const keepAfter = 250;

@customElement("manim-video-new")
export class NewVideoView extends LitElement {
  static override styles = [shared, viewStyles, tipStyles, formStyles];

  @state() private accessor around: Surroundings | null = null;
  @state() private accessor unknown: Problem | null = null;
  @state() private accessor draft: Draft | null = null;
  @state() private accessor failed: Problem | null = null;
  @state() private accessor starting = false;
  @state() private accessor sent: BatchSummary[] = [];
  @state() private accessor run = "";
  @state() private accessor dragging = false;
  readonly #quote = new LiveQuote(this);
  readonly #models = new ModelLists(this);
  readonly #list = new ReadList(this);
  #keeping: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(wishesOffered, this.#takeWishes);
    window.addEventListener("focus", this.#lookAgain);
    window.addEventListener("pagehide", this.#keep);
    this.addEventListener("dragover", this.#dragOver);
    this.addEventListener("dragleave", this.#dragLeave);
    this.addEventListener("drop", (event) => void this.#drop(event));
    void this.#look();
  }

  override disconnectedCallback(): void {
    window.removeEventListener(wishesOffered, this.#takeWishes);
    window.removeEventListener("focus", this.#lookAgain);
    window.removeEventListener("pagehide", this.#keep);
    this.#keep();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.draft || !this.around) return;
    this.#list.follow(this.draft.what === "list" ? this.draft.list : null);
    this.#quote.follow(this.#task());
  }

  protected override render(): TemplateResult {
    const { around, draft } = this;
    if (this.unknown && !around) return html`<main>${problemPage(this.unknown, this.#lookAgain)}</main>`;
    if (!around || !draft) return html`<main>${waitingPage(t("Starting…"))}</main>`;
    const form = this.#form(around, draft);
    const { shown } = this.#quote;
    const quoted = shown.state === "ready" ? shown.quoted : shown.state === "asking" ? shown.last : null;
    return html`<main class=${this.dragging ? "dragging" : ""}>
      <div class="head">
        <h1>${draft.what === "requests" ? t("New questions") : t("New video")}</h1>
      </div>
      <form
        @submit=${(event: Event) => event.preventDefault()}
        aria-label=${draft.what === "requests" ? t("New questions") : t("New video")}
      >
        <div class="parts">
          ${whatPart(form)} ${modelsPart(form)} ${waysPart(form, quoted && quoteOf(quoted))} ${wishesPart(form)}
        </div>
        ${quoteCard({
          ...{ quote: shown, failed: this.failed, starting: this.starting },
          blocked: draft.what === "requests" ? null : around.problem,
          start: () => void this.#start(),
          again: () => {
            this.failed = null;
            void this.#look();
            this.#quote.again(this.#task());
          },
          setKey: () => void this.#setKey(resolvedProvider(form) === "openai" ? "openai" : "gemini"),
        })}
      </form>
      ${this.#sentNote()}
      ${draft.what === "requests" ? html`<manim-video-run .run=${this.run}></manim-video-run>` : nothing}
    </main>`;
  }

  #sentNote(): TemplateResult | typeof nothing {
    const { sent } = this;
    if (sent.length === 0) return nothing;
    const requests = sent.reduce((sum, batch) => sum + batch.requests, 0);
    return html`<p class="sent" role="status">
      ${icon("check")}<span
        >${counted(sent.length, "{1} questions are on their way in {0} batch.", "{1} questions are on their way in {0} batches.", requests)}
        ${t("Their answers come within a day.")}
        <button type="button" class="link" @click=${() => showView("batches")}>${t("Show batches")}</button></span
      >
    </p>`;
  }

  #form(around: Surroundings, draft: Draft): Form {
    return {
      ...{ draft, around, listed: this.#list.read },
      change: (more) => this.#change(more),
      models: (provider) => this.#models.of(provider),
      askModels: (provider) => void this.#models.ask(provider),
      setKey: (provider) => void this.#setKey(provider),
      chooseFile: (what) => void this.#choose(what),
      chooseFolder: () => void this.#chooseFolder(),
    };
  }

  #task(): Task | null {
    const { draft } = this;
    if (!draft) return null;
    if (draft.what === "requests") {
      const task = requestsTask(draft);
      return task && { kind: "requests", task };
    }
    const task = videosTask(draft, this.#list.read.topics);
    return task && { kind: "videos", task };
  }

  #change(more: Partial<Draft>): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, ...more };
    this.failed = null;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(this.#keep, keepAfter);
  }

  readonly #keep = (): void => {
    clearTimeout(this.#keeping);
    if (this.draft) keep({ newVideo: this.draft });
  };

  /** Keys and settings may have changed meanwhile. */
  readonly #lookAgain = (): void => void this.#look();

  async #look(): Promise<void> {
    const answer = await call("newJob.surroundings", null);
    this.unknown = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const before = this.around && JSON.stringify(this.around.keys);
    this.around = answer.value;
    this.draft ??= keptDraft(host().getState()?.newVideo, answer.value);
    this.#takeWishes();
    if (before !== null && before !== JSON.stringify(answer.value.keys)) this.#quote.again(this.#task());
  }

  readonly #takeWishes = (): void => {
    const { around } = this;
    const request = around && takeWishes();
    if (!request) return;
    this.#change(draftOf(request, around));
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("textarea")?.focus());
  };

  async #setKey(provider: ListedProvider): Promise<void> {
    const answer = await call("newJob.setKey", { provider });
    if (!answer.ok || !this.around) return;
    this.around = { ...this.around, keys: { ...this.around.keys, [provider]: answer.value } };
    if (answer.value === "set") void this.#models.ask(provider);
    this.#quote.again(this.#task());
  }

  async #start(): Promise<void> {
    const { shown } = this.#quote;
    // What was quoted is what is started, and nothing that was typed since.
    if (shown.state !== "ready" || this.starting || JSON.stringify(shown.task) !== JSON.stringify(this.#task())) return;
    this.starting = true;
    this.failed = null;
    this.sent = [];
    const problem = await (shown.task.kind === "videos"
      ? this.#make(shown.task.task, quoteOf(shown.quoted))
      : this.#send(shown.task.task));
    this.starting = false;
    this.failed = problem;
  }

  async #make(task: Extract<Task, { kind: "videos" }>["task"], quote: Quote | null): Promise<Problem | null> {
    const answer = await call("newJob.start", { ...task, quoted: quote && { price: quote.price } });
    if (!answer.ok) return answer.problem;
    const [first] = answer.value.problems;
    if (answer.value.ids.length > 0) this.#empty();
    return first ?? null;
  }

  async #send(task: Extract<Task, { kind: "requests" }>["task"]): Promise<Problem | null> {
    const answer = await call("newJob.sendRequests", task);
    if (!answer.ok) return answer.problem;
    if (answer.value.kind === "run") this.run = answer.value.run.id;
    else this.sent = answer.value.batches;
    this.#empty();
    return null;
  }

  /** What was started is not offered again; how it was made is. */
  #empty(): void {
    const { draft } = this;
    if (!draft) return;
    if (draft.what === "topic") this.#change({ topic: "" });
    if (draft.what === "outline") this.#change({ outline: "" });
    if (draft.what === "list") this.#change({ list: { ...draft.list, text: "", removed: [] } });
    if (draft.what === "requests") this.#change({ requests: { ...draft.requests, text: "", path: "", name: "" } });
    this.#keep();
  }

  async #choose(what: "list" | "requests" | "context"): Promise<void> {
    const answer = await call("newJob.chooseFile", { what });
    if (!answer.ok) this.failed = answer.problem;
    else if (answer.value !== null) this.#take(answer.value, what);
  }

  async #chooseFolder(): Promise<void> {
    const answer = await call("newJob.chooseFolder", null);
    if (answer.ok && answer.value !== null) this.#change({ folder: answer.value });
  }

  #take(file: ChosenFile, what?: "list" | "requests" | "context"): void {
    if (this.draft) this.#change(withFile(this.draft, file, what));
  }

  readonly #dragOver = (event: DragEvent): void => {
    event.preventDefault();
    this.dragging = true;
  };

  readonly #dragLeave = (): void => {
    this.dragging = false;
  };

  async #drop(event: DragEvent): Promise<void> {
    event.preventDefault();
    this.dragging = false;
    const file = event.dataTransfer && (await droppedFile(event.dataTransfer));
    if (!file) return;
    if ("code" in file) this.failed = file;
    else this.#take(file);
  }
}
