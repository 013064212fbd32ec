/** The editor's message for the live frame. */
import type { Connection, TextDocuments } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { z } from "zod";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { FrameRequest } from "../../../protocol/server.js";
import { qualities } from "../../../protocol/settings.js";
import { looksLikeScenes, scenesIn } from "../diagnostics/sceneClasses.js";
import { sessionOf } from "../diagnostics/session.js";
import type { SceneSource } from "../manim/scenes.js";
import type { SceneDesk } from "../sceneDesk.js";
import { answerTo } from "./answer.js";
import { signalOf } from "./cancellation.js";
import { FramePictures } from "./framePictures.js";
import { sourceOf } from "./sourceOf.js";

const Frame = z.object({
  uri: z.string().startsWith("file:"),
  line: z.number().int().min(1),
  quality: z.enum(qualities),
});

/** Spares the worker a run where it is plain that there is nothing to draw; of bases that are imported it knows more. */
function requireScene({ source, file }: SceneSource, line: number): void {
  const scenes = scenesIn(source);
  const mayBeThere = scenes.length === 0 ? looksLikeScenes(source) : scenes.some((scene) => scene.line < line);
  if (!mayBeThere) throw new ProblemError(problem("no-scene", "There is no scene at this line.", { file, line }));
}

/** `folder` is of the extension's own, for pictures that nobody asked to keep. */
export function answerFrames(
  connection: Connection,
  desk: SceneDesk,
  documents: TextDocuments<TextDocument>,
  folder: string,
): void {
  const pictures = new FramePictures(folder);
  connection.onRequest(FrameRequest, (given, token) =>
    answerTo(Frame, given, async ({ uri, line, quality }) => {
      const code = await sourceOf(uri, documents);
      requireScene(code, line);
      const at = { line, quality, session: sessionOf(uri) };
      return desk.frame(code, at, signalOf(token), (png) => pictures.keep(png));
    }),
  );
}
