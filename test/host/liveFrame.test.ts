import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindingsIn } from "./axe.js";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";
import { pressUntil } from "./keyboard.js";

const scene = `from manim import *


class Greeting(Scene):
    def construct(self):
        circle = Circle(color=BLUE)
        self.play(Create(circle))
        square = Square(color=RED).shift(RIGHT * 3)
        self.play(Create(square))
        hello = Text("Hello there").move_to(DOWN * 3)
        world = Text("World").move_to(DOWN * 3 + RIGHT * 0.5)
        self.play(Write(hello), Write(world))
        self.wait()
`;

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.open();
});
afterAll(() => editor.close());
keepFailures(() => editor);

const view = () => editor.panel().locator("manim-video-frame");
const picture = () => view().locator("img");
const place = (words: string) => view().getByText(words, { exact: true });
const status = (words: string | RegExp) => view().locator(".status", { hasText: words });
/** Puts the cursor at the end of a line of the code. */
const clickLine = async (text: string) => {
  await editor.page.locator(".view-line", { hasText: text }).click();
  await editor.page.keyboard.press("End");
};
const focusedFrame = () => editor.frameWith("manim-video-frame");

describe("the live frame", () => {
  it("shows the frame at the cursor beside the code, which keeps the focus", async () => {
    editor.writeFile("greeting.py", scene);
    await editor.openFile("greeting.py");
    await clickLine("Create(circle)");
    await editor.command("Show frame at cursor");
    await place("Line 7, 1.0 s").waitFor({ timeout: 60_000 });
    await view().getByRole("heading", { name: "Greeting" }).waitFor();
    const size = await picture().evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
    expect(size).toEqual([854, 480]);
    await editor.page.keyboard.press("Home");
    await editor.page.locator(".statusbar-item", { hasText: "Ln 7, Col 9" }).waitFor();
  });

  it("follows the cursor, with another picture in the same place", async () => {
    const [before, box] = [await picture().getAttribute("src"), await picture().boundingBox()];
    await clickLine("Create(square)");
    await place("Line 9, 2.0 s").waitFor({ timeout: 30_000 });
    expect(await picture().getAttribute("src")).not.toBe(before);
    expect(await picture().boundingBox()).toEqual(box);
    await status("No layout findings").waitFor();
  });

  it("draws layout findings on the picture, each a button that shows its line", async () => {
    await clickLine("Write(hello)");
    await place("Line 12, 3.0 s").waitFor({ timeout: 30_000 });
    const finding = view().getByRole("button", { name: /^1\. Two texts overlap: / });
    await finding.waitFor();
    await editor.screenshot("live-frame-dark");
    const frame = await focusedFrame();
    await view().locator("h1").click();
    await pressUntil(editor.page, frame, "Tab", /^1\. Two texts overlap: /);
    await editor.screenshot("live-frame-focus");
    await editor.page.keyboard.press("Enter");
    await editor.page.locator(".statusbar-item", { hasText: /Ln 1[01], Col 9/ }).waitFor();
    await place("Line 12, 3.0 s").waitFor();
  });

  it("has no serious finding of axe-core, in the light and in high contrast", async () => {
    for (const theme of ["Default Light Modern", "Default High Contrast"] as const) {
      await editor.setTheme(theme);
      await view()
        .getByRole("button", { name: /^1\. Two texts overlap: / })
        .waitFor();
      const found = await axeFindingsIn(await focusedFrame());
      expect(found.passes).toBeGreaterThan(8);
      expect(found.serious).toEqual([]);
      await editor.screenshot(`live-frame-${theme.toLowerCase().replaceAll(" ", "-")}`);
    }
  });

  it("says what stops it while the code is broken, and goes on when it is mended", async () => {
    await clickLine("Create(square)");
    await place("Line 9, 2.0 s").waitFor({ timeout: 30_000 });
    await editor.page.keyboard.type(")");
    await status(/Python cannot read this code.*The picture is from before\./).waitFor({ timeout: 30_000 });
    await editor.screenshot("live-frame-broken");
    await editor.page.keyboard.press("Backspace");
    await status("No layout findings").waitFor({ timeout: 30_000 });
  });

  it("has nothing to show where there is no scene", async () => {
    await clickLine("from manim import");
    await view().getByRole("heading", { name: "No scene at the cursor" }).waitFor({ timeout: 30_000 });
    await clickLine("Create(circle)");
    await place("Line 7, 1.0 s").waitFor({ timeout: 30_000 });
  });

  it("is there again after a reload of the window", async () => {
    await editor.command("File: Save");
    await editor.page.reload();
    await view().getByRole("heading", { name: "Greeting" }).waitFor({ timeout: 90_000 });
    // The editor may come back with the cursor where it was a little before.
    const cursor = await editor.page.locator(".statusbar-item", { hasText: /^Ln \d+, Col/ }).textContent();
    await view()
      .getByText(`Line ${/Ln (\d+)/.exec(cursor ?? "")?.[1] ?? "?"}, `, { exact: false })
      .first()
      .waitFor({ timeout: 30_000 });
    await editor.screenshot("live-frame-restored");
  });
});
