/** The editor's messages about scene files: check, render, fix. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Connection, TextDocuments } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { z } from "zod";
import { ProblemError } from "../../../protocol/problems.js";
import { CheckRequest, ProposeFixRequest, RenderProgress, RenderRequest } from "../../../protocol/server.js";
import { qualities } from "../../../protocol/settings.js";
import { scenesIn } from "../diagnostics/sceneClasses.js";
import type { SceneDocuments } from "../diagnostics/sceneDocuments.js";
import type { SceneSource } from "../manim/scenes.js";
import type { RenderWish, SceneDesk } from "../sceneDesk.js";
import { VideoFolder } from "../storage/videoFolder.js";
import { signalOf } from "./cancellation.js";
import { answerTo } from "./answer.js";
import { sourceOf } from "./sourceOf.js";

const uri = z.string().startsWith("file:");
const Check = z.object({ uri });
const Fix = z.object({ uri, scene: z.string().nullable() });
const Render = z.object({
  uri,
  scenes: z.array(z.string()),
  quality: z.enum(qualities),
  still: z.boolean(),
  until: z.number().int().min(1).optional(),
});

type Documents = TextDocuments<TextDocument>;

/** `previews` is a folder of the extension's own for stills that the user did not ask to keep. */
export function answerScenes(
  connection: Connection,
  desk: SceneDesk,
  documents: Documents,
  scenes: SceneDocuments,
  previews: string,
): void {
  connection.onRequest(CheckRequest, (given, token) =>
    answerTo(Check, given, async ({ uri }) => {
      const document = documents.get(uri);
      if (document !== undefined) return scenes.checkNow(document, signalOf(token));
      return (await desk.check(await sourceOf(uri, documents), signalOf(token))).problems;
    }),
  );
  connection.onRequest(ProposeFixRequest, (given, token) =>
    answerTo(Fix, given, async ({ uri, scene }) =>
      desk.proposeFix(await sourceOf(uri, documents), scene, signalOf(token)),
    ),
  );
  connection.onRequest(RenderRequest, (given, token) =>
    answerTo(Render, given, async ({ uri, scenes: named, ...wish }) => {
      const code = await sourceOf(uri, documents);
      const wanted = named.length > 0 ? named : scenesIn(code.source).map(({ name }) => name);
      const signal = signalOf(token);
      const rendered: { scene: string; path: string }[] = [];
      for (const scene of wanted) {
        const say = (message: string): void =>
          void connection.sendNotification(RenderProgress, { uri, scene, message });
        const path = await renderTo(desk, code, scene, wish, wish.still ? previews : null, signal, say);
        rendered.push({ scene, path });
      }
      return rendered;
    }),
  );
}

/** Renders one scene into the video's own folder, or a still into `previews`; answers the file's path. */
async function renderTo(
  desk: SceneDesk,
  code: SceneSource,
  scene: string,
  wish: RenderWish,
  previews: string | null,
  signal: AbortSignal,
  say: (message: string) => void,
): Promise<string> {
  say(`Rendering ${scene}`);
  const outcome = await desk.render(code, scene, wish, signal, (animation, time) =>
    say(`Rendering ${scene}: animation ${animation}, ${time.toFixed(1)} s`),
  );
  if (outcome.kind === "failed") throw new ProblemError(outcome.problem);
  const folder = new VideoFolder(previews === null ? homeOf(code.file) : join(previews, hash(code.file)));
  const end = wish.until === undefined ? "" : `-to-line-${wish.until}`;
  const name = previews === null ? `renders/${scene}${end}.mp4` : `${scene}.png`;
  await folder.take(name, outcome.path);
  return folder.inside(name);
}

/** The folder of the video that a scene file belongs to, else the file's own. */
function homeOf(file: string): string {
  const own = dirname(file);
  return basename(own) === "scenes" && existsSync(join(dirname(own), "storyboard.json")) ? dirname(own) : own;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
