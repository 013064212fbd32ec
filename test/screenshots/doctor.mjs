/** The picture of the doctor: what it found on this machine. */
import { takePicture } from "./picture.mjs";

/** @param {import("../host/editor.js").Editor} editor */
export async function doctor(editor) {
  await editor.command("Doctor");
  // The palette's own rows go by the same words.
  await editor.page
    .locator(".quick-input-title:visible", { hasText: "Manim Video: Doctor" })
    .waitFor({ timeout: 60_000 });
  await editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "Python" }).first().waitFor();
  await takePicture(editor, "doctor");
  await editor.page.keyboard.press("Escape");
}
