import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Storyboard } from "../../protocol/storyboard.js";
import type { Timeline } from "../../protocol/timeline.js";
import { axeFindings } from "./axe.js";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";

/** The second scene is the user's own: a helper plays, and two texts overlap. The third fails. */
const overlap = `from manim import *


class Overlap(Scene):
    def construct(self):
        self.next_section("only")
        square = Square(color=BLUE)
        self.play(Create(square), run_time=0.6)
        self.name_it("First", 0)
        self.name_it("Second", 0.6)
        self.wait(2)

    def name_it(self, words, x):
        text = Text(words).shift(DOWN * 3 + RIGHT * x)
        self.play(
            FadeIn(text),
            run_time=0.4,
        )
`;
const failing = `from manim import *


class Failing(Scene):
    def construct(self):
        self.next_section("only")
        self.play(Create(Circle()), run_time=0.2)
        self.undefined_helper()
`;
const topic = "What is binary search?";
/** Also on a busy machine. */
const soon = { timeout: 20_000 };
const template = resolve("media", "templates", "binary-search", "storyboard.json");

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.open();
});
afterAll(() => editor.close());
keepFailures(() => editor);

const folder = () => join(editor.workspace, "manim-videos", "what-is-binary-search");
const timeline = () => JSON.parse(readFileSync(join(folder(), "timeline.json"), "utf8")) as Timeline;
const detail = () => editor.panel().locator("manim-video-job");
const button = (name: string | RegExp) => detail().getByRole("button", { name });
const video = () => detail().locator("manim-video-player video");
const now = () => video().evaluate((element: HTMLVideoElement) => element.currentTime);
const place = (words: string) => detail().locator(".place").getByText(words, { exact: true });
const changedNote = () => detail().locator(".note", { hasText: "changed since the video was made" });
const line = (text: string): Locator => editor.page.locator(".view-line:visible", { hasText: text }).first();
const position = (words: string | RegExp) => editor.page.locator(".statusbar-item", { hasText: words }).first();
const tab = (words: string | RegExp) => editor.page.locator(".tab", { hasText: words }).first();

/** A plan of three scenes: the first is the template's, the files of the others are there. */
function prepare(): void {
  const whole = JSON.parse(readFileSync(template, "utf8")) as Storyboard;
  const own = (className: string, file: string, title: string) => ({
    ...{ id: className.toLowerCase(), className, file, title },
    beats: [{ id: "only", narration: `${title} is said.`, shows: "what the file shows" }],
  });
  const scenes = [
    whole.scenes[0]!,
    own("Overlap", "scenes/02_overlap.py", "Two names"),
    own("Failing", "scenes/03_failing.py", "What fails"),
  ];
  mkdirSync(join(folder(), "scenes"), { recursive: true });
  writeFileSync(join(folder(), "storyboard.json"), JSON.stringify({ ...whole, topic, scenes }, null, 2));
  writeFileSync(join(folder(), "scenes", "02_overlap.py"), overlap);
  writeFileSync(join(folder(), "scenes", "03_failing.py"), failing);
}

/** Chapters as the browser has read them. */
const chapters = () =>
  video().evaluate((element: HTMLVideoElement) => {
    const track = [...element.textTracks].find(({ kind }) => kind === "chapters");
    return [...(track?.cues ?? [])].map((cue) => (cue as VTTCue).text);
  });

describe("the results of a video", () => {
  it("are played with a chapter for each scene that is shown", async () => {
    prepare();
    await editor.generate(topic, "Built-in templates");
    await editor.command("Open job panel");
    await video().waitFor({ timeout: 240_000 });
    const { scenes } = timeline();
    expect(scenes.map(({ name }) => name)).toEqual(["LookingForOneNumber", "Overlap"]);
    await expect.poll(chapters, soon).toEqual([scenes[0]!.title, "Two names"]);
    await button(/^Scene 2, Two names, at/).click();
    await expect.poll(now, soon).toBeCloseTo(scenes[1]!.start, 1);
    await detail().locator('.chapters button[aria-current="true"]', { hasText: "2 Two names" }).waitFor();
    await place("02_overlap.py:8").waitFor();
    await editor.screenshot("results-player");
  });

  it("say what is missing, with the way out of it", async () => {
    const losses = detail().locator("manim-video-losses");
    await losses.getByText("1 scene failed.").waitFor();
    await losses.getByRole("button", { name: "Open line 8, What fails" }).click();
    await tab("03_failing.py").waitFor();
    await position(/Ln 8, Col \d+/).waitFor();
  });

  it("have the code follow the video, beside the panel, which keeps the focus", async () => {
    await editor.command("Open job panel");
    await detail().locator("vscode-checkbox", { hasText: "Follow code" }).click();
    await tab("02_overlap.py").waitFor();
    await line("self.play(Create(square), run_time=0.6)").waitFor();
    const { scenes } = timeline();
    // A multi-line play of a helper: the whole call is selected.
    const helper = scenes[1]!.plays[1]!;
    expect([helper.line, helper.endLine, helper.callers]).toEqual([15, 18, [9]]);
    await video().evaluate((element: HTMLVideoElement, time) => (element.currentTime = time), helper.start + 0.1);
    await place("02_overlap.py:15").waitFor();
    await expect.poll(() => editor.page.locator(".selected-text:visible").count(), soon).toBeGreaterThanOrEqual(4);
    const frame = await editor.panelFrame();
    expect(await frame.evaluate(() => document.hasFocus())).toBe(true);
    await editor.screenshot("results-follow");
  });

  it("select the code while the video plays", async () => {
    const { plays, start, end } = timeline().scenes[1]!;
    const player = detail().locator("manim-video-player");
    // Noted in the page at each change: a busy machine would miss a play that is looked for from here.
    await player.evaluate((element) => {
      const note = () => {
        const place = element.shadowRoot?.querySelector(".place")?.textContent.trim() ?? "";
        if (place !== "") element.dataset["seen"] = `${element.dataset["seen"] ?? ""} ${place}`;
      };
      new MutationObserver(note).observe(element.shadowRoot!, { subtree: true, childList: true, characterData: true });
    });
    await video().evaluate(async (element: HTMLVideoElement, time) => {
      element.currentTime = time;
      element.muted = true;
      element.playbackRate = 0.5;
      await element.play();
    }, start);
    await expect.poll(now, soon).toBeGreaterThan(end - 1);
    const seen = (await player.getAttribute("data-seen"))?.match(/02_overlap\.py:\d+/g) ?? [];
    expect([...new Set(seen)]).toEqual(["02_overlap.py:8", "02_overlap.py:15", "02_overlap.py:11"]);
    expect(plays.map((play) => play.line)).toEqual([8, 15, 15, 11]);
    await video().evaluate((element: HTMLVideoElement) => {
      element.pause();
      element.playbackRate = 1;
    });
  });

  it("are sought by a click on a line, and the cursor stays where it was put", async () => {
    const { plays } = timeline().scenes[1]!;
    await line("self.wait(2)").click();
    await expect.poll(now, soon).toBeCloseTo(plays[3]!.start, 1);
    await place("02_overlap.py:11").waitFor();
    await position(/Ln 11, Col \d+$/).waitFor();
    // A line that calls a helper is what the helper plays; one that plays nothing is what comes next.
    await line('self.name_it("Second", 0.6)').click();
    await expect.poll(now, soon).toBeCloseTo(plays[2]!.start, 1);
    await line("square = Square(color=BLUE)").click();
    await expect.poll(now, soon).toBeCloseTo(plays[0]!.start, 1);
    const before = await now();
    await line("class Overlap(Scene):").click();
    await position(/Ln 4, Col \d+$/).waitFor();
    expect(await now()).toBe(before);
  });

  it("are no longer tied to a file that was edited, and are again once that is undone", async () => {
    const before = await now();
    await editor.page.keyboard.press("End");
    await editor.page.keyboard.type("  # mine");
    await changedNote().waitFor();
    await editor.screenshot("results-changed");
    await line("self.wait(2)").click();
    await position(/Ln 11, Col \d+$/).waitFor();
    expect(await now()).toBe(before);
    for (let press = 0; press < 12; press++) await editor.page.keyboard.press("Control+Z");
    await changedNote().waitFor({ state: "hidden" });
    await line("self.wait(2)").click();
    await expect.poll(now, soon).toBeCloseTo(timeline().scenes[1]!.plays[3]!.start, 1);
  });

  it("have a contact sheet with what a viewer may mind marked on its frame, which leads to its line", async () => {
    const sheet = detail().locator("manim-video-sheet");
    const finding = sheet.getByRole("button", { name: /^Scene 2, Two names: Two texts overlap\./ });
    await finding.scrollIntoViewIfNeeded();
    await sheet.locator('canvas[data-drawn="true"]').nth(1).waitFor({ timeout: 30_000 });
    const lit = await finding.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, index) => index % 4 < 3 && value > 100).length;
    });
    expect(lit).toBeGreaterThan(500);
    const mark = await finding.locator("rect.mark").boundingBox();
    const picture = await finding.locator("canvas").boundingBox();
    // The texts are below the middle of the picture.
    expect(mark!.y).toBeGreaterThan(picture!.y + picture!.height / 2);
    await editor.screenshot("results-sheet");
    await finding.click();
    await position(/Ln 1[345], Col \d+/).waitFor();
  });

  it("have the tries at each scene, compared in the editor's own diff", async () => {
    const file = join(folder(), "scenes", "01_looking_for_one_number.py");
    writeFileSync(file, readFileSync(file, "utf8").replace("self.wait(", "self.wait(1 + "));
    const tries = detail().locator("manim-video-attempts");
    await tries.locator("summary", { hasText: "01_looking_for_one_number.py" }).click();
    await tries.locator("summary", { hasText: "1 try, edited since" }).waitFor();
    await tries.getByText("Try 1, first answer").waitFor();
    await tries.getByRole("button", { name: /^Your changes/ }).click();
    await tab(/01_looking_for_one_number\.py: try 1 ↔ now/).waitFor();
    const inserted = editor.page.locator(".monaco-diff-editor .view-line", { hasText: "self.wait(1 + 2.3)" });
    await inserted.first().waitFor();
    await editor.screenshot("results-diff");
  });

  it("are shown as JSON, saved as CSV and JSON, and copied as Markdown", async () => {
    await button("Show JSON").click();
    await line('"folder":').waitFor();
    await tab("Untitled-1").waitFor();
    for (const [form, name] of [
      ["Save CSV", "videos.csv"],
      ["Save JSON", "videos.json"],
    ] as const) {
      await button(form).click();
      await editor.chooseFile(join(editor.workspace, name));
      await detail().getByRole("status").getByText("Saved").waitFor();
      await expect.poll(() => existsSync(join(editor.workspace, name)), soon).toBe(true);
    }
    const [heads, row] = readFileSync(join(editor.workspace, "videos.csv"), "utf8").split("\n");
    expect(heads).toContain("scenes_failed");
    expect(row).toContain(topic);
    const [saved] = JSON.parse(readFileSync(join(editor.workspace, "videos.json"), "utf8")) as [{ events: unknown[] }];
    expect(saved.events.length).toBeGreaterThan(5);
    await editor.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await button("Copy as Markdown").click();
    await detail().getByRole("status").getByText("Copied").waitFor();
    const copied = await editor.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/\| 3 \| What fails \| {2}\| failed \| scenes\/03\\_failing\.py \|/);
  });

  it("have no serious finding of axe-core", async () => {
    const found = await axeFindings(editor);
    expect(found.passes).toBeGreaterThan(10);
    expect(found.serious).toEqual([]);
  });

  it("are made again after an edit, and a scene that failed is written anew", async () => {
    writeFileSync(join(folder(), "scenes", "03_failing.py"), failing.replace("        self.undefined_helper()\n", ""));
    await button("Make the video again").click();
    await detail()
      .getByRole("region", { name: "State" })
      .getByText("Finished", { exact: true })
      .waitFor({ timeout: 240_000 });
    await video().waitFor();
    await expect.poll(chapters, soon).toHaveLength(3);
    await changedNote().waitFor({ state: "hidden" });
    expect(await detail().locator("manim-video-losses ul").count()).toBe(0);
  });

  it("have the code follow after a reload of the window as before it", async () => {
    await editor.page.reload();
    await editor.command("Open job panel");
    const follow = detail().getByRole("checkbox", { name: "Follow code" });
    await follow.waitFor({ timeout: 90_000 });
    expect(await follow.getAttribute("aria-checked")).toBe("true");
    await editor.screenshot("results-reloaded");
  });
});
