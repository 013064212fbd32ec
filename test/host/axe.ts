/** axe-core's findings on our webviews: serious and critical ones with their elements, and how many rules were passed. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Frame } from "playwright-core";
import type { Editor } from "./editor.js";

/** Of the job panel. */
export async function axeFindings(editor: Editor) {
  const frame = await editor.panelFrame();
  await frame.locator("manim-video-list").waitFor();
  return axeFindingsIn(frame);
}

/** Of a webview's page. */
export async function axeFindingsIn(frame: Frame) {
  await frame.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const found = await frame.evaluate(async () => {
    const { violations, passes } = await (window as unknown as { axe: typeof axe }).axe.run();
    const named = violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => html) }));
    return { violations: named, passes: passes.length };
  });
  const serious = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return { passes: found.passes, serious };
}
