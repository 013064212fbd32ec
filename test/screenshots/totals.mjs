/** The picture of the totals: what videos have taken by month, model and video. */
import { key } from "./gemini.mjs";
import { takePicture } from "./picture.mjs";

const topics = ["Why is the sea salty", "Why do leaves turn red"];

/** @param {import("../host/editor.js").Editor} editor */
export async function totals(editor) {
  await editor.command("View: Close All Editors");
  await editor.setKey("Gemini", key);
  for (const topic of topics) {
    await editor.generate(topic, "Plans the video for your topic");
    await editor.page
      .locator(".notification-toast", { hasText: new RegExp(`${topic}.*is ready`) })
      .waitFor({ timeout: 600_000 });
  }
  await editor.command("Open job panel");
  await editor.panel().getByRole("tab", { name: "Totals" }).click();
  const view = editor.panel().locator("manim-video-totals");
  await view.getByRole("radio", { name: "Tokens" }).click();
  await view.getByText("By video").waitFor();
  await takePicture(editor, "totals");
}
