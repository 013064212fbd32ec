import { beforeEach, describe, expect, it, vi } from "vitest";
import { problem, problemKinds } from "../../../protocol/problems.js";
import { outputFolder } from "../../../client/src/preflight.js";
import { showProblem, wordsOf } from "../../../client/src/problemMessage.js";
import { editor, Uri } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));
beforeEach(() => editor.reset());

describe("a problem in the editor", () => {
  it("has the title and the advice of its code", () => {
    const words = wordsOf(problem("topic-empty", ""));
    expect(words).toBe("No topic was given. Type what the video should explain.");
    expect(wordsOf(problem("render-failed", "Manim stopped!"))).toContain(
      "could not be rendered. Manim stopped! Check",
    );
  });

  it("offers what goes on from it and runs what is chosen", async () => {
    const resume = vi.fn();
    editor.answers.push(({ items }) => (expect(items).toEqual(["Resume", "Set API key"]), "Set API key"));
    await showProblem(problem("key-rejected", "400"), [{ title: "Resume", run: resume }]);
    expect(editor.executed).toEqual([["manimVideo.setApiKey"]]);
    expect(resume).not.toHaveBeenCalled();
  });
});

describe("the output folder", () => {
  it("lies in the first folder of the workspace, unless it is absolute", () => {
    editor.folders = [{ uri: Uri.file("/work/course") }, { uri: Uri.file("/other") }];
    expect(outputFolder("manim-videos")).toEqual({ folder: "/work/course/manim-videos" });
    expect(outputFolder(" ")).toEqual({ folder: "/work/course" });
    expect(outputFolder("/videos")).toEqual({ folder: "/videos" });
  });

  it("needs a folder on disk, and trust", () => {
    editor.folders = [{ uri: Uri.parse("vscode-vfs:///repo") }];
    expect(outputFolder("x")).toMatchObject({
      problem: { code: "workspace-missing", fix: problemKinds["workspace-missing"].fix },
    });
    editor.folders = [{ uri: Uri.file("/work") }];
    editor.trusted = false;
    expect(outputFolder("x")).toMatchObject({ problem: { code: "workspace-untrusted" } });
  });
});
