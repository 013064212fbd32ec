import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import type { FrameTask } from "../../../client/src/backend.js";
import { LiveFrame } from "../../../client/src/liveFrame.js";
import type { LiveFrameUpdate } from "../../../protocol/liveFrame.js";
import { problem } from "../../../protocol/problems.js";
import type { Answer, FrameAnswer } from "../../../protocol/server.js";
import { servicesWith } from "./fakeServices.js";
import { editor, FakeDocument, FakePanel, Uri, window } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

interface AskedFrame extends FrameTask {
  isCancelled: () => boolean;
  answer: (given: Answer<FrameAnswer>) => void;
}

const context = { extensionUri: Uri.file("/extension"), globalStorageUri: Uri.file("/state") };
const overlap = problem("layout-overlap", "They overlap.", { line: 3 });
const stopped = problem("undefined-name", "No Wriite.", { line: 5 });
const frameOf = (line: number, problems = [overlap]): Answer<FrameAnswer> => ({
  ok: true,
  value: { path: `/state/${line}.png`, width: 854, height: 480, scene: "A", line, time: 1, problems },
});

describe("the live frame", () => {
  const asked: AskedFrame[] = [];
  let live: LiveFrame;
  let fakes: ReturnType<typeof servicesWith>;
  let document: FakeDocument;

  beforeEach(() => {
    vi.useFakeTimers();
    editor.reset();
    asked.length = 0;
    document = new FakeDocument(Uri.file("/work/a.py"), "from manim import *\n".repeat(50));
    editor.documents = { "/work/a.py": document };
    editor.moveTo(document, 7);
    const frame = (task: FrameTask, token?: vscode.CancellationToken) =>
      new Promise<Answer<FrameAnswer>>((answer) => {
        asked.push({ ...task, answer, isCancelled: () => token?.isCancellationRequested === true });
      });
    fakes = servicesWith({ frame });
    live = new LiveFrame(context as unknown as vscode.ExtensionContext, fakes.services.server, fakes.services.log);
  });
  afterEach(() => {
    live.dispose();
    vi.useRealTimers();
  });

  const page = () => editor.panels[0]!;
  const shown = () => (page().sent.at(-1) as LiveFrameUpdate | undefined)?.view;
  const rest = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
  const open = async () => {
    live.show();
    page().post({ type: "ready" });
    await rest();
  };
  const type = (text: string) => {
    document.text = text;
    editor.typed.fire({ document, contentChanges: [{}] });
  };

  it("asks for the frame at the cursor once its page is there, and shows it with its findings", async () => {
    live.show();
    await rest(500);
    expect(asked).toEqual([]);
    page().post({ type: "ready" });
    await rest();
    expect(asked).toMatchObject([{ uri: "file:///work/a.py", line: 7, quality: "low" }]);
    asked[0]!.answer(frameOf(6, [overlap, stopped]));
    await rest();
    expect(shown()).toMatchObject({ file: "a.py", state: { kind: "current" } });
    expect(shown()?.frame).toMatchObject({ url: "file:///state/6.png", findings: [overlap], stopped });
    expect(page().pages[0]).toContain("<manim-video-frame>");
    expect(page().pages[0]).toMatch(/default-src 'none'; script-src 'nonce-[0-9a-f]+'/);
  });

  it("follows the cursor once it rests; the newest place alone is asked for, and shown", async () => {
    await open();
    editor.moveTo(document, 8);
    await rest(60);
    editor.moveTo(document, 9);
    await rest(60);
    expect(asked).toHaveLength(1);
    await rest(20);
    expect(asked.map(({ line }) => line)).toEqual([7, 9]);
    expect(asked[0]!.isCancelled()).toBe(true);
    asked[1]!.answer(frameOf(9));
    asked[0]!.answer(frameOf(7));
    await rest();
    expect(shown()?.frame).toMatchObject({ line: 9 });
  });

  it("does not ask again for the same line, but does when the text changed", async () => {
    await open();
    asked[0]!.answer(frameOf(7));
    editor.moveTo(document, 7);
    await rest(200);
    expect(asked).toHaveLength(1);
    type("changed");
    await rest(80);
    expect(asked.map(({ line }) => line)).toEqual([7, 7]);
  });

  it("says that it is drawing only when that takes a while, and keeps the picture in sight", async () => {
    await open();
    asked[0]!.answer(frameOf(7));
    type("changed");
    await rest(80);
    await rest(140);
    expect(shown()?.state.kind).toBe("current");
    await rest(10);
    expect(shown()).toMatchObject({ state: { kind: "working" }, frame: { line: 7 } });
    asked[1]!.answer({ ok: false, problem: stopped });
    await rest();
    expect(shown()).toMatchObject({ state: { kind: "failed", problem: stopped }, frame: { line: 7 } });
  });

  it("shows nothing where there is no scene, and nothing of other languages' editors", async () => {
    await open();
    asked[0]!.answer({ ok: false, problem: problem("no-scene", "None.") });
    await rest();
    expect(shown()).toMatchObject({ state: { kind: "empty" }, frame: null });
    window.activeTextEditor = undefined;
    editor.activated.fire(undefined);
    await rest(500);
    expect(asked).toHaveLength(1);
  });

  it("runs nothing in an untrusted workspace, and goes on when that is trusted", async () => {
    editor.trusted = false;
    await open();
    expect(shown()).toMatchObject({ state: { kind: "untrusted" }, frame: null });
    expect(asked).toEqual([]);
    page().post({ type: "trust" });
    expect(editor.executed).toEqual([["workbench.trust.manage"]]);
    editor.trusted = true;
    editor.trustGranted.fire();
    await rest();
    expect(asked).toHaveLength(1);
  });

  it("says when the backend is lost, and draws again once it runs", async () => {
    await open();
    vi.spyOn(fakes.services.server, "ready").mockRejectedValueOnce(new Error("The backend ended."));
    const logged = vi.spyOn(fakes.services.log, "error");
    type("changed");
    await rest(80);
    expect(shown()?.state).toMatchObject({ kind: "failed", problem: { code: "internal-error" } });
    expect(logged).toHaveBeenCalledOnce();
    fakes.stateChanged.fire("running");
    await rest();
    expect(asked).toHaveLength(2);
  });

  it("reveals a line without moving there, until the cursor goes on", async () => {
    await open();
    asked[0]!.answer(frameOf(7));
    page().post({ type: "reveal", line: 3 });
    await rest(200);
    expect(window.activeTextEditor).toMatchObject({ selection: { active: { line: 2 } } });
    expect(asked).toHaveLength(1);
    type("mended");
    await rest(80);
    expect(asked.at(-1)).toMatchObject({ line: 7 });
    editor.moveTo(document, 12);
    await rest(80);
    expect(asked.at(-1)).toMatchObject({ line: 12 });
  });

  it("draws nothing while it is hidden, and the present place when it is shown again", async () => {
    await open();
    asked[0]!.answer(frameOf(7));
    page().setVisible(false);
    editor.moveTo(document, 9);
    await rest(200);
    expect(asked).toHaveLength(1);
    page().setVisible(true);
    page().post({ type: "ready" });
    await rest();
    expect(asked.at(-1)).toMatchObject({ line: 9 });
  });

  it("comes back after a reload of the window with the place it had", async () => {
    await open();
    asked[0]!.answer(frameOf(7));
    await rest();
    const { target } = page().sent.at(-1) as unknown as LiveFrameUpdate;
    window.activeTextEditor = undefined;
    const restored = new FakePanel();
    await live.deserializeWebviewPanel(restored as unknown as vscode.WebviewPanel, target);
    restored.post({ type: "ready" });
    await rest();
    expect(asked.at(-1)).toMatchObject({ uri: "file:///work/a.py", line: 7 });
  });

  it("takes nothing in that its page has no business to post or to keep", async () => {
    await open();
    for (const message of [null, "reveal", { type: "reveal" }, { type: "reveal", line: -1 }, { type: "run", line: 1 }])
      page().post(message);
    const restored = new FakePanel();
    window.activeTextEditor = undefined;
    await live.deserializeWebviewPanel(restored as unknown as vscode.WebviewPanel, { uri: "http://x", line: 1 });
    restored.post({ type: "ready" });
    await rest();
    expect(asked).toHaveLength(1);
    expect(editor.executed).toEqual([]);
  });

  it("stops asking when it is closed", async () => {
    await open();
    page().dispose();
    expect(asked[0]!.isCancelled()).toBe(true);
    editor.moveTo(document, 9);
    await rest(200);
    expect(asked).toHaveLength(1);
  });
});
