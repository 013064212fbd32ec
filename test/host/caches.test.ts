import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGeminiServer, testKey, type GeminiServer } from "../fixtures/gemini/geminiServer.js";
import { axeFindingsIn } from "./axe.js";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";

let editor: Editor;
let gemini: GeminiServer;
beforeAll(async () => {
  gemini = await startGeminiServer();
  editor = await Editor.open({ settings: { "manimVideo.geminiBaseUrl": gemini.url } });
});
afterAll(async () => {
  await editor.close();
  await gemini.close();
});
keepFailures(() => editor);

const view = () => editor.panel().locator("manim-video-caches");
const button = (name: string | RegExp) => view().getByRole("button", { name });
/** Long enough for the least that Gemini keeps. */
const guide = "Scenes use few colours, and say what they show.\n".repeat(800);

async function openCaches(): Promise<void> {
  await editor.command("Open job panel");
  await editor.panel().getByRole("tab", { name: "Caches" }).click();
}

async function create(name: string): Promise<void> {
  await view().getByLabel("Name").fill(name);
  await button(/^Create/).click();
  await view().getByRole("heading", { name, exact: true }).waitFor({ timeout: 30_000 });
}

describe("the view of context caches", () => {
  it("says that a key is missing, and goes on once there is one", async () => {
    await openCaches();
    await view().getByRole("heading", { name: "No API key is set" }).waitFor({ timeout: 60_000 });
    await editor.screenshot("caches-no-key");
    await editor.setKey("Gemini", testKey);
    // The page asks again by itself when it is come back to.
    await view().click();
    await view().getByRole("heading", { name: "No context caches" }).waitFor({ timeout: 30_000 });
    await editor.screenshot("caches-empty");
  });

  it("makes a cache of the text that is selected in an editor", async () => {
    editor.writeFile("guide.md", guide);
    await editor.openFile("guide.md");
    await editor.page.locator(".monaco-editor .view-line").first().click();
    await editor.page.keyboard.press("Control+A");
    await openCaches();
    await button("New cache").click();
    await button("From the selection").click();
    await view().getByText("guide.md:1–").waitFor();
    await editor.screenshot("caches-form");
    await create("style-guide");
    await view()
      .getByText(/^Expires in 59 min \d+ s$/)
      .waitFor();
    await view().getByText("No request of this computer uses it.").waitFor();
    expect(
      await view()
        .getByText(/tokens$/)
        .innerText(),
    ).toBe("9,600 tokens");
    await editor.screenshot("caches-one");
  });

  it("counts down without moving anything", async () => {
    const expiry = view().getByText(/^Expires in/);
    const [before, place] = [await expiry.innerText(), await button("Delete").boundingBox()];
    await expect.poll(() => expiry.innerText(), { timeout: 5_000 }).not.toBe(before);
    expect(await button("Delete").boundingBox()).toEqual(place);
  });

  it("has nothing serious for axe-core, with the form open", async () => {
    await button("New cache").click();
    const found = await axeFindingsIn(await editor.frameWith("manim-video-caches"));
    expect(found.passes).toBeGreaterThan(10);
    expect(found.serious).toEqual([]);
    await button("Close").click();
  });

  it("makes one of files, and refuses a second of the same name", async () => {
    await button("New cache").click();
    await button("From files…").click();
    await editor.chooseFile(join(editor.workspace, "guide.md"), "Use");
    await view().getByText("guide.md").last().waitFor();
    await view().getByLabel("Name").fill("style-guide");
    await button(/^Create/).click();
    await view().getByRole("alert").getByText("extend or delete it").waitFor({ timeout: 30_000 });
    await create("from-files");
    await view().getByText("2 caches").waitFor();
  });

  it("keeps one for longer", async () => {
    await view().getByLabel("Keep for").selectOption("6 hours");
    await button("Keep for 6 hours from now").first().click();
    await view()
      .getByText(/^Expires in 5 h 59 min$/)
      .waitFor({ timeout: 30_000 });
    expect(gemini.requests.some(({ method }) => method === "PATCH")).toBe(true);
  });

  it("deletes one only after it was asked about", async () => {
    const dialog = editor.page.locator(".monaco-dialog-box");
    await button("Delete").first().click();
    await dialog.getByText("Delete the context cache").waitFor();
    await editor.screenshot("caches-delete");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(gemini.requests.some(({ method }) => method === "DELETE")).toBe(false);
    await button("Delete").first().click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await view().getByText("1 cache").waitFor({ timeout: 30_000 });
    expect(gemini.requests.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  });

  it("says so when the provider cannot be reached", async () => {
    await gemini.close();
    await button("Refresh the list of caches").click();
    await button("Try again").waitFor({ timeout: 120_000 });
    await editor.screenshot("caches-offline");
  });
});
