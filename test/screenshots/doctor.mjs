/** The picture of the doctor: what it found on this machine. */
import { takePicture } from "./picture.mjs";

/** @param {import("../host/editor.js").Editor} editor */
export async function doctor(editor) {
  await editor.command("Doctor");
  await editor.page
    .locator(".quick-input-list .monaco-list-row", { hasText: "Manim" })
    .first()
    .waitFor({ timeout: 60_000 });
  await takePicture(editor, "doctor");
  await editor.page.keyboard.press("Escape");
}
