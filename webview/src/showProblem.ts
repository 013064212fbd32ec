import type { Problem } from "../../protocol/problems.js";

/** Asks the app to show a problem that belongs to no job. */
export function showProblem(element: EventTarget, problem: Problem): void {
  element.dispatchEvent(new CustomEvent<Problem>("show-problem", { detail: problem, bubbles: true, composed: true }));
}
