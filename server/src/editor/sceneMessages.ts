/** The editor's messages about scene files: check, render, fix. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Connection, TextDocuments } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { ProblemError } from "../../../protocol/problems.js";
import { CheckRequest, ProposeFixRequest, RenderProgress, RenderRequest } from "../../../protocol/server.js";
import type { Quality } from "../../../protocol/settings.js";
import { scenesIn } from "../diagnostics/sceneClasses.js";
import type { SceneDocuments } from "../diagnostics/sceneDocuments.js";
import type { Engine } from "../engine.js";
import type { SceneSource } from "../manim/scenes.js";
import { onFile } from "../storage/fileProblems.js";
import { VideoFolder } from "../storage/videoFolder.js";
import { answer } from "./answer.js";

type Documents = TextDocuments<TextDocument>;

/** `previews` is a folder of the extension's own for stills that the user did not ask to keep. */
export function answerScenes(
  connection: Connection,
  engine: Engine,
  documents: Documents,
  scenes: SceneDocuments,
  previews: string,
): void {
  connection.onRequest(CheckRequest, ({ uri }) =>
    answer(async () => {
      const document = documents.get(uri);
      if (document !== undefined) return scenes.checkNow(document);
      return (await engine.check(await sourceOf(uri, documents), new AbortController().signal)).problems;
    }),
  );
  connection.onRequest(ProposeFixRequest, ({ uri, scene }, token) =>
    answer(async () => engine.proposeFix(await sourceOf(uri, documents), scene, signalOf(token))),
  );
  connection.onRequest(RenderRequest, ({ uri, scenes: named, quality, still }, token) =>
    answer(async () => {
      const code = await sourceOf(uri, documents);
      const wanted = named.length > 0 ? named : scenesIn(code.source).map(({ name }) => name);
      const rendered: { scene: string; path: string }[] = [];
      for (const scene of wanted) {
        const say = (message: string): void =>
          void connection.sendNotification(RenderProgress, { uri, scene, message });
        rendered.push({
          scene,
          path: await renderTo(engine, code, scene, quality, still ? previews : null, signalOf(token), say),
        });
      }
      return rendered;
    }),
  );
}

/** Renders one scene into the video's own folder, or a still into `previews`; answers the file's path. */
async function renderTo(
  engine: Engine,
  code: SceneSource,
  scene: string,
  quality: Quality,
  previews: string | null,
  signal: AbortSignal,
  say: (message: string) => void,
): Promise<string> {
  say(`Rendering ${scene}`);
  const outcome = await engine.render(code, scene, quality, previews !== null, signal, (animation, time) =>
    say(`Rendering ${scene}: animation ${animation}, ${time.toFixed(1)} s`),
  );
  if (outcome.kind === "failed") throw new ProblemError(outcome.problem);
  const folder = new VideoFolder(previews === null ? homeOf(code.file) : join(previews, hash(code.file)));
  const name = previews === null ? `renders/${scene}.mp4` : `${scene}.png`;
  await folder.take(name, outcome.path);
  return folder.inside(name);
}

/** The folder of the video that a scene file belongs to, else the file's own. */
function homeOf(file: string): string {
  const own = dirname(file);
  return basename(own) === "scenes" && existsSync(join(dirname(own), "storyboard.json")) ? dirname(own) : own;
}

async function sourceOf(uri: string, documents: Documents): Promise<SceneSource> {
  const file = fileURLToPath(uri);
  const open = documents.get(uri)?.getText();
  return { file, source: open ?? (await onFile(file, () => readFile(file, "utf8"))) };
}

interface Token {
  isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): unknown;
}

function signalOf(token: Token): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
