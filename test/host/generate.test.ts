import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.open();
});
afterAll(() => editor.close());
keepFailures(() => editor);

const status = () => editor.page.locator(".statusbar-item", { hasText: "Manim:" });
const folder = () => join(editor.workspace, "manim-videos", "what-is-binary-search");

describe("Generate Manim video, from the palette, without a key", () => {
  it("asks for topic and mode, and shows progress in the status bar and a cancellable notification", async () => {
    await editor.generate("What is binary search?", "Built-in templates");
    await status().waitFor({ timeout: 30_000 });
    const notification = editor.page.locator(".notification-toast", { hasText: "%" }).first();
    await notification.waitFor();
    await notification.getByRole("button", { name: "Cancel" }).waitFor();
  });

  it("goes on after its backend was killed", async () => {
    await editor.page
      .locator(".statusbar-item", { hasText: /Manim: .*(code|writ|render|check)/i })
      .waitFor({ timeout: 60_000 });
    const [pid] = editor.backendPids();
    expect(pid).toBeGreaterThan(0);
    process.kill(pid!, "SIGKILL");
    await expect
      .poll(() => editor.backendPids().filter((other) => other !== pid).length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    await status().waitFor({ timeout: 30_000 });
    const notification = editor.page.locator(".notification-toast", { hasText: "%" }).first();
    await notification.getByRole("button", { name: "Cancel" }).waitFor();
  });

  it("shows the job in the panel while it runs", async () => {
    await status().click();
    const panel = editor.panel();
    await panel.getByRole("option", { name: /binary search/i }).waitFor({ timeout: 30_000 });
    await panel.getByRole("button", { name: "Cancel", exact: true }).waitFor();
    await editor.screenshot("panel-running");
  });

  it("writes storyboard, one Python file per scene, video and captions into the workspace, and plays the video", async () => {
    const video = editor.panel().locator("video");
    await video.waitFor({ timeout: 240_000 });
    await editor.page.locator(".notification-toast", { hasText: "is ready" }).waitFor();
    for (const name of [
      "storyboard.json",
      "video.mp4",
      "captions.srt",
      "captions.vtt",
      "thumbnail.png",
      "contact-sheet.png",
      "metadata.json",
    ])
      expect(existsSync(join(folder(), name)), name).toBe(true);
    const storyboard = JSON.parse(readFileSync(join(folder(), "storyboard.json"), "utf8")) as {
      scenes: { file: string }[];
    };
    expect(
      readdirSync(join(folder(), "scenes"))
        .map((name) => `scenes/${name}`)
        .sort(),
    ).toEqual(storyboard.scenes.map(({ file }) => file).sort());
    const played = await video.evaluate(async (element: HTMLVideoElement) => {
      element.muted = true;
      await element.play();
      await new Promise((done) => setTimeout(done, 1500));
      return {
        time: element.currentTime,
        width: element.videoWidth,
        duration: element.duration,
        cues: element.textTracks[0]?.cues?.length ?? 0,
      };
    });
    expect(played.time).toBeGreaterThan(0.5);
    expect(played.width).toBe(854);
    expect(played.duration).toBeGreaterThan(40);
    expect(played.cues).toBeGreaterThan(10);
    await editor.screenshot("panel-finished");
  });

  it("opens the code of the job from the panel", async () => {
    await editor.panel().getByRole("button", { name: "Open code" }).first().click();
    await editor.page.locator(".tab", { hasText: "01_" }).waitFor();
  });

  it("finds no problem in any scene it has written", async () => {
    const files = readdirSync(join(folder(), "scenes")).filter((name) => name.endsWith(".py"));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      await editor.openFile(`scenes/${file}`);
      await editor.command("Manim Video: Check scene");
      await editor.page.locator(".statusbar-item", { hasText: `${file}: no problems` }).waitFor({ timeout: 60_000 });
    }
    const problems = editor.page.locator('.statusbar-item[id="status.problems"]');
    expect(await problems.getAttribute("aria-label")).toMatch(/^No Problems/i);
  });
});
