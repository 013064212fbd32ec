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
} as const;

export type IconName = keyof typeof shapes;

/** An icon beside a text that says the same, so it is hidden from screen readers. */
export function icon(name: IconName, slot?: string): TemplateResult {
  const shape = html`<svg viewBox="0 0 16 16" width="16" height="16" class="icon icon-${name}" aria-hidden="true">
    ${shapes[name]}
  </svg>`;
  return slot ? html`<span slot=${slot} class="icon-slot">${shape}</span>` : shape;
}
