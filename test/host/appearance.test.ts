/** How the panel looks and is read: every view in every theme, narrow, and enlarged. Pictures are kept as output. */
import { join } from "node:path";
import type { FrameLocator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGeminiServer, testKey, type GeminiServer } from "../fixtures/gemini/geminiServer.js";
import { axeFindingsIn } from "./axe.js";
import { Editor, themes, type Theme } from "./editor.js";
import { keepFailures } from "./failures.js";

let editor: Editor;
let gemini: GeminiServer;
beforeAll(async () => {
  gemini = await startGeminiServer({ scenes: 1 });
  editor = await Editor.open({ settings: { "manimVideo.geminiBaseUrl": gemini.url } });
});
afterAll(async () => {
  await editor.close();
  await gemini.close();
});
keepFailures(() => editor);

const title = "Why is the sea salty";
const tabs = () => editor.panel().getByRole("tab");
const names = Object.keys(themes) as Theme[];

/** A click on the icon of what is open would close it. */
async function sideBar(): Promise<void> {
  if (await editor.page.locator(".part.sidebar .title-label", { hasText: "Manim Video" }).isVisible()) return;
  await editor.page.locator(".activitybar .action-item a[aria-label^='Manim Video']").click();
}

/** Shows each view in turn; an own element of it is there, or the list of videos. */
async function eachView(look: (name: string) => Promise<void>): Promise<void> {
  for (const tab of await tabs().all()) {
    await tab.click();
    await editor.panel().locator(".waiting").first().waitFor({ state: "detached", timeout: 30_000 });
    await look((await tab.innerText()).trim().toLowerCase().replace(/\W+/g, "-"));
  }
}

/** Elements that reach beyond the panel's right edge, but for regions that are scrolled by themselves and what is unseen. */
async function tooWide(): Promise<string[]> {
  const frame = await editor.panelFrame();
  return frame.evaluate(() => {
    const found: string[] = [];
    // Rectangles are in the pixels of the window, of which a zoomed page has fewer of its own.
    const edge = document.documentElement.getBoundingClientRect().right + 1;
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.closest(".wide, .unseen, svg")) continue;
        const { right, width, height } = element.getBoundingClientRect();
        if (right > edge && width > 1 && height > 1) found.push(`${element.tagName}.${element.className} ${right}`);
        if (element.shadowRoot && element.localName.startsWith("manim-")) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  });
}

describe("before the first video", () => {
  it("the side bar says what to do", async () => {
    await sideBar();
    await editor.page.locator(".welcome-view-content", { hasText: "No finished videos yet" }).waitFor();
    await editor.screenshot("welcome");
    await editor.page.locator(".welcome-view-content").getByRole("button", { name: "Generate Manim video" }).click();
    await editor.page.locator(".quick-input-widget input:visible").first().waitFor();
    await editor.page.keyboard.press("Escape");
  });

  it("the walkthrough shows its steps with their pictures", async () => {
    await editor.command("Welcome: Open Walkthrough...");
    await editor.pick("Get started with Manim Video");
    const picture = editor.page.locator(".getting-started-media img");
    await picture.waitFor({ timeout: 20_000 });
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 20_000 })
      .toBeGreaterThan(400);
    expect(await editor.page.locator(".getting-started-step").count()).toBe(5);
    await editor.screenshot("walkthrough");
    await editor.command("View: Close All Editors");
  });
});

describe("a finished video", () => {
  it("has been shown in the status bar's tooltip, with its money", async () => {
    await editor.setKey("Gemini", testKey);
    await editor.generate(title, "Plans the video for your topic");
    const bar = editor.page.locator(".statusbar-item", { hasText: "Manim:" });
    await bar.waitFor({ timeout: 60_000 });
    await bar.hover();
    const tooltip = editor.page.locator(".monaco-hover:visible, .workbench-hover:visible", { hasText: "1 running" });
    await tooltip.getByRole("link", { name: "Job panel" }).waitFor({ timeout: 20_000 });
    await editor.screenshot("status-tooltip");
    await editor.page.mouse.move(700, 300);
  });

  it("is listed in the side bar, and plays in the player", async () => {
    await editor.command("Open job panel");
    await editor.panel().locator("video").waitFor({ timeout: 240_000 });
    await sideBar();
    const row = editor.page.locator(".pane-body .monaco-list-row").first();
    await row.waitFor({ timeout: 20_000 });
    await row.click();
    await editor.page.locator(".tab.active", { hasText: "video.mp4" }).waitFor({ timeout: 20_000 });
    const player: FrameLocator = editor.page
      .locator("iframe.webview.ready")
      .last()
      .contentFrame()
      .frameLocator("iframe#active-frame");
    const video = player.locator("video");
    await video.waitFor();
    await expect
      .poll(() => video.evaluate((media: HTMLVideoElement) => media.readyState), { timeout: 20_000 })
      .toBeGreaterThan(0);
    await player.getByRole("link", { name: "Reveal in folder" }).waitFor();
    await editor.screenshot("player");
    await player.getByRole("link", { name: "Open job panel" }).click();
    await editor.page.locator(".tab.active", { hasText: "Manim Video" }).waitFor();
  });
});

describe("a finished video's row in the side bar", () => {
  it("is dragged out as a file, for other programs and for the editor, which opens it where it is dropped", async () => {
    await editor.command("View: Close All Editors");
    await sideBar();
    const row = editor.page.locator(".pane-body .monaco-list-row").first();
    await row.waitFor({ timeout: 20_000 });
    await editor.page.evaluate(() => {
      const note = ({ dataTransfer }: DragEvent) => {
        const given = [...(dataTransfer?.types ?? [])].map((type) => [type.toLowerCase(), dataTransfer?.getData(type)]);
        document.body.dataset["dragged"] = JSON.stringify(Object.fromEntries(given));
      };
      document.addEventListener("dragstart", note, { once: true });
    });
    const area = (await editor.page.locator(".part.editor").boundingBox())!;
    await row.hover();
    await editor.page.mouse.down();
    for (const share of [0.3, 0.5, 0.52])
      await editor.page.mouse.move(area.x + area.width * share, area.y + area.height * 0.5, { steps: 5 });
    const dragged = (await editor.page.locator("body").getAttribute("data-dragged")) ?? "{}";
    await editor.screenshot("dragged");
    await editor.page.mouse.up();
    await editor.page.locator(".tab.active", { hasText: "video.mp4" }).waitFor({ timeout: 20_000 });
    const given = JSON.parse(dragged) as Record<string, string>;
    const path = join(editor.workspace, "manim-videos", "why-is-the-sea-salty", "video.mp4");
    // A file of this computer, as on the desktop, is given as "DownloadURL" too; here all files are a server's.
    expect(given["application/vnd.code.uri-list"]).toMatch(new RegExp(`^vscode-remote://[^/]+${path}$`));
    expect(given["codeeditors"]).toContain(path);
    await editor.command("View: Close All Editors");
  });
});

describe("the panel's views", () => {
  it.each(names)("have nothing serious for axe-core in %s", async (theme) => {
    await editor.command("Open job panel");
    await editor.setTheme(theme);
    await eachView(async (view) => {
      const found = await axeFindingsIn(await editor.panelFrame());
      await editor.screenshot(`look-${theme.toLowerCase().replaceAll(" ", "-")}-${view}`);
      expect(found.passes, view).toBeGreaterThan(5);
      expect(found.serious, `${view} in ${theme}`).toEqual([]);
    });
  });

  it("are no wider than a panel of 300 pixels", async () => {
    await editor.setTheme("Default Dark Modern");
    await editor.command("View: Close Primary Side Bar");
    const frame = await editor.panelFrame();
    const width = await frame.evaluate(() => window.innerWidth);
    const { width: whole, height } = editor.page.viewportSize()!;
    await editor.page.setViewportSize({ width: whole - width + 300, height });
    await expect.poll(() => frame.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(320);
    await eachView(async (view) => {
      await editor.screenshot(`narrow-${view}`);
      expect(await tooWide(), view).toEqual([]);
    });
    await editor.page.setViewportSize({ width: whole, height });
  });

  it("are no wider than the panel at 200 percent", async () => {
    const frame = await editor.panelFrame();
    await frame.evaluate(() => (document.documentElement.style.zoom = "2"));
    await eachView(async (view) => {
      await editor.screenshot(`zoom-${view}`);
      expect(await tooWide(), view).toEqual([]);
    });
  });
});
