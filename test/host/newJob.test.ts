import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGeminiServer, testKey, type GeminiServer } from "../fixtures/gemini/geminiServer.js";
import { axeFindingsIn } from "./axe.js";
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

const form = () => editor.panel().locator("manim-video-new");
const field = (label: string) => form().getByLabel(label, { exact: true });
const kind = (name: string) => form().getByRole("radio", { name }).check();
const card = () => form().getByRole("complementary", { name: "What it will take" });
const start = () => card().getByRole("button", { name: /^Start/ });
const ready = () => card().getByRole("button", { name: /^Start, for about \$/, disabled: false });
const show = (view: string) => editor.panel().getByRole("tab", { name: view }).click();
const asked = (what: string) => gemini.requests.filter(({ kind: each }) => each === what);
const sent = (what: string) => gemini.requests.filter(({ kind: each, status }) => each === what && status === 200);

/** As from another program. What is dragged over a webview without an end keeps the workbench waiting for one. */
const drop = async (name: string, text: string) => {
  const frame = await editor.panelFrame();
  const dataTransfer = await frame.evaluateHandle(
    ([file, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], file));
      return data;
    },
    [name, text] as const,
  );
  await form().dispatchEvent("drop", { dataTransfer });
};

describe("the form for new videos", () => {
  it("opens from the panel, and says what a missing key keeps from", async () => {
    await editor.command("Open job panel");
    await editor.panel().getByRole("button", { name: "Generate Manim video" }).click();
    await field("Topic").fill("Why is the sky blue");
    await field("Provider").selectOption("Gemini");
    await card().getByText("No API key is set", { exact: true }).waitFor();
    expect(await start().isDisabled()).toBe(true);
    await editor.screenshot("new-video-no-key");
    expect(gemini.requests).toEqual([]);
  });

  it("takes a key in the editor's own box, never shows it, and lists the models that it may use", async () => {
    await form().getByRole("button", { name: "Set key for Gemini" }).click();
    await editor.type(testKey);
    await form().getByText("Gemini: API key is set").waitFor();
    await form().getByText("5 models can be chosen").waitFor();
    expect(await form().locator("#model-list option").count()).toBe(5);
    expect(await form().innerHTML()).not.toContain(testKey);
  });

  it("quotes both ways before the button that spends can be used, and follows what is typed", async () => {
    await ready().waitFor();
    expect(await card().innerText()).toMatch(/At once\s*(chosen)?\s*\$0\.\d+[\s\S]*As a batch\s*\$0\.\d+/);
    expect(await card().innerText()).toContain("counted by the provider");
    const price = () => form().locator(".card vscode-button").innerText();
    const before = await price();
    await field("Number of scenes").fill("9");
    await field("Number of scenes").blur();
    await expect.poll(price, { timeout: 15_000 }).not.toBe(before);
    await field("Spending cap in US dollars").fill("0.001");
    await field("Spending cap in US dollars").blur();
    await card().getByText("More than the cap: nothing is started.").waitFor();
    expect(await start().isDisabled()).toBe(true);
    await field("Spending cap in US dollars").fill("");
    await field("Spending cap in US dollars").blur();
    await ready().waitFor();
    await editor.screenshot("new-video-quote");
    expect(sent("plan")).toEqual([]);
  });

  it("starts the video that was quoted, with the models that were named, and shows it", async () => {
    await field("Planner model").fill("gemini-3.6-flash");
    await field("Repair model").fill("gemini-3.5-flash-lite");
    await ready().waitFor();
    await ready().click();
    await editor.panel().locator("manim-video-job").getByRole("heading", { level: 1, name: /sky/i }).waitFor();
    await expect
      .poll(() => sent("plan").map(({ path }) => path))
      .toEqual([expect.stringContaining("gemini-3.6-flash")]);
    await expect.poll(() => sent("scene").length, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(sent("scene")[0]?.path).toContain("gemini-3.6-flash");
    await editor.panel().locator("manim-video-job").getByRole("button", { name: "Cancel", exact: true }).click();
  });

  it("is empty after that, and is filled with a job that shall be made once more with changes", async () => {
    await show("New video");
    expect(await field("Topic").inputValue()).toBe("");
    await show("Videos");
    await editor.panel().locator("manim-video-job").getByRole("button", { name: "Re-run with changes…" }).click();
    await expect.poll(() => field("Topic").inputValue()).toBe("Why is the sky blue");
    expect(await field("Planner model").inputValue()).toBe("gemini-3.6-flash");
    expect(await field("Repair model").inputValue()).toBe("gemini-3.5-flash-lite");
    expect(await field("Number of scenes").inputValue()).toBe("9");
    await field("Number of scenes").fill("");
    await field("Number of scenes").blur();
  });

  it("takes files that are dropped on it: a list as videos, an outline as one video's", async () => {
    await drop("course.jsonl", '{"topic":"What is one"}\n{"topic":\n{"topic":"What is two","scenes":2}\n');
    await form()
      .getByText(/Line 2: /)
      .waitFor();
    await form().getByText("2 videos").waitFor();
    await kind("An outline");
    await drop("outline.md", "# Even numbers\n\n- Two more each time\n");
    await expect.poll(() => field("Outline in Markdown").inputValue()).toContain("# Even numbers");
    await field("Outline in Markdown").fill("");
  });

  it("reads a pasted list, says what is wrong with its lines, and leaves out what the user removes", async () => {
    await kind("A list of topics");
    await field("Form of the list").selectOption("CSV");
    await field("Topics").fill("topic,scenes\nWhat is one,2\nWhat is two,nine\nWhat is three,2\nWhat is four,2\n");
    await form()
      .getByText(/Line 3: scenes is "nine"/)
      .waitFor();
    await form().getByText("3 videos").waitFor();
    await form().getByRole("button", { name: "Leave out What is three" }).click();
    await form().getByText("2 videos").waitFor();
    await ready().waitFor();
    await editor.screenshot("new-video-list");
  });

  it("keeps what was typed while the panel is hidden", async () => {
    editor.writeFile("other.txt", "Something else");
    await editor.openFile("other.txt");
    await editor.command("Open job panel");
    await form().getByText("2 videos").waitFor();
    expect(await field("Topics").inputValue()).toContain("What is four");
    expect(await field("Planner model").inputValue()).toBe("gemini-3.6-flash");
  });

  it("sends the list's plans in one batch, as a file where that is chosen", async () => {
    await field("Mode").selectOption("Batch, as a file");
    await ready().waitFor();
    await ready().click();
    await editor
      .panel()
      .locator("manim-video-job")
      .getByText(/Part of a topic list/)
      .waitFor();
    await expect.poll(() => asked("batchCreate").length, { timeout: 60_000 }).toBe(1);
    expect(asked("upload").length).toBeGreaterThan(0);
    expect(JSON.stringify(asked("batchCreate")[0]?.body)).toContain("files/");
    await editor.panel().locator("manim-video-job").getByRole("button", { name: "Cancel list" }).click();
  });
});

describe("the form for questions", () => {
  it("says what will be sent, with the advice for what the questions share", async () => {
    await show("New video");
    await kind("Questions, no video");
    await field("Questions").fill("Explain one in a sentence.\nExplain two in a sentence.");
    await field("Mode").selectOption("Batch, inline");
    await card().getByText("1 batch: 2 requests inline").waitFor();
    await field("Mode").selectOption("Batch, as a file");
    await card().getByText("1 batch: 2 requests as a file").waitFor();
    await ready().waitFor();
    await form().getByRole("button", { name: "What the modes mean" }).focus();
    await form().getByRole("tooltip").getByText("Half price, within a day").waitFor();
    await editor.screenshot("new-questions");
    await editor.page.keyboard.press("Escape");
    await expect.poll(() => form().getByRole("tooltip").first().isVisible()).toBe(false);
  });

  it("asks at once, shows each answer with its whole JSON, and keeps them over a reload of the window", async () => {
    await field("Mode").selectOption("At once");
    await ready().waitFor();
    await ready().click();
    const answers = form().getByRole("region", { name: "Answers", exact: true });
    await answers.getByText("All asked: 2 of 2 questions").waitFor({ timeout: 30_000 });
    expect(sent("free")).toHaveLength(2);
    await answers.getByText("JSON").first().click();
    await answers.getByText('"kind": "answer"').first().waitFor();
    await editor.screenshot("new-questions-answers");
    await editor.page.reload();
    // The editor keeps a page's state from time to time: what was shown last may not be what is shown now.
    await show("New video");
    await kind("Questions, no video");
    await form().getByRole("region", { name: "Earlier answers" }).getByRole("button").first().click();
    await answers.getByText("All asked: 2 of 2 questions").waitFor();
  });

  it("sends a batch in the chosen form, and says so", async () => {
    const before = asked("batchCreate").length;
    await field("Questions").fill("@use_cache nothing One\nTwo");
    await form()
      .getByText(/There is no context cache "nothing"/)
      .waitFor();
    await field("Questions").fill("One\nTwo\nThree");
    await field("Mode").selectOption("Batch, inline");
    await card().getByText("1 batch: 3 requests inline").waitFor();
    await ready().waitFor();
    await ready().click();
    await form().getByText("3 questions are on their way in 1 batch.").waitFor();
    await expect.poll(() => asked("batchCreate").length, { timeout: 30_000 }).toBe(before + 1);
    await form().getByRole("button", { name: "Show batches" }).click();
    await editor.panel().locator("manim-video-batches").waitFor();
  });
});

describe("the form as a page", () => {
  it("has no serious finding of axe-core, and fits a narrow panel", async () => {
    await show("New video");
    await kind("A list of topics");
    await field("Form of the list").selectOption("CSV");
    await field("Topics").fill("topic\nWhat is one\nWhat is two\n");
    await form().getByText("2 videos").waitFor();
    const frame = await editor.panelFrame();
    const { passes, serious } = await axeFindingsIn(frame);
    expect(passes).toBeGreaterThan(10);
    expect(serious).toEqual([]);
    await editor.command("View: Toggle Primary Side Bar Visibility");
    await editor.page.setViewportSize({ width: 420, height: 900 });
    await expect
      .poll(() =>
        frame.evaluate(() => {
          const root = document.querySelector("manim-video-app")?.shadowRoot?.querySelector("manim-video-new");
          return root ? root.scrollWidth - root.clientWidth : NaN;
        }),
      )
      .toBe(0);
    await editor.screenshot("new-video-narrow");
    await editor.page.setViewportSize({ width: 1400, height: 900 });
  });
});
