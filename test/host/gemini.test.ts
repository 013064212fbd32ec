import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGeminiServer, testKey, type GeminiServer } from "../fixtures/gemini/geminiServer.js";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";

let editor: Editor;
let gemini: GeminiServer;
beforeAll(async () => {
  gemini = await startGeminiServer({ scenes: 2 });
  editor = await Editor.open({ settings: { "manimVideo.geminiBaseUrl": gemini.url } });
});
afterAll(async () => {
  await editor.close();
  await gemini.close();
});

keepFailures(() => editor);

const scenes = (slug: string): string[] => {
  const folder = join(editor.workspace, "manim-videos", slug, "scenes");
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".py"))
        .map((name) => readFileSync(join(folder, name), "utf8"))
    : [];
};

const generate = (topic: string): Promise<void> => editor.generate(topic, "Plans the video for your topic");

describe("Generate Manim video with Gemini", () => {
  it("asks for the key when there is none, and goes on with it", async () => {
    await generate("Why is the sky blue");
    await editor.page
      .locator(".notification-toast", { hasText: "key" })
      .getByRole("button", { name: "Set API key" })
      .click();
    await editor.type("AIzaWrongKeyForTests-0000000000000000000");
    // The notification with the progress ends with the same words, just before this one comes with its advice.
    const toast = editor.page.locator(".notification-toast", { hasText: "Set a valid key" });
    await toast.waitFor({ timeout: 60_000 });
    await editor.screenshot("gemini-wrong-key");
    expect(gemini.requests.at(-1)?.status).toBe(400);
  });

  it("plans, writes each scene, repairs a failing one with its problem, and makes the video; the nonce of each request is in the code", async () => {
    gemini.script({ on: "scene", behaviour: { do: "fault", fault: "zero" } });
    await editor.setKey("Gemini", testKey);
    await generate("Why is the sea salty");
    await editor.panel().locator("video").waitFor({ timeout: 240_000 });
    const codes = scenes("why-is-the-sea-salty");
    expect(codes).toHaveLength(2);
    const good = gemini.requests.filter(({ status }) => status === 200);
    expect(good.filter(({ kind }) => kind === "plan")).toHaveLength(1);
    expect(good.filter(({ kind }) => kind === "scene")).toHaveLength(2);
    const [repair, ...others] = good.filter(({ kind }) => kind === "repair");
    expect(others).toEqual([]);
    expect(JSON.stringify(repair!.body)).toContain("ZeroDivisionError");
    const failed = good.find(({ kind, scene }) => kind === "scene" && scene === repair!.scene)!;
    expect(JSON.stringify(repair!.body)).toContain(failed.nonce);
    const written = good.find(({ kind, scene }) => kind === "scene" && scene !== repair!.scene)!;
    for (const nonce of [repair!.nonce!, written.nonce!])
      expect(
        codes.some((code) => code.includes(nonce)),
        nonce,
      ).toBe(true);
    await editor.screenshot("gemini-finished");
  });

  it("lists each answer of the models, and opens it as JSON with the provider's own form of it", async () => {
    const answers = editor.panel().locator("manim-video-answers");
    const names = () =>
      answers.getByRole("button").evaluateAll((buttons) => buttons.map((one) => one.getAttribute("aria-label") ?? ""));
    await expect.poll(names, { timeout: 30_000 }).toHaveLength(4);
    const kinds = (await names()).map((name) => /^JSON of answer \d, (Plan|Code of|Repair of)/.exec(name)?.[1]);
    expect(kinds.toSorted()).toEqual(["Code of", "Code of", "Plan", "Repair of"]);
    await answers.getByRole("button", { name: "JSON of answer 1, Plan" }).click();
    const line = (text: string) => editor.page.locator(".view-line:visible", { hasText: text }).first();
    await line('"outcome":').waitFor();
    await line('"kind": "answer"').waitFor();
    await answers.scrollIntoViewIfNeeded();
    await editor.screenshot("gemini-answer-json");
    await editor.page.locator(".view-line:visible").first().click();
    await editor.page.keyboard.press("Control+End");
    await line('"modelVersion":').waitFor();
    await editor.command("View: Revert and Close Editor");
  });

  it("never shows the key in what it sends but the header, nor writes it anywhere in the workspace", () => {
    for (const request of gemini.requests) expect(JSON.stringify(request)).not.toContain(testKey);
    for (const code of scenes("why-is-the-sea-salty")) expect(code).not.toContain(testKey);
  });
});

describe("Fix with AI", () => {
  it("shows a diff before anything changes, and applies it when told to", async () => {
    const broken = `from manim import *\n\n\nclass Broken(Scene):\n    def construct(self):\n        self.next_section("scene")\n        x = 1 / 0\n        self.wait(x)\n`;
    editor.writeFile("broken.py", broken);
    await editor.openFile("broken.py");
    await editor.page.locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
    await editor.lens("Fix").click();
    await editor.page.locator(".tab.active", { hasText: "Fix with AI" }).waitFor({ timeout: 60_000 });
    await editor.page.locator(".monaco-diff-editor .view-line").first().waitFor();
    expect(readFileSync(join(editor.workspace, "broken.py"), "utf8")).toBe(broken);
    await editor.screenshot("fix-diff");
    await editor.page.locator(".notification-toast").getByRole("button", { name: "Apply" }).click();
    await editor.page.locator(".tab.active", { hasText: "broken.py" }).waitFor();
    const repair = gemini.requests.findLast(({ kind }) => kind === "repair")!;
    await expect.poll(() => readFileSync(join(editor.workspace, "broken.py"), "utf8")).toContain(repair.nonce);
    await editor.page.locator(".squiggly-error").first().waitFor({ state: "detached", timeout: 30_000 });
  });
});
