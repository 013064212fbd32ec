/**
 * Ties the video in the panel to the code in the editors: the play at the playhead is selected, and a line that is clicked
 * is sought in the video. A file that is no longer the one that was rendered is left alone, and said to be.
 */
import * as vscode from "vscode";
import { createHash } from "node:crypto";
import type { CodePlace } from "../../protocol/calls/resultCalls.js";
import { hashedText, type SceneTimeline, type Timeline } from "../../protocol/timeline.js";
import { playedAt, timeOfLine, type Played } from "./codeTimes.js";
import { showLines } from "./showLines.js";

/** A video that is shown, with the folder of its files. */
export interface Watched {
  id: string;
  folder: vscode.Uri;
  timeline: Timeline;
}

/** What the panel's player is told. */
export interface Player {
  seek(id: string, time: number): void;
  /** These files are other ones than those that were rendered. */
  changed(id: string, files: string[]): void;
}

export class Playhead implements vscode.Disposable {
  #watched: Watched | undefined;
  #follows = false;
  #time = 0;
  /** What was played when the playhead was looked at last. */
  #last: Played | undefined;
  /** The play that the user sought from the code: the cursor is there already, so nothing is selected. */
  #sought: SceneTimeline["plays"][number] | undefined;
  #changed: string[] = [];
  /** Tells of files that other programs write. */
  #files: vscode.Disposable | undefined;
  readonly #subscriptions: vscode.Disposable[];

  constructor(private readonly player: Player) {
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorSelection((change) => this.#clicked(change)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) void this.#look(document.uri);
      }),
    ];
  }

  /** This video is shown from here on, or none. */
  async watch(watched: Watched | undefined, follows: boolean): Promise<void> {
    const isSame = watched?.id === this.#watched?.id;
    this.#watched = watched;
    this.#follows = follows;
    if (!isSame) this.#time = 0;
    this.#last = this.#sought = undefined;
    this.#changed = [];
    this.#files?.dispose();
    this.#files = watched && this.#watchFiles(watched);
    if (!watched) return;
    for (const scene of watched.timeline.scenes) await this.#compare(watched, scene);
    this.#tell(watched);
  }

  /** The code follows the video from here on, or no longer. */
  follow(follows: boolean): void {
    this.#follows = follows;
    this.#last = this.#sought = undefined;
  }

  /** The video is at this second. */
  async at(id: string, time: number): Promise<CodePlace> {
    const watched = this.#watched;
    if (watched?.id !== id) return { kind: "nothing" };
    this.#time = time;
    const played = playedAt(watched.timeline, time);
    if (!played) return { kind: "nothing" };
    const { scene, play } = played;
    const isNews = play !== this.#last?.play || scene !== this.#last?.scene;
    this.#last = played;
    if (isNews) {
      await this.#compare(watched, scene);
      this.#tell(watched);
    }
    if (this.#changed.includes(scene.file)) return { kind: "changed", file: scene.file };
    if (!play) return { kind: "nothing" };
    if (play !== this.#sought) this.#sought = undefined;
    if (isNews && this.#follows && play !== this.#sought)
      await showLines(uriOf(watched, scene), play.line, play.endLine);
    return { kind: "play", file: scene.file, line: play.line, endLine: play.endLine };
  }

  dispose(): void {
    this.#files?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Only what the user does himself seeks: what is selected here would send the video back to its own place. */
  #clicked({ textEditor: { document }, selections, kind }: vscode.TextEditorSelectionChangeEvent): void {
    const isOwn =
      kind === vscode.TextEditorSelectionChangeKind.Mouse || kind === vscode.TextEditorSelectionChangeKind.Keyboard;
    const [selection] = selections;
    const watched = this.#watched;
    const scene = isOwn ? this.#sceneOf(document.uri) : undefined;
    if (!watched || !scene || !selection) return;
    if (hashOf(document.getText()) !== scene.code) return;
    const lines = document.getText().split(/\r\n?|\n/);
    const time = timeOfLine(scene, lines, selection.active.line + 1, this.#time);
    if (time === null) return;
    this.#sought = playedAt(watched.timeline, time)?.play;
    this.#time = time;
    this.player.seek(watched.id, time);
  }

  #watchFiles({ folder }: Watched): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "scenes/*.py"));
    const look = (uri: vscode.Uri) => void this.#look(uri);
    const told = [watcher.onDidChange(look), watcher.onDidCreate(look), watcher.onDidDelete(look)];
    return vscode.Disposable.from(watcher, ...told);
  }

  async #look(uri: vscode.Uri): Promise<void> {
    const watched = this.#watched;
    const scene = this.#sceneOf(uri);
    if (!watched || !scene) return;
    const before = this.#changed.join();
    await this.#compare(watched, scene);
    if (this.#changed.join() !== before) this.#tell(watched);
  }

  /** Notes whether a scene's file is still the one that was rendered. */
  async #compare(watched: Watched, scene: SceneTimeline): Promise<void> {
    const isChanged = hashOf(await textOf(uriOf(watched, scene))) !== scene.code;
    const others = this.#changed.filter((file) => file !== scene.file);
    if (watched === this.#watched) this.#changed = isChanged ? [...others, scene.file].sort() : others;
  }

  #tell(watched: Watched): void {
    if (watched === this.#watched) this.player.changed(watched.id, this.#changed);
  }

  #sceneOf(uri: vscode.Uri): SceneTimeline | undefined {
    const watched = this.#watched;
    return watched?.timeline.scenes.find((scene) => uriOf(watched, scene).toString() === uri.toString());
  }
}

function uriOf({ folder }: Watched, { file }: SceneTimeline): vscode.Uri {
  return vscode.Uri.joinPath(folder, file);
}

/** As an editor has it, saved or not; else as it is on disk. Empty where there is none. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return "";
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(hashedText(text)).digest("hex");
}
