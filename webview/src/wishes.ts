/** A request that the form for a new video is to be filled with: it may be offered before the form is there. */
import type { JobRequest } from "../../protocol/job.js";

/** Told to the window when a request is offered; a form that is there already takes it then. */
export const wishesOffered = "manim-video-wishes";
/** The view with the form. */
export const formView = "new";

let offered: JobRequest | null = null;

/** The app shows the form in answer to this. */
export function offerWishes(request: JobRequest): void {
  offered = request;
  window.dispatchEvent(new CustomEvent(wishesOffered));
}

/** The request that was offered last, once. */
export function takeWishes(): JobRequest | null {
  const request = offered;
  offered = null;
  return request;
}
