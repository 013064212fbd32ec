/** The picture of a scene file: a misspelt name, its problem, and the quick fix that needs no model. */
import { takePicture } from "./picture.mjs";

const scene = `from manim import *


class Pythagoras(Scene):
    def construct(self):
        triangle = Polygon(ORIGIN, 4 * RIGHT, 3 * UP, color=BLUE)
        law = MathTypst("a^2 + b^2 = c^2").next_to(triangle, RIGHT)

        self.play(Create(triangle))
        self.play(Wriite(law))
        self.wait(2)


class Converse(Scene):
    def construct(self):
        question = Typst("And the other way round?")
        self.play(FadeIn(question))
        self.wait()
`;

/** @param {import("../host/editor.js").Editor} editor */
export async function sceneProblem(editor) {
  const { page } = editor;
  editor.writeFile("pythagoras.py", scene);
  await editor.openFile("pythagoras.py");
  await page.locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
  await editor.lens("Fix").waitFor();
  await editor.command("Problems: Focus on Problems View");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "Wriite" }).last().waitFor();
  await page.locator(".view-line span", { hasText: /^Wriite$/ }).click();
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row", { hasText: "Change to `Write`" }).waitFor();
  await takePicture(editor, "scene-problem");
  await page.keyboard.press("Escape");
}
