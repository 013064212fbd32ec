/** The panel's views, in the order of their tabs. */
import { html, type TemplateResult } from "lit";
import "./batches/batchesView.js";
import "./caches/cacheList.js";
import { t } from "./l10n.js";
import "./newJob/newVideoView.js";
import "./totals/totalsView.js";

/** A view that lives in an element of its own; `videos` is the app's. */
export interface View {
  id: string;
  label: string;
  content: () => TemplateResult;
}

const ownViews: readonly View[] = [
  { id: "new", label: t("New video"), content: () => html`<manim-video-new></manim-video-new>` },
  { id: "batches", label: t("Batches"), content: () => html`<manim-video-batches></manim-video-batches>` },
  { id: "caches", label: t("Caches"), content: () => html`<manim-video-caches></manim-video-caches>` },
  { id: "totals", label: t("Totals"), content: () => html`<manim-video-totals></manim-video-totals>` },
];

export const videosView = { id: "videos", label: t("Videos") } as const;

/** Every view with a tab. */
export const tabs: readonly { id: string; label: string }[] = [videosView, ...ownViews];

/** The element of a view, or an empty page for a name that an older version may have kept. */
export function viewOf(id: string): TemplateResult {
  return ownViews.find((view) => view.id === id)?.content() ?? html``;
}
