/** The picture of the context caches: two that are kept, with their sizes and prices. */
import { key } from "./gemini.mjs";
import { takePicture } from "./picture.mjs";

const texts = { "style-guide": 9_000, "chapter-7": 21_000 };

/** @param {import("../host/editor.js").Editor} editor */
export async function caches(editor) {
  await editor.setKey("Gemini", key);
  const view = editor.panel().locator("manim-video-caches");
  for (const [name, tokens] of Object.entries(texts)) {
    editor.writeFile(`${name}.md`, "One idea a scene; few colours. ".repeat(Math.ceil(tokens / 8)));
    await editor.openFile(`${name}.md`);
    await editor.page.locator(".monaco-editor .view-line").first().click();
    await editor.command("Open job panel");
    await editor.panel().getByRole("tab", { name: "Caches" }).click();
    await view.getByRole("button", { name: "New cache" }).click();
    await view.getByRole("button", { name: "From the selection" }).click();
    await view.getByText(`${name}.md`).waitFor();
    await view.getByLabel("Name").fill(name);
    await view.getByRole("button", { name: /^Create/ }).click();
    await view.getByRole("heading", { name, exact: true }).waitFor({ timeout: 30_000 });
  }
  await takePicture(editor, "caches");
}
