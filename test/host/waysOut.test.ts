/** The buttons that lead out of what a job or the machine lacks. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGeminiServer, testKey, type GeminiServer } from "../fixtures/gemini/geminiServer.js";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";

/** USD. More than the video is quoted at; three answers at once that are as long as they may be would cost more. */
const cap = 0.13;

describe("what a job lacks", () => {
  let editor: Editor;
  let gemini: GeminiServer;
  beforeAll(async () => {
    gemini = await startGeminiServer({ scenes: 3 });
    editor = await Editor.open({ settings: { "manimVideo.geminiBaseUrl": gemini.url, "manimVideo.maxUsd": cap } });
  });
  afterAll(async () => {
    await editor.close();
    await gemini.close();
  });
  keepFailures(() => editor);

  const detail = () => editor.panel().locator("manim-video-job");
  const state = (words: string) => detail().getByRole("region", { name: "State" }).getByText(words, { exact: true });
  const losses = () => detail().locator("manim-video-losses");
  const sent = (what: string) => gemini.requests.filter(({ kind, status }) => kind === what && status === 200).length;

  it("is money: the cap is raised in the editor's own box, above what it was, and the job goes on", async () => {
    await editor.setKey("Gemini", testKey);
    await editor.generate("Why is the sky blue", "Plans the video for your topic");
    await editor.page
      .locator(".monaco-dialog-box")
      .getByRole("button", { name: /^Spend about \$0/ })
      .click({ timeout: 60_000 });
    await editor.command("Open job panel");
    await losses().getByText("The cap on the cost was reached.").waitFor({ timeout: 240_000 });
    const before = sent("scene");
    expect(before).toBeLessThan(3);
    await editor.screenshot("ways-out-cap");
    gemini.script(
      { on: "scene", behaviour: { do: "fault", fault: "zero" } },
      { on: "repair", behaviour: { do: "fault", fault: "zero" }, times: 0 },
    );
    await losses().getByRole("button", { name: "Raise the cap" }).click();
    const box = editor.page.locator(".quick-input-widget", { hasText: "Raise the cap" });
    await box.getByText(`The cap is ${cap} USD.`, { exact: false }).waitFor();
    const input = box.locator("input:visible").first();
    await input.fill("0.01");
    await box.getByText(`Name an amount above ${cap}.`).first().waitFor();
    await editor.screenshot("ways-out-too-little");
    await input.fill("2");
    await box.getByText(`Name an amount above ${cap}.`).first().waitFor({ state: "hidden" });
    await editor.page.keyboard.press("Enter");
    await losses().getByText("1 scene failed.").waitFor({ timeout: 240_000 });
    expect(sent("scene")).toBe(3);
    expect(sent("plan")).toBe(1);
    await editor.screenshot("ways-out-scene");
  });

  it("is a scene: it is written anew, and what failed is kept aside", async () => {
    gemini.script();
    await losses()
      .getByRole("button", { name: /^Write anew, / })
      .click();
    await state("Finished").waitFor({ timeout: 240_000 });
    expect(sent("scene")).toBe(4);
    expect(await losses().locator("ul").count()).toBe(0);
    const folder = join(editor.workspace, "manim-videos", "why-is-the-sky-blue", "scenes");
    const files = readdirSync(folder).filter((name) => name.endsWith(".py"));
    expect(files).toEqual(["01_step_1.py", "02_step_2.py", "03_step_3.py"]);
    const [aside, ...others] = readdirSync(join(folder, ".earlier"));
    expect(others).toEqual([]);
    expect(readFileSync(join(folder, ".earlier", aside!), "utf8")).toContain("1 / (len(NONCE)");
  });
});

describe("what the machine lacks", () => {
  let bare: Editor;
  beforeAll(async () => {
    bare = await Editor.open({ settings: { "manimVideo.pythonPath": "/nowhere/python" } });
  });
  afterAll(() => bare.close());
  keepFailures(() => bare);

  it("is told above every view, with the doctor a click away, until it is hidden", async () => {
    await bare.command("Open job panel");
    const note = bare.panel().locator("manim-video-machine").getByRole("status");
    await note.getByText("/nowhere/python", { exact: false }).waitFor({ timeout: 60_000 });
    await bare.screenshot("machine-note");
    await note.getByRole("button", { name: "Doctor" }).click();
    await bare.page
      .locator(".quick-input-title:visible", { hasText: "Manim Video: Doctor" })
      .waitFor({ timeout: 60_000 });
    await bare.page.locator(".quick-input-list .monaco-list-row", { hasText: "/nowhere/python" }).first().waitFor();
    await bare.screenshot("machine-doctor");
    await bare.page.keyboard.press("Escape");
    await note.getByRole("button", { name: "Hide" }).click();
    await note.waitFor({ state: "hidden" });
  });
});
