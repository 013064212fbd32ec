/** What is kept of a test in the editor that failed. */
import { afterEach } from "vitest";
import type { Editor } from "./editor.js";

/** Keeps a picture of the editor at a step that failed, beside the other pictures. */
export function keepFailures(editor: () => Editor | undefined): void {
  afterEach(async ({ task }) => {
    const name = task.name.replace(/\W+/g, "-").slice(0, 60);
    if (task.result?.state === "fail") await editor()?.screenshot(`failed-${name}`);
  });
}
