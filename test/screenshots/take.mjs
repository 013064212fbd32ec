// Takes the pictures one after the other. Started by test/screenshots.mjs.
import { withEditor } from "../host/drive.mjs";
import { caches } from "./caches.mjs";
import { doctor } from "./doctor.mjs";
import { withGemini } from "./gemini.mjs";
import { jobPanel } from "./jobPanel.mjs";
import { sceneProblem } from "./sceneProblem.mjs";
import { totals } from "./totals.mjs";

/** In the order in which they are taken. */
const pictures = { "scene-problem": sceneProblem, "job-panel": jobPanel, doctor, totals, caches };

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(pictures, name));
if (unknown.length > 0)
  throw new Error(`no picture ${unknown.join(", ")}; there are ${Object.keys(pictures).join(", ")}`);

const settings = {
  "manimVideo.quality": "medium",
  "window.commandCenter": false,
  "explorer.compactFolders": false,
  "workbench.layoutControl.enabled": false,
};

await withGemini(async (url) => {
  await withEditor({ settings: { ...settings, "manimVideo.geminiBaseUrl": url } }, async (editor) => {
    await editor.page.setViewportSize({ width: 1200, height: 760 });
    await narrowSideBar(editor.page);
    for (const [name, take] of Object.entries(pictures))
      if (named.length === 0 || named.includes(name)) await take(editor);
  });
});

/**
 * Gives the panel the room that it has on a larger screen.
 * @param {import("playwright-core").Page} page
 */
async function narrowSideBar(page) {
  const { x, width } = (await page.locator(".part.sidebar").boundingBox()) ?? { x: 0, width: 0 };
  await page.mouse.move(x + width + 2, 400);
  await page.mouse.down();
  await page.mouse.move(x + width - 70, 400, { steps: 5 });
  await page.mouse.up();
}
