/** The view of what all videos have taken: money, tokens, energy, emissions and time, by month, model and video. */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Total, TotalOf, Totals } from "../../../protocol/calls/totalsCalls.js";
import { isFinal } from "../../../protocol/job.js";
import type { HostMessage } from "../../../protocol/panel.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";
import { icon } from "../icons.js";
import { counted, t } from "../l10n.js";
import { blankPage, problemPage, waitingPage } from "../problemNote.js";
import { shared } from "../styles.js";
import { viewStyles } from "../viewStyles.js";
import "./chart.js";
import type { ChartRow } from "./chart.js";
import { monthWords } from "../durations.js";
import { barsOf, metrics, money, type Metric, type MetricId } from "./metrics.js";
import { totalsStyles } from "./totalsStyles.js";

/** Bars that are shown of a chart before more are asked for. */
const fewBars = 10;

@customElement("manim-video-totals")
export class TotalsView extends LitElement {
  static override styles = [shared, viewStyles, totalsStyles];

  @state() private accessor totals: Totals | null = null;
  @state() private accessor problem: Problem | null = null;
  @state() private accessor metric: MetricId = "usd";
  /** Charts that show all their bars. */
  @state() private accessor whole: ReadonlySet<string> = new Set();
  #loading: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("message", this.#receive);
    void this.#load();
  }

  override disconnectedCallback(): void {
    window.removeEventListener("message", this.#receive);
    this.#loading?.abort();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`<main>${this.#content()}</main>`;
  }

  #content(): TemplateResult {
    const { totals, problem } = this;
    if (problem !== null)
      return html`<h1>${t("Totals")}</h1>
        ${problemPage(problem, () => this.#load())}`;
    if (totals === null)
      return html`<h1>${t("Totals")}</h1>
        ${waitingPage(t("Adding up…"))}`;
    if (totals.jobs === 0)
      return html`<h1>${t("Totals")}</h1>
        ${blankPage("chart", t("Nothing to add up yet"), t("What videos take in money, tokens, energy and time is shown here."))}`;
    const metric = metrics.find(({ id }) => id === this.metric) ?? money;
    return html`<div class="head">
        <h1>${t("Totals")}</h1>
        <span class="muted">${counted(totals.jobs, "{0} video", "{0} videos")} · ${requestWords(totals.all)}</span>
        <vscode-button
          appearance="icon"
          aria-label=${t("Add up again")}
          title=${t("Add up again")}
          @click=${() => this.#load()}
          >${icon("refresh")}</vscode-button
        >
      </div>
      ${this.#figures(totals.all)} ${this.#note(totals.all, metric)}
      ${this.#chart("month", t("By month"), totals.byMonth, metric, (row) => monthWords(row.key))}
      ${this.#chart("model", t("By model"), totals.byModel, metric, (row) => row.label || t("model not recorded"))}
      ${this.#chart("job", t("By video"), totals.byJob, metric, (row) => row.label, totals.jobsLeft)}
      ${this.#table(totals)}
      <p class="source muted">${t("Energy and emissions are estimates.")} ${totals.energySource}</p>`;
  }

  /** The sums, which choose what the charts show. */
  #figures(all: Total): TemplateResult {
    return html`<div class="figures" role="radiogroup" aria-label=${t("What the charts show")} @keydown=${this.#move}>
      ${metrics.map(
        ({ id, label, words }) =>
          html`<button
            role="radio"
            data-id=${id}
            aria-checked=${id === this.metric}
            tabindex=${id === this.metric ? 0 : -1}
            @click=${() => (this.metric = id)}
          >
            <span class="muted">${label}</span><strong>${words(all)}</strong>
          </button>`,
      )}
    </div>`;
  }

  #note({ unknown: { usd, energy } }: Total, { id }: Metric): TemplateResult {
    const words =
      id === "usd" && usd > 0
        ? counted(
            usd,
            "{0} request has no known price and is not in the sums.",
            "{0} requests have no known price and are not in the sums.",
          )
        : (id === "kwh" || id === "kgco2e") && energy > 0
          ? counted(
              energy,
              "{0} request has no known figure and is not in the sums.",
              "{0} requests have no known figure and are not in the sums.",
            )
          : id === "seconds"
            ? t("Videos and months: how long jobs ran. Models: how long their answers were waited for.")
            : "";
    return html`<p class="note muted">${words || "\u00a0"}</p>`;
  }

  #chart(
    id: string,
    title: string,
    totals: TotalOf[],
    metric: Metric,
    nameOf: (total: TotalOf) => string,
    left = 0,
  ): TemplateResult {
    // Months stay in their order; the others are sorted by what the chart shows.
    const most = (total: TotalOf): number => metric.range(total)?.high ?? -1;
    const sorted = id === "month" ? totals.slice(-24) : totals.toSorted((one, other) => most(other) - most(one));
    const shown = this.whole.has(id) || id === "month" ? sorted : sorted.slice(0, fewBars);
    const bars = barsOf(shown.map((total) => metric.range(total)));
    const rows = shown.map((total, at): ChartRow => ({
      ...{ key: total.key, label: nameOf(total), words: metric.words(total) },
      ...{ bar: bars[at] ?? null, opens: id === "job" },
    }));
    const more = sorted.length - shown.length;
    return html`<section class=${id} aria-labelledby=${`by-${id}`}>
      <h2 id=${`by-${id}`}>${title}</h2>
      <manim-video-chart
        .label=${title}
        .unit=${metric.label}
        .rows=${rows}
        @open-row=${({ detail }: CustomEvent<string>) => this.#showJob(detail)}
      ></manim-video-chart>
      ${
        more > 0
          ? html`<button class="link" @click=${() => (this.whole = new Set([...this.whole, id]))}>
              ${t("Show {0} more", more)}
            </button>`
          : left > 0
            ? html`<p class="muted">${counted(left, "{0} more video took less.", "{0} more videos took less.")}</p>`
            : nothing
      }
    </section>`;
  }

  #table({ byMonth, byModel }: Totals): TemplateResult {
    const rows = [
      ...byMonth.map((total) => [monthWords(total.key), total] as const),
      ...byModel.map((total) => [total.label || t("model not recorded"), total] as const),
    ];
    return html`<details>
      <summary>${t("All figures as a table")}</summary>
      <div class="wide" tabindex="0" role="region" aria-label=${t("All figures as a table")}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t("Month or model")}</th>
              <th scope="col">${t("Requests")}</th>
              ${metrics.map(({ label }) => html`<th scope="col">${label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ([name, total]) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td>${total.requests}</td>
                  ${metrics.map(({ words }) => html`<td>${words(total)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  #showJob(id: string): void {
    this.dispatchEvent(new CustomEvent("show-job", { detail: id, bubbles: true, composed: true }));
  }

  readonly #move = (event: KeyboardEvent): void => {
    const at = metrics.findIndex(({ id }) => id === this.metric);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : metrics[(at + step + metrics.length) % metrics.length];
    if (next === undefined) return;
    event.preventDefault();
    this.metric = next.id;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[data-id="${next.id}"]`)?.focus());
  };

  async #load(): Promise<void> {
    this.#loading?.abort();
    const loading = (this.#loading = new AbortController());
    try {
      const answer = await call("totals.show", null, loading.signal);
      this.problem = answer.ok ? null : answer.problem;
      if (answer.ok) this.totals = answer.value;
    } catch {
      // The view is gone, or asks again.
    }
  }

  /** A job that has ended has its costs told. */
  readonly #receive = ({ data }: MessageEvent<HostMessage>): void => {
    if (data.type === "job" && isFinal(data.job.status)) void this.#load();
    if (data.type === "backend" && data.state === "running" && this.problem !== null) void this.#load();
  };
}

const requestWords = ({ requests }: Total): string => counted(requests, "{0} request", "{0} requests");
