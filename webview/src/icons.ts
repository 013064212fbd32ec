/** The panel's icons, drawn on VS Code's 16 × 16 grid in the current colour. */
import { svg, html, type TemplateResult } from "lit";

const shapes = {
  check: svg`<path d="M3 8.5l3.2 3.2L13 4.8" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
  error: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M5.6 5.6l4.8 4.8m0-4.8l-4.8 4.8" stroke="currentColor" stroke-width="1.2"/>`,
  warning: svg`<path d="M8 2L14.6 13.6H1.4z" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round"/><path d="M8 6v4m0 1.2v1.3" stroke="currentColor" stroke-width="1.3"/>`,
  information: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M8 7v4.2M8 4.6v1.3" stroke="currentColor" stroke-width="1.3"/>`,
  clock: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M8 4.5V8l2.4 1.6" fill="none" stroke="currentColor" stroke-width="1.2"/>`,
  stopped: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M4.8 8h6.4" stroke="currentColor" stroke-width="1.3"/>`,
  planned: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.2" stroke-dasharray="2 1.8"/>`,
  half: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/>`,
  running: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.4" opacity=".28"/><path d="M8 2a6 6 0 0 1 6 6" fill="none" stroke="currentColor" stroke-width="1.4"/>`,
  video: svg`<rect x="1.6" y="3.6" width="9" height="8.8" rx="1" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M10.6 7.2l3.8-2.4v6.4l-3.8-2.4z" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round"/>`,
  code: svg`<path d="M5.6 4L1.8 8l3.8 4M10.4 4l3.8 4-3.8 4" fill="none" stroke="currentColor" stroke-width="1.2"/>`,
  folder: svg`<path d="M1.6 3.6h4.6l1.4 1.6h6.8v7.6H1.6z" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round"/>`,
  resume: svg`<path d="M4.6 3l8 5-8 5z" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round"/>`,
  cancel: svg`<path d="M4 4l8 8m0-8l-8 8" stroke="currentColor" stroke-width="1.3"/>`,
  stack: svg`<path d="M2 4.4h12M2 8h12M2 11.6h12" stroke="currentColor" stroke-width="1.2"/>`,
  add: svg`<path d="M8 3v10M3 8h10" stroke="currentColor" stroke-width="1.3"/>`,
  refresh: svg`<path d="M13.2 8a5.2 5.2 0 1 1-1.6-3.8M13.4 1.8v3h-3" fill="none" stroke="currentColor" stroke-width="1.2"/>`,
  trash: svg`<path d="M2.6 4.4h10.8M6 4.2V2.6h4v1.6M4 4.6l.6 8.8h6.8l.6-8.8" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round"/>`,
  key: svg`<circle cx="5.2" cy="10.8" r="2.8" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M7.2 8.8l6-6m-2.4 2.4l2 2" fill="none" stroke="currentColor" stroke-width="1.2"/>`,
  cache: svg`<ellipse cx="8" cy="3.8" rx="5.4" ry="2" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M2.6 3.8v8.4c0 1.1 2.4 2 5.4 2s5.4-.9 5.4-2V3.8M2.6 8c0 1.1 2.4 2 5.4 2s5.4-.9 5.4-2" fill="none" stroke="currentColor" stroke-width="1.2"/>`,
  filter: svg`<path d="M1.8 3h12.4L9.4 8.6v4.8l-2.8-1.6V8.6z" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round"/>`,
  chart: svg`<path d="M2.4 1.8v11.8h11.8M5.4 11V8M8.6 11V4.6M11.8 11V6.4" fill="none" stroke="currentColor" stroke-width="1.3"/>`,
} as const;

export type IconName = keyof typeof shapes;

/** An icon beside a text that says the same, so it is hidden from screen readers. */
export function icon(name: IconName, slot?: string): TemplateResult {
  const shape = html`<svg viewBox="0 0 16 16" width="16" height="16" class="icon icon-${name}" aria-hidden="true">
    ${shapes[name]}
  </svg>`;
  return slot ? html`<span slot=${slot} class="icon-slot">${shape}</span>` : shape;
}
