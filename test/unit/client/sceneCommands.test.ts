import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RenderTask } from "../../../client/src/backend.js";
import { renderScene, renderToHere } from "../../../client/src/sceneCommands.js";
import { servicesWith } from "./fakeServices.js";
import { editor, FakeDocument, Uri } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const text = "from manim import *\n\nclass A(Scene):\n    def construct(self):\n        self.wait()\n\nx = 1\n";

describe("a scene command", () => {
  const asked: RenderTask[] = [];
  const { services } = servicesWith({
    render: (task) => {
      asked.push(task);
      return Promise.resolve({ ok: true, value: [{ scene: "A", path: "/work/renders/A.mp4" }] });
    },
  });
  const document = new FakeDocument(Uri.file("/work/a.py"), text);

  beforeEach(() => {
    editor.reset();
    asked.length = 0;
    editor.documents = { "/work/a.py": document };
  });

  it("renders up to the cursor's line, and opens what was made beside the code", async () => {
    editor.moveTo(document, 5);
    await renderToHere(services);
    expect(asked).toEqual([{ uri: "file:///work/a.py", scenes: ["A"], quality: "medium", still: false, until: 5 }]);
    expect(editor.executed).toMatchObject([["vscode.open", { path: "/work/renders/A.mp4" }, { preserveFocus: true }]]);
  });

  it("renders the whole scene where its end is not named", async () => {
    await renderScene(services, "file:///work/a.py", "A");
    expect(asked).toEqual([{ uri: "file:///work/a.py", scenes: ["A"], quality: "medium", still: false }]);
  });

  it("renders to no line that is in no scene, and nothing in an untrusted workspace", async () => {
    editor.moveTo(document, 7);
    await renderToHere(services);
    expect(editor.shown.join()).toContain("The cursor is in no scene.");
    editor.trusted = false;
    editor.moveTo(document, 5);
    await renderToHere(services);
    expect(editor.shown.join()).toContain("not trusted");
    expect(asked).toEqual([]);
  });
});
