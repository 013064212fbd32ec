import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import { Playhead, type Watched } from "../../../client/src/playhead.js";
import { editor, FakeDocument, FakeEditor, TextEditorSelectionChangeKind, Uri } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));
const { showLines } = vi.hoisted(() => ({ showLines: vi.fn(() => Promise.resolve()) }));
vi.mock("../../../client/src/showLines.js", () => ({ showLines }));

const text = "class A(Scene):\n    def construct(self):\n        self.wait(1)\n        self.wait(2)\n";
const play = (start: number, end: number, line: number) => ({ start, end, line, endLine: line, callers: [] });
const watched: Watched = {
  id: "job-1",
  folder: Uri.file("/videos/one") as unknown as vscode.Uri,
  timeline: {
    version: 1,
    duration: 3,
    scenes: [
      {
        ...{ name: "A", title: "", file: "scenes/a.py", start: 0, end: 3 },
        code: createHash("sha256").update(text).digest("hex"),
        plays: [play(0, 1, 3), play(1, 3, 4)],
      },
    ],
  },
};

describe("the playhead", () => {
  const player = { seek: vi.fn(), changed: vi.fn() };
  let playhead: Playhead;
  let document: FakeDocument;
  beforeEach(async () => {
    editor.reset();
    vi.clearAllMocks();
    document = new FakeDocument(Uri.file("/videos/one/scenes/a.py"), text);
    editor.documents = { "/videos/one/scenes/a.py": document };
    playhead = new Playhead(player);
    await playhead.watch(watched, true);
  });
  afterEach(() => playhead.dispose());

  const click = (line: number, kind = TextEditorSelectionChangeKind.Mouse, where = document) => {
    const change = { textEditor: new FakeEditor(where, line), selections: [{ active: { line: line - 1 } }], kind };
    editor.selected.fire(change);
  };
  const type = async (typed: string) => {
    document.text = typed;
    editor.typed.fire({ document, contentChanges: [{}] });
    await new Promise((done) => setTimeout(done));
  };
  const lines = () => showLines.mock.calls.map((given: unknown[]) => given[1]);

  it("selects each play once while the video goes on", async () => {
    for (const time of [0, 0.3, 0.9, 1, 1.5]) await playhead.at("job-1", time);
    expect(lines()).toEqual([3, 4]);
    expect(await playhead.at("job-1", 1.6)).toEqual({ kind: "play", file: "scenes/a.py", line: 4, endLine: 4 });
  });

  it("selects nothing unless the code is to follow, and says the place all the same", async () => {
    playhead.follow(false);
    expect(await playhead.at("job-1", 1.6)).toMatchObject({ kind: "play", line: 4 });
    expect(lines()).toEqual([]);
    playhead.follow(true);
    await playhead.at("job-1", 1.6);
    expect(lines()).toEqual([4]);
  });

  it("seeks to a line that the user clicks or moves to, and leaves the cursor where he put it", async () => {
    click(4);
    expect(player.seek).toHaveBeenCalledExactlyOnceWith("job-1", 1.005);
    await playhead.at("job-1", 1.005);
    expect(lines()).toEqual([]);
    await playhead.at("job-1", 0.5);
    expect(lines()).toEqual([3]);
    click(3, TextEditorSelectionChangeKind.Keyboard);
    expect(player.seek).toHaveBeenCalledTimes(2);
  });

  it("does not seek for a cursor that a program moves, nor in another file or for another video", async () => {
    click(4, TextEditorSelectionChangeKind.Command);
    click(4, TextEditorSelectionChangeKind.Mouse, new FakeDocument(Uri.file("/videos/two/scenes/a.py"), text));
    await playhead.watch(undefined, false);
    click(4);
    expect(player.seek).not.toHaveBeenCalled();
    expect(await playhead.at("job-1", 1)).toEqual({ kind: "nothing" });
  });

  it("hears of a file that another program has written", async () => {
    document.text = "other";
    editor.written.fire(document.uri);
    await new Promise((done) => setTimeout(done));
    expect(player.changed).toHaveBeenLastCalledWith("job-1", ["scenes/a.py"]);
  });

  it("leaves a file alone that is no longer what was rendered, says so, and takes it up again", async () => {
    await playhead.at("job-1", 0.5);
    await type(`# mine\n${text}`);
    expect(player.changed).toHaveBeenLastCalledWith("job-1", ["scenes/a.py"]);
    click(4);
    expect(player.seek).not.toHaveBeenCalled();
    expect(await playhead.at("job-1", 1.5)).toEqual({ kind: "changed", file: "scenes/a.py" });
    expect(lines()).toEqual([3]);
    // Undone, also where the editor has other line ends.
    await type(text.replaceAll("\n", "\r\n"));
    expect(player.changed).toHaveBeenLastCalledWith("job-1", []);
    click(4);
    expect(player.seek).toHaveBeenCalledOnce();
  });
});
