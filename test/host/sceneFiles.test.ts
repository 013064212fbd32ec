import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";

const faulty = `from manim import *


class Greeting(Scene):
    def construct(self):
        self.play(Wriite(Circle()))
`;

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.open();
});
afterAll(() => editor.close());
keepFailures(() => editor);

describe("a scene file in the editor", () => {
  it("shows its problem with a code, and CodeLens above the scene", async () => {
    editor.writeFile("greeting.py", faulty);
    await editor.openFile("greeting.py");
    await editor.page.locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
    for (const lens of ["Check", "Preview", "Render", "Fix"]) await editor.lens(lens).waitFor();
    await editor.command("Problems: Focus on Problems View");
    const row = editor.page.locator(".markers-panel .monaco-list-row", { hasText: "Wriite" }).last();
    await row.waitFor();
    expect(await row.textContent()).toMatch(/Manim Video.*undefined-name.*Ln 6, Col 19/s);
    await editor.screenshot("scene-problem");
  });

  it("offers the near-miss name without a model, and the problem goes when it is taken", async () => {
    await editor.page.locator(".view-line", { hasText: "Wriite" }).click();
    await editor.page.keyboard.press("Control+.");
    const action = editor.page.locator(".action-widget .monaco-list-row", { hasText: "Change to `Write`" });
    await action.waitFor();
    await editor.screenshot("scene-quick-fix");
    await action.click();
    await editor.page.locator(".view-line", { hasText: "self.play(Write(Circle()))" }).waitFor();
    await editor.page.locator(".squiggly-error").first().waitFor({ state: "detached", timeout: 20_000 });
  });

  it("shows a problem while it is typed", async () => {
    await editor.page.locator(".view-line", { hasText: "self.play" }).click();
    await editor.page.keyboard.press("End");
    await editor.page.keyboard.type("\nself.waait()");
    await editor.page.locator(".squiggly-error").first().waitFor({ timeout: 20_000 });
  });

  it("opens a still of the scene beside the code", async () => {
    editor.writeFile("good.py", faulty.replace("Wriite", "Write"));
    await editor.openFile("good.py");
    await editor.lens("Preview").click();
    await editor.page.locator(".tab", { hasText: "Greeting.png" }).waitFor({ timeout: 60_000 });
    await editor.screenshot("scene-preview");
  });
});
