/** Horizontal bars as a table: a name, a bar that is only seen, and the figure in words that is also read out. */
import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { t } from "../l10n.js";
import { shared } from "../styles.js";
import { viewStyles } from "../viewStyles.js";
import type { Bar } from "./metrics.js";

export interface ChartRow {
  key: string;
  label: string;
  words: string;
  bar: Bar | null;
  /** Whether a click on its name leads somewhere: the chart then fires `open-row` with the key. */
  opens: boolean;
}

@customElement("manim-video-chart")
export class Chart extends LitElement {
  static override styles = [
    shared,
    viewStyles,
    css`
      :host {
        display: block;
        overflow: visible;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        table-layout: fixed;
      }
      th,
      td {
        padding: 3px 10px 3px 0;
        text-align: left;
        font-weight: 400;
        vertical-align: middle;
      }
      .name {
        width: 30%;
      }
      .figure {
        width: 13em;
        padding-right: 0;
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
      svg {
        display: block;
      }
      .track {
        fill: color-mix(in srgb, var(--vscode-foreground) 10%, transparent);
      }
      .least {
        fill: var(--bar);
      }
      .most {
        fill: var(--bar);
        opacity: 0.4;
      }
      .outline {
        fill: none;
        stroke: var(--vscode-contrastBorder, none);
      }
      .link {
        display: block;
        max-width: 100%;
      }
      @container (max-width: 480px) {
        /* Roles are named below: what is no table in its layout would be none to a screen reader either. */
        table,
        tbody {
          display: block;
        }
        tr {
          display: grid;
          grid-template-columns: minmax(0, 1fr) auto;
          padding: 4px 0;
        }
        th,
        td {
          padding: 0 8px 2px 0;
        }
        .bar {
          grid-column: 1 / -1;
          grid-row: 2;
          padding: 0;
        }
        .name,
        .figure {
          width: auto;
        }
      }
    `,
  ];

  @property() accessor label = "";
  @property() accessor unit = "";
  @property({ attribute: false }) accessor rows: ChartRow[] = [];

  protected override render(): TemplateResult {
    return html`<table role="table" aria-label=${this.label}>
      <colgroup>
        <col class="name" />
        <col />
        <col class="figure" />
      </colgroup>
      <thead class="unseen" role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${t("Name")}</th>
          <td role="cell"></td>
          <th scope="col" role="columnheader">${this.unit}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${this.rows.map((row) => this.#row(row))}
      </tbody>
    </table>`;
  }

  #row({ key, label, words, bar, opens }: ChartRow): TemplateResult {
    const open = () => this.dispatchEvent(new CustomEvent("open-row", { detail: key }));
    return html`<tr role="row">
      <th scope="row" role="rowheader" class="name" title=${label}>
        ${
          opens
            ? html`<button class="link one-line" @click=${open}>${label}</button>`
            : html`<div class="one-line">${label}</div>`
        }
      </th>
      <td role="cell" class="bar">${bar === null ? nothing : drawn(bar)}</td>
      <td role="cell" class="figure">${words}</td>
    </tr>`;
  }
}

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;

/** At least a hair's breadth is seen of what is more than nothing. */
function drawn({ least, most }: Bar): TemplateResult {
  const shown = (part: number): string => (part > 0 && part < 0.004 ? "0.4%" : percent(part));
  return html`<svg width="100%" height="12" aria-hidden="true" focusable="false">
    ${svg`<rect class="track" width="100%" height="12" rx="2"></rect>
    <rect class="most" width=${shown(most)} height="12" rx="2"></rect>
    <rect class="least" width=${shown(least)} height="12" rx="2"></rect>
    <rect class="outline" width=${shown(most)} height="12" rx="2"></rect>`}
  </svg>`;
}
