/** The picture of the job panel: a finished video, its scenes, and the files it has left in the workspace. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { takePicture } from "./picture.mjs";

const topic = "Why does the derivative of sin equal cos?";
/** Seconds into the video, where there is something to see. */
const moment = 84;
/** Seconds after which the player's controls are gone. */
const controlsFade = 6;

/** @param {import("../host/editor.js").Editor} editor */
export async function jobPanel(editor) {
  const { page } = editor;
  rmSync(join(editor.workspace, "pythagoras.py"), { force: true });
  await editor.command("View: Close All Editors");
  await editor.command("View: Hide Panel");
  await editor.command("Open job panel");
  await editor.generate(topic, "Built-in templates");
  const video = editor.panel().locator("video");
  await video.waitFor({ timeout: 900_000 });
  // The watcher of VS Code on Linux misses what is written into folders that were made at once, one in the other.
  await page.locator(".explorer-folders-view").hover();
  await page.getByRole("button", { name: "Refresh Explorer" }).click();
  for (const folder of ["manim-videos", "scenes"]) await unfold(page, folder);
  await row(page, "video.mp4").waitFor({ timeout: 60_000 });
  await editor.panel().getByRole("heading", { level: 1 }).click();
  await playUntil(video, moment);
  await takePicture(editor, "job-panel");
}

/**
 * Plays towards a moment: a player that stands shows its controls over the picture.
 * @param {import("playwright-core").Locator} video
 * @param {number} seconds
 */
async function playUntil(video, seconds) {
  await video.evaluate(async (/** @type {HTMLVideoElement} */ player, start) => {
    player.muted = true;
    player.currentTime = start;
    await player.play();
  }, seconds - controlsFade);
  await video.evaluate(
    (/** @type {HTMLVideoElement} */ player, end) =>
      new Promise((done) => {
        player.addEventListener("timeupdate", () => player.currentTime >= end && done(undefined));
      }),
    seconds,
  );
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
function row(page, name) {
  return page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first();
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} folder
 */
async function unfold(page, folder) {
  const found = row(page, folder);
  await found.waitFor({ timeout: 60_000 });
  if ((await found.getAttribute("aria-expanded")) === "false") await found.click();
}
