// Takes the pictures one after the other. Started by test/screenshots.mjs.
import { withEditor } from "../host/drive.mjs";
import { jobPanel } from "./jobPanel.mjs";
import { sceneProblem } from "./sceneProblem.mjs";

const settings = {
  "manimVideo.quality": "medium",
  "window.commandCenter": false,
  "explorer.compactFolders": false,
  "workbench.layoutControl.enabled": false,
};

await withEditor({ settings }, async (editor) => {
  await editor.page.setViewportSize({ width: 1200, height: 760 });
  await narrowSideBar(editor.page);
  await sceneProblem(editor);
  await jobPanel(editor);
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
