import { beforeEach, describe, expect, it, vi } from "vitest";
import { problem } from "../../../protocol/problems.js";
import { applyFix, discardFix, fixScene } from "../../../client/src/fixScene.js";
import { servicesWith, settled } from "./fakeServices.js";
import { editor, FakeDocument, TabInputTextDiff, Uri } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const target = Uri.file("/work/scenes/01_a.py");
let document: FakeDocument;

function proposing(text: string) {
  const proposeFix = vi.fn(() =>
    Promise.resolve({ ok: true as const, value: { text, summary: "Create is spelled right." } }),
  );
  return { ...servicesWith({ proposeFix }), proposeFix };
}

beforeEach(() => {
  editor.reset();
  document = new FakeDocument(target, "broken");
  editor.documents[target.path] = document;
});

describe("Fix with AI", () => {
  it("shows the proposal as a diff and changes nothing before Apply", async () => {
    const { services, proposeFix } = proposing("fixed");
    await fixScene(services, target.toString(), "A");
    expect(proposeFix).toHaveBeenCalledWith(target.toString(), "A", expect.anything());
    const [command, left, right] = editor.executed[0] as [string, Uri, Uri];
    expect([command, left.toString(), right.toString()]).toEqual([
      "vscode.diff",
      target.toString(),
      "manim-video-proposal:///work/scenes/01_a.py",
    ]);
    expect(services.fixes.provideTextDocumentContent(right as never)).toBe("fixed");
    expect(document.text).toBe("broken");
  });

  it("writes, saves and closes the diff on Apply, once", async () => {
    const { services } = proposing("fixed");
    editor.answers.push(
      () => undefined,
      () => "Apply",
    );
    await fixScene(services, target.toString(), "A");
    editor.answers = [];
    const shown = target.with({ scheme: "manim-video-proposal" });
    editor.tabs = [{ input: new TabInputTextDiff(target, shown) }, { input: "another tab" }];
    await applyFix(services, shown);
    await applyFix(services, shown);
    expect([document.text, document.saves]).toEqual(["fixed", 1]);
    expect(editor.closed).toHaveLength(1);
  });

  it("leaves the file as it was on Discard", async () => {
    const { services } = proposing("fixed");
    await fixScene(services, target.toString(), "A");
    await discardFix(services, target.with({ scheme: "manim-video-proposal" }));
    expect(document.text).toBe("broken");
    await applyFix(services, target.with({ scheme: "manim-video-proposal" }));
    expect(document.text).toBe("broken");
  });

  it("does not overwrite what was typed since", async () => {
    const { services } = proposing("fixed");
    await fixScene(services, target.toString(), "A");
    document.text = "typed meanwhile";
    await applyFix(services, target.with({ scheme: "manim-video-proposal" }));
    expect(document.text).toBe("typed meanwhile");
    expect(editor.shown.at(-1)).toContain("has changed since");
  });

  it("leaves unsaved work unsaved", async () => {
    const { services } = proposing("fixed");
    document.isDirty = true;
    await fixScene(services, target.toString(), "A");
    await applyFix(services, target.with({ scheme: "manim-video-proposal" }));
    expect([document.text, document.saves]).toEqual(["fixed", 0]);
  });

  it("shows no diff when there is nothing to change or nothing was proposed", async () => {
    await fixScene(proposing("broken").services, target.toString(), "A");
    const refused = servicesWith({
      proposeFix: () => Promise.resolve({ ok: false, problem: problem("key-missing", "") }),
    });
    await fixScene(refused.services, target.toString(), "A");
    editor.trusted = false;
    await fixScene(proposing("fixed").services, target.toString(), "A");
    await settled();
    expect(editor.executed).toEqual([]);
    expect(editor.shown.at(-1)).toContain("This workspace is not trusted");
  });
});
