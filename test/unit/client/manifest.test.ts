import { existsSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { commands } from "../../../client/src/commands.js";
import { viewType } from "../../../client/src/jobPanel.js";
import { viewType as frameViewType } from "../../../client/src/liveFrame.js";
import { proposalScheme } from "../../../client/src/proposedFixes.js";
import { playerType } from "../../../client/src/videoEditor.js";
import { videosView } from "../../../client/src/videoTree.js";
import { readManifest, root } from "./manifestFile.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

interface Entry {
  command: string;
  title?: string;
  category?: string;
  when?: string;
}
interface Manifest {
  icon: string;
  activationEvents: string[];
  contributes: {
    commands: Entry[];
    menus: Record<string, Entry[]>;
    jsonValidation: { fileMatch: string[]; url: string }[];
    views: Record<string, { id: string; icon: string }[]>;
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    viewsWelcome: { view: string; contents: string }[];
    customEditors: { viewType: string; priority: string }[];
    walkthroughs: {
      id: string;
      steps: { description: string; completionEvents: string[]; media: { image: string } }[];
    }[];
  };
}

const manifest = readManifest() as Manifest;
const { contributes } = manifest;

describe("the manifest", () => {
  it("declares exactly the commands that the client registers", () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(Object.keys(commands).sort());
  });

  it("names the main command in full and gives the others a category", () => {
    const [main, ...others] = contributes.commands;
    expect(main).toMatchObject({ command: "manimVideo.generate", title: "Generate Manim video" });
    expect(main?.category).toBeUndefined();
    for (const { category } of others) expect(category).toBe("Manim Video");
  });

  it("has menus of declared commands only, each with a condition", () => {
    for (const entry of Object.values(contributes.menus).flat()) {
      expect(Object.keys(commands)).toContain(entry.command);
      expect(entry.when).toBeTruthy();
    }
  });

  it("uses the proposal's scheme and the views' types as the client does", () => {
    const whens = Object.values(contributes.menus)
      .flat()
      .map(({ when }) => when ?? "");
    expect(whens.filter((when) => when.includes(proposalScheme))).toHaveLength(4);
    for (const type of [viewType, frameViewType]) expect(manifest.activationEvents).toContain(`onWebviewPanel:${type}`);
  });

  it("has the side bar's view and the player as the client registers them", () => {
    expect(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
    ).toEqual([videosView]);
    expect(contributes.viewsWelcome.map(({ view }) => view)).toEqual([videosView, videosView]);
    // Not the first choice for a video: the editor's own preview stays what a click opens.
    expect(contributes.customEditors).toMatchObject([{ viewType: playerType, priority: "option" }]);
  });

  it("leads from walkthrough and welcome to declared commands, and has words for every name", () => {
    const { steps } = contributes.walkthroughs[0] ?? { steps: [] };
    const texts = [
      ...steps.map(({ description }) => description),
      ...contributes.viewsWelcome.map(({ contents }) => contents),
    ];
    const linked = texts.flatMap((text) =>
      [...text.matchAll(/\(command:(manimVideo\.\w+)\)/g)].map(([, command]) => command),
    );
    const events = steps.flatMap(({ completionEvents }) => completionEvents);
    expect(linked.length).toBeGreaterThan(steps.length);
    for (const command of [...linked, ...events.map((event) => event.replace("onCommand:", ""))])
      expect(Object.keys(commands)).toContain(command);
    expect(JSON.stringify(manifest)).not.toMatch(/"%[\w.]+%"/);
  });

  it("names files that exist", () => {
    const pictures = [
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image)),
      ...[...contributes.viewsContainers.activitybar, ...Object.values(contributes.views).flat()].map(
        ({ icon }) => icon,
      ),
    ];
    for (const path of [manifest.icon, ...pictures, ...contributes.jsonValidation.map(({ url }) => url)]) {
      expect(existsSync(new URL(path, root)), path).toBe(true);
    }
  });
});
