/**
 * How soon an edit has its problems in the editor: the built language server over its pipe, beside Manim's own dry run
 * of the same text. The clock runs from the change of the document to the diagnostics that name the fault.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FrameRequest } from "../../../protocol/server.js";
import { LanguageClient } from "../../server/languageClient.js";
import { benchScenes, withEdit, withFault, type BenchScene } from "./checkSet.js";
import { DryRun } from "./dryRun.js";

export interface Edit {
  scene: string;
  part: number;
  /** Seconds until the fault is shown, and until all of the scene's problems are. */
  problem: number;
  verdict: number;
  /** Seconds of `manim render --dry_run`. */
  dryRun: number;
  /** Whether the exception's line is the one that Manim's dry run stops at. */
  agrees: boolean;
  /** Seconds from a further edit there to the picture of its line. */
  frame: number;
}

export interface FirstCheck {
  scene: string;
  lines: number;
  /** Seconds from opening the document to its diagnostics, the worker being warm. */
  first: number;
  dryRun: number;
}

const parts = [0.2, 0.5, 0.9];
/** Milliseconds; nothing here takes so long unless it hangs. */
const bound = 120_000;

export async function measureChecks(): Promise<{ first: FirstCheck[]; edits: Edit[] }> {
  const root = mkdtempSync(join(tmpdir(), "bench-checks-"));
  const client = await LanguageClient.open({ state: root, settings: { "check.timeout": 60 } });
  const dryRun = new DryRun();
  const first: FirstCheck[] = [];
  const edits: Edit[] = [];
  try {
    // The worker loads Manim once; that is no part of any check.
    await opened(
      client,
      join(root, "warm.py"),
      "from manim import *\n\n\nclass A(Scene):\n    def construct(self):\n        self.wait()\n",
    );
    for (const [index, scene] of benchScenes().entries()) {
      const text = scene.lines.join("\n");
      const { uri, seconds } = await opened(client, join(root, `scene_${index}.py`), text);
      first.push({
        scene: scene.file,
        lines: scene.lines.length,
        first: seconds,
        dryRun: await dryRun.time(text, scene.name),
      });
      // One after the other, as they are typed; what Manim's own run takes is measured when all of them are done.
      const typed: TypedEdit[] = [];
      for (const part of parts) typed.push(await measureEdit(client, uri, scene, part, edits.length + typed.length));
      for (const edit of typed) {
        const beside = await besideDryRun(dryRun, scene, edit);
        process.stderr.write(
          `${scene.file} ${beside.part}: ${beside.problem.toFixed(3)} s, dry run ${beside.dryRun.toFixed(1)} s, frame ${beside.frame.toFixed(3)} s\n`,
        );
        edits.push(beside);
      }
    }
    return { first, edits };
  } finally {
    dryRun.close();
    await client.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

async function opened(client: LanguageClient, path: string, text: string): Promise<{ uri: string; seconds: number }> {
  const start = performance.now();
  const from = client.published.length;
  const uri = await client.openText(path, text);
  const { diagnostics } = await until("the first diagnostics", () =>
    client.published.slice(from).find((told) => told.uri === uri),
  );
  const errors = diagnostics.filter(({ severity }) => severity === 1);
  if (errors.length > 0) throw new Error(`${path}: ${wordsOf(errors[0]?.message ?? "")}`);
  return { uri, seconds: (performance.now() - start) / 1000 };
}

/** What was measured of an edit, its text, and the line (from 1) that its problem is shown on. */
interface TypedEdit extends Omit<Edit, "dryRun" | "agrees"> {
  text: string;
  line: number;
}

async function measureEdit(
  client: LanguageClient,
  uri: string,
  scene: BenchScene,
  part: number,
  number: number,
): Promise<TypedEdit> {
  const fault = withFault(scene, part, number);
  const start = performance.now();
  const version = await client.type(uri, fault.text);
  const told = () => client.published.filter((params) => params.uri === uri && params.version === version);
  const shown = await until(
    "the fault",
    () =>
      told().flatMap(({ diagnostics }) =>
        diagnostics.filter(({ message }) => wordsOf(message).includes(fault.mark)),
      )[0],
  );
  const problem = (performance.now() - start) / 1000;
  const verdict = (await lastOf(() => told().length)) - start;
  await clean(client, uri, scene.lines.join("\n"));
  const edited = withEdit(scene, part, number);
  const asked = performance.now();
  await client.type(uri, edited.text);
  const frame = await client.connection.sendRequest(FrameRequest, { uri, line: edited.line, quality: "low" });
  if (!frame.ok) throw new Error(`${scene.file}: ${frame.problem.message}`);
  const drawn = (performance.now() - asked) / 1000;
  await clean(client, uri, scene.lines.join("\n"));
  const measured = { problem, verdict: verdict / 1000, frame: drawn };
  return { scene: scene.file, part, ...measured, text: fault.text, line: shown.range.start.line + 1 };
}

async function besideDryRun(dryRun: DryRun, scene: BenchScene, { text, line, ...edit }: TypedEdit): Promise<Edit> {
  const stopped = await dryRun.stopped(text, scene.name);
  return { ...edit, dryRun: await dryRun.time(text, scene.name), agrees: stopped?.line === line };
}

/** Milliseconds after which no more lists of problems come: the early ones, those with their fixes, the whole. */
const settle = 2_000;

/** When the last list came. */
async function lastOf(count: () => number): Promise<number> {
  let [known, since] = [count(), performance.now()];
  await until("the verdict", () => {
    if (count() > known) [known, since] = [count(), performance.now()];
    return performance.now() - since > settle ? since : undefined;
  });
  return since;
}

async function clean(client: LanguageClient, uri: string, text: string): Promise<void> {
  const version = await client.type(uri, text);
  await until("the scene without the fault", () =>
    client.published.find((params) => params.uri === uri && params.version === version),
  );
}

const wordsOf = (message: string | { value: string }): string =>
  typeof message === "string" ? message : message.value;

/** Looked at each millisecond, since milliseconds are measured. */
async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  const start = performance.now();
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() - start > bound) throw new Error(`${what} did not come within ${bound / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
