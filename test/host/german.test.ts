/** The extension in an editor whose display language is German. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.open({ language: "de" });
});
afterAll(() => editor.close());
keepFailures(() => editor);

const detail = () => editor.panel().locator("manim-video-job");

describe("in German", () => {
  it("are the manifest's texts: commands, the side bar and the walkthrough", async () => {
    await editor.page.locator(".activitybar .action-item a[aria-label^='Manim Video']").click();
    await editor.page.locator(".welcome-view-content", { hasText: "Noch keine fertigen Videos." }).waitFor();
    await editor.page.locator(".welcome-view-content").getByRole("button", { name: "Manim-Video erzeugen" }).waitFor();
    await editor.screenshot("german-side-bar");
  });

  it("is the job panel, whose page says so", async () => {
    await editor.command("Auftragsübersicht öffnen");
    const tabs = editor.panel().getByRole("tab");
    await tabs.first().waitFor({ timeout: 60_000 });
    expect(await tabs.allInnerTexts()).toEqual(["Videos", "Neues Video", "Batches", "Caches", "Summen"]);
    await editor.panel().getByText("Noch keine Videos").waitFor({ timeout: 60_000 });
    const frame = await editor.panelFrame();
    expect(await frame.evaluate(() => document.documentElement.lang)).toBe("de");
  });

  it("is what is said of a job, in the status bar and the panel", async () => {
    await editor.command("Manim-Video erzeugen");
    await editor.type("What is binary search?");
    await editor.pick("Eingebaute Vorlagen");
    await detail()
      .getByRole("region", { name: "Zustand" })
      .getByText("Szenen werden gerendert")
      .waitFor({ timeout: 120_000 });
    await editor.page.locator(".statusbar-item", { hasText: "Manim: Szenen werden gerendert" }).waitFor();
    await editor.screenshot("german-running");
    await detail().getByRole("button", { name: "Abbrechen", exact: true }).click();
    await detail().getByRole("region", { name: "Zustand" }).getByText("Abgebrochen").waitFor({ timeout: 20_000 });
    await detail().getByRole("button", { name: "Fortsetzen", exact: true }).first().waitFor();
    await editor.screenshot("german-cancelled");
  });

  it("are the lenses above a scene", async () => {
    editor.writeFile(
      "faulty.py",
      "from manim import *\n\n\nclass One(Scene):\n    def construct(self):\n        self.play(Wriite(Circle()))\n",
    );
    await editor.openFile("faulty.py");
    for (const lens of ["Prüfen", "Vorschau", "Rendern"]) await editor.lens(lens).waitFor({ timeout: 60_000 });
    await editor.screenshot("german-scene");
  });
});
