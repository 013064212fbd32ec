import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGeminiServer, testKey, type GeminiServer } from "../fixtures/gemini/geminiServer.js";
import { axeFindings } from "./axe.js";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";

let editor: Editor;
let gemini: GeminiServer;
beforeAll(async () => {
  gemini = await startGeminiServer({ scenes: 1, batches: { milliseconds: 5_000 } });
  const settings = { "manimVideo.geminiBaseUrl": gemini.url, "manimVideo.batch.pollInterval": 1 };
  editor = await Editor.open({ settings });
});
afterAll(async () => {
  await editor.close();
  await gemini.close();
});
keepFailures(() => editor);

const slugs = ["why-is-the-sky-blue", "how-do-tides-work", "what-is-a-rainbow"];
const list = "topic,scenes\nWhy is the sky blue,1\nHow do tides work,many\nWhat is a rainbow,1\n";
const toast = (text: string | RegExp) => editor.page.locator(".notification-toast", { hasText: text }).first();
const dialog = () => editor.page.locator(".monaco-dialog-box");

/** Gives the command the list in the editor, once extensions have heard of that: until then it asks for a file. */
async function useOpenList(): Promise<void> {
  const row = editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "the open editor" });
  for (let attempt = 1; ; attempt++) {
    await editor.command("Generate from topic list");
    try {
      await row.click({ timeout: 5_000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await editor.page.keyboard.press("Escape");
    }
  }
}

async function start(way: string): Promise<void> {
  await useOpenList();
  await editor.pick(way);
  await dialog().waitFor({ timeout: 60_000 });
}

describe("Generate from topic list", () => {
  it("marks a line that cannot be used, and takes the mark away when it is corrected", async () => {
    editor.writeFile("topics.csv", list);
    await editor.openFile("topics.csv");
    await useOpenList();
    await toast("Line 3").waitFor({ timeout: 30_000 });
    await editor.screenshot("list-problem");
    await toast("Line 3").getByRole("button", { name: "Show problems" }).click();
    const row = editor.page.locator(".markers-panel .monaco-list-row", { hasText: "many" }).last();
    await row.waitFor();
    expect(await row.textContent()).toMatch(/Manim Video.*list-invalid.*Ln 3, Col 1/s);
    await editor.page.locator(".view-line", { hasText: "tides" }).click();
    await editor.page.keyboard.press("End");
    for (let letter = 0; letter < "many".length; letter++) await editor.page.keyboard.press("Backspace");
    await editor.page.keyboard.type("1");
    await editor.page.keyboard.press("Control+S");
    await row.waitFor({ state: "detached", timeout: 30_000 });
    expect(gemini.requests).toEqual([]);
  });

  it("says what the list will take in a batch, and spends nothing unless that is agreed to", async () => {
    await editor.setKey("Gemini", testKey);
    await start("Gemini: Batch (half price");
    const text = (await dialog().textContent()) ?? "";
    for (const words of [
      "Make 3 videos from topics.csv?",
      "in batches: 6 requests (at most 30)",
      "counted by the provider",
      "In batches $0.",
      "; at once $0.",
      "No cap is set.",
      "Expected wait: target 24 h",
      "Shared instructions:",
    ])
      expect(text).toContain(words);
    await editor.screenshot("list-quote");
    await dialog().getByRole("button", { name: "Cancel" }).click();
    await dialog().waitFor({ state: "detached" });
    expect(gemini.requests.map(({ kind }) => kind).filter((kind) => kind !== "count")).toEqual([]);
    expect(existsSync(join(editor.workspace, "manim-videos"))).toBe(false);
  });

  it("plans all videos in one batch, shows its state, and goes on after the window was loaded again", async () => {
    await start("Gemini: Batch (half price");
    await dialog()
      .getByRole("button", { name: /^Spend about \$0/ })
      .click();
    await toast(/0 of 3 videos, Batch of 3 requests: JOB_STATE_(PENDING|RUNNING)/).waitFor({ timeout: 60_000 });
    await toast("0 of 3 videos").getByRole("button", { name: "Cancel" }).waitFor();
    await editor.screenshot("list-running");
    expect(existsSync(join(editor.workspace, "manim-videos"))).toBe(false);
    await editor.page.reload();
    await toast(/topics\.csv.*0 of 3 videos/s).waitFor({ timeout: 60_000 });
    await editor.page.locator(".statusbar-item", { hasText: /Manim: \d of 3 videos/ }).waitFor();
  });

  it("makes the videos, each from the answers to its own requests, and sends no batch twice", async () => {
    await editor.command("Open job panel");
    const panel = editor.panel();
    await panel.getByRole("group", { name: /Topic list: \d of 3 videos ready, batch/ }).waitFor({ timeout: 60_000 });
    await editor.screenshot("list-panel");
    await toast("3 of 3 videos ready. Cost: $0.").waitFor({ timeout: 300_000 });
    const [, codes] = gemini.requests.filter(({ kind }) => kind === "batchCreate");
    const nonces = slugs.map((slug) => {
      const folder = join(editor.workspace, "manim-videos", slug);
      expect(existsSync(join(folder, "video.mp4")), slug).toBe(true);
      const [scene = ""] = readdirSync(join(folder, "scenes")).filter((name) => name.endsWith(".py"));
      return /NONCE = "(\w+)"/.exec(readFileSync(join(folder, "scenes", scene), "utf8"))?.[1] ?? "";
    });
    expect(new Set(nonces).size).toBe(slugs.length);
    for (const nonce of nonces) expect(JSON.stringify(codes?.body)).toContain(`Request-Id: ${nonce}`);
    expect(Object.values(gemini.creates)).toEqual([1, 1]);
    expect(gemini.batches().map(({ keys, state }) => `${keys.length} ${state}`)).toEqual([
      "3 BATCH_STATE_SUCCEEDED",
      "3 BATCH_STATE_SUCCEEDED",
    ]);
    const alone = gemini.requests.filter(({ kind }) => kind === "plan" || kind === "scene" || kind === "repair");
    expect(alone).toEqual([]);
    await panel.getByRole("group", { name: "Topic list: 3 of 3 videos ready, batch" }).waitFor();
    await editor.screenshot("list-finished");
    expect((await axeFindings(editor)).serious).toEqual([]);
  });

  it("cancels the whole list from its notification, at the provider as well", async () => {
    gemini.scriptBatches({ behaviours: [{ do: "never" }] });
    editor.writeFile("more.txt", "Why do magnets attract\nHow do vaccines work\n");
    await editor.openFile("more.txt");
    await start("Gemini: Batch (half price");
    await dialog()
      .getByRole("button", { name: /^Spend about \$0/ })
      .click();
    const running = toast(/0 of 2 videos, Batch of 2 requests: JOB_STATE_(PENDING|RUNNING)/);
    await running.waitFor({ timeout: 60_000 });
    await running.getByRole("button", { name: "Cancel" }).click();
    await toast("0 of 2 videos ready. 2 cancelled.").waitFor({ timeout: 30_000 });
    await expect
      .poll(() => gemini.requests.filter(({ kind }) => kind === "batchCancel").length, { timeout: 30_000 })
      .toBe(1);
    expect(gemini.batches()).toHaveLength(3);
  });

  it("resumes and cancels the whole list from the panel", async () => {
    gemini.scriptBatches({ behaviours: [{ do: "never" }] });
    await editor.command("Open job panel");
    const panel = editor.panel();
    await panel.getByRole("option", { name: /vaccines/ }).click();
    await panel.getByRole("button", { name: "Resume list" }).click();
    await toast(/Topic list.*0 of 2 videos, Batch of 2 requests/s).waitFor({ timeout: 60_000 });
    await panel.getByRole("button", { name: "Cancel list" }).click();
    await toast("Topic list: 0 of 2 videos ready. 2 cancelled.").waitFor({ timeout: 30_000 });
    await panel.getByRole("button", { name: "Resume list" }).waitFor();
    expect(Object.values(gemini.creates)).toEqual([1, 1, 1, 1]);
  });
});
