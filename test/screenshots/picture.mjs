/** A picture for the README: written to media/screenshots, small enough to be fetched with the page. */
import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "media", "screenshots");
const mostBytes = 300_000;

/**
 * @param {import("../host/editor.js").Editor} editor
 * @param {string} name
 */
export async function takePicture(editor, name) {
  await clearNotifications(editor);
  // Neither a hover nor a focused row of the explorer is part of the picture.
  await editor.page.mouse.move(600, 755);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await editor.page.screenshot({ path, animations: "disabled", caret: "hide" });
  const { size } = statSync(path);
  if (size > mostBytes) throw new Error(`${path} has ${size} bytes; ${mostBytes} are allowed`);
  console.log(`${path}: ${Math.round(size / 1000)} kB`);
}

/** @param {import("../host/editor.js").Editor} editor */
async function clearNotifications(editor) {
  const toasts = editor.page.locator(".notification-toast:visible");
  for (let left = await toasts.count(); left > 0; left--) {
    await toasts.first().hover();
    await toasts.first().locator(".codicon-notifications-clear, .codicon-notifications-hide").first().click();
  }
}
