/** What follows from a test in the editor that failed. */
import { afterEach, beforeEach } from "vitest";
import type { Editor } from "./editor.js";

/**
 * For one file of tests. Keeps a picture of the editor at the step that failed, beside the other pictures, and leaves out
 * the steps after it: the steps of a file are one person's session, so they would say nothing.
 */
export function keepFailures(editor: () => Editor | undefined): void {
  let failed = "";
  beforeEach(({ skip }) => skip(failed !== "", `“${failed}” failed before it`));
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    failed = task.name;
    await editor()?.screenshot(`failed-${task.name.replace(/\W+/g, "-").slice(0, 60)}`);
  });
}
