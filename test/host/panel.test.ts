import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "./axe.js";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";
import { focusIn, pressUntil } from "./keyboard.js";

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.open();
});
afterAll(() => editor.close());
keepFailures(() => editor);

/** Long enough to be cancelled in its middle, also on a busy machine. */
const topic = "What is binary search?";
const title = "Binary search";
const detail = () => editor.panel().locator("manim-video-job");
const state = () => detail().getByRole("region", { name: "State" });

/** Milliseconds within which a cancelled job has ended: three times what users are promised. */
const cancelBound = 3_000;

describe("the job panel", () => {
  it("cancels a running job, with its processes, and shows no scene as going on", async () => {
    await editor.generate(topic, "Built-in templates");
    await editor.command("Open job panel");
    await state().getByText("Rendering scenes", { exact: true }).waitFor({ timeout: 120_000 });
    await expect.poll(() => editor.workerPids().length, { timeout: 30_000 }).toBeGreaterThan(0);
    await detail().getByRole("button", { name: "Cancel", exact: true }).click();
    await state().getByText("Cancelled").waitFor({ timeout: cancelBound });
    await expect.poll(() => editor.workerPids(), { timeout: cancelBound }).toEqual([]);
    expect(await editor.panel().locator(".icon-running").count()).toBe(0);
    await editor.screenshot("panel-cancelled");
  });

  it("resumes it from where it was, and plays the video", async () => {
    await detail().getByRole("button", { name: "Resume", exact: true }).first().click();
    await state()
      .getByText(/^(5|6|7|8|9)\d %$/)
      .waitFor({ timeout: 30_000 });
    await detail().locator("video").waitFor({ timeout: 240_000 });
    await state().getByText("Finished", { exact: true }).waitFor();
    expect(await editor.panel().getByRole("option").count()).toBe(1);
  });

  it("selects the job that the status bar stands for, without loading its page again", async () => {
    const frame = await editor.panelFrame();
    await frame.evaluate(() => (document.body.dataset["same"] = "yes"));
    await editor.generate("How does bubble sort work?", "Built-in templates");
    const bar = editor.page.locator(".statusbar-item", { hasText: "Manim:" });
    await bar.waitFor({ timeout: 30_000 });
    await editor.panel().getByRole("option", { name: title }).click();
    await bar.click();
    await detail()
      .getByRole("heading", { level: 1, name: /bubble sort/i })
      .waitFor();
    expect(await (await editor.panelFrame()).evaluate(() => document.body.dataset["same"])).toBe("yes");
  });

  it("is used by keyboard alone, with the focus visible at every step", async () => {
    await editor.command("Open job panel");
    const frame = await editor.panelFrame();
    const { page } = editor;
    await pressUntil(page, frame, "Tab", "Videos, 2");
    await page.keyboard.press("ArrowUp");
    await pressUntil(page, frame, "Tab", "Cancel");
    await page.keyboard.press("Enter");
    await state().getByText("Cancelled").waitFor({ timeout: cancelBound });
    await pressUntil(page, frame, "Shift+Tab", "Videos, 2");
    await page.keyboard.press("ArrowDown");
    await detail().getByRole("heading", { name: title }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await focusIn(frame)).name).toBe(title);
    await pressUntil(page, frame, "Tab", `Video: ${title}`);
    await pressUntil(page, frame, "Tab", /^Scene 1, .*: Done\. Open code\.$/);
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: /^01_.*\.py/ }).waitFor();
  });

  it("has no serious finding of axe-core", async () => {
    await editor.command("Open job panel");
    const found = await axeFindings(editor);
    expect(found.passes).toBeGreaterThan(10);
    expect(found.serious).toEqual([]);
  });
});
