/** What is done with scene code by itself, for somebody who waits for it: checked, drawn, mended, rendered. */
import type { Problem } from "../../protocol/problems.js";
import type { Quality } from "../../protocol/settings.js";
import { draftErrors } from "./draftErrors.js";
import type { EngineParts } from "./engineParts.js";
import { fixAll, type FixedCode } from "./fixes/fixAll.js";
import { withQuickFixes } from "./fixes/quickFixes.js";
import { keepingOf, layoutWished } from "./manim/checkWishes.js";
import { drawFrame, type DrawnFrame } from "./manim/frames.js";
import { renderAlone } from "./manim/renderProcesses.js";
import { checkScenes, type CheckOutcome, type RenderOutcome, type Run, type SceneSource } from "./manim/scenes.js";
import { editorUser } from "./manim/workers.js";
import { proposeFix, type ProposedFix } from "./pipeline/proposeFix.js";
import { requireTrust } from "./trust.js";

/** Milliseconds after which a worker that does not answer is taken for lost, and all it keeps is gone with it. */
const forgetBound = 10_000;

/** How a scene is rendered: as a video, up to the line `until` (from 1) where one is given, or as a still of its end. */
export interface RenderWish {
  quality: Quality;
  still: boolean;
  until?: number | undefined;
}

/**
 * A check that somebody watches: the next of the same session comes sooner, and `found` is told of problems early;
 * `withFixes` finds what could mend them, which takes a moment.
 */
export interface Watching {
  session?: string;
  found?: (problems: Problem[], withFixes: () => Promise<Problem[]>) => void;
}

/** All that runs code throws ProblemError `workspace-untrusted` where none may be run. */
export class SceneDesk {
  constructor(private readonly parts: EngineParts) {}

  /** Checks the named scenes of a file, or all of them, and their layout if the settings say so. */
  async check(
    code: SceneSource,
    signal: AbortSignal,
    scenes?: string[],
    { session, found }: Watching = {},
  ): Promise<CheckOutcome> {
    requireTrust(this.parts.options);
    const run = this.editorRun(signal);
    const checked = await checkScenes(code, scenes, run, {
      layout: layoutWished(run.settings),
      keep: keepingOf(run.settings, session),
      ...(found && { found: (problems) => found(problems, () => this.offered(code, problems, signal)) }),
    });
    return { ...checked, problems: await this.offered(code, checked.problems, signal) };
  }

  /** Draws what the scene shows once a line has run; `take` carries the picture away. Throws ProblemError. */
  async frame(
    code: SceneSource,
    at: { line: number; quality: Quality; session: string },
    signal: AbortSignal,
    take: (png: string) => Promise<string>,
  ): Promise<DrawnFrame> {
    requireTrust(this.parts.options);
    const run = this.editorRun(signal);
    const { session, ...place } = at;
    const keep = keepingOf(run.settings, session) ?? { session, memory: 0 };
    return drawFrame(code, { ...place, layout: layoutWished(run.settings), keep }, run, take);
  }

  /** Frees what is kept of a document between its checks. */
  async forget(session: string): Promise<void> {
    const options = { signal: AbortSignal.timeout(forgetBound), bound: forgetBound };
    await this.parts.workers.tell(editorUser, { op: "forget", session }, options);
  }

  /** The code with the fixes that need no model, if they make it check clean; nothing is written. */
  async fix(code: SceneSource, signal: AbortSignal, scenes?: string[]): Promise<FixedCode> {
    requireTrust(this.parts.options);
    const check = async (source: string): Promise<Problem[]> =>
      (await checkScenes({ ...code, source }, scenes, this.editorRun(signal))).problems;
    const first = await check(code.source);
    if (!first.some(({ severity }) => severity === "error")) return { kind: "clean", problems: first };
    const { python, api } = this.parts;
    const found = await python.require(signal);
    const { latex, typst } = found;
    const context = { code: code.source, index: await api.open(found, signal), latex, typst: typst !== null };
    const outcome = await fixAll(context, check, { first });
    return outcome.kind === "fixed" ? outcome : { ...outcome, problems: await this.offered(code, first, signal) };
  }

  async render(
    code: SceneSource,
    scene: string,
    { quality, still, until }: RenderWish,
    signal: AbortSignal,
    progress?: (animation: number, time: number) => void,
  ): Promise<RenderOutcome> {
    requireTrust(this.parts.options);
    const run = { ...this.editorRun(signal), ...(progress ? { progress } : {}) };
    // A part of a scene is looked at once, and made again at the next line.
    const wishes = { until, draft: until !== undefined };
    return renderAlone(this.parts.slots, code, scene, quality, still, run, wishes);
  }

  /** Asks the model for the code without its problems; nothing is written. */
  async proposeFix(code: SceneSource, scene: string | null, signal: AbortSignal): Promise<ProposedFix> {
    requireTrust(this.parts.options);
    const run = this.editorRun(signal);
    const { authors } = this.parts;
    const author = await authors.helper((draft, name, stop) => draftErrors(this.parts, run, draft, name, stop));
    const fix = await proposeFix(code, scene, author, run);
    const tokens = fix.spent.reduce((sum, used) => sum + used.promptTokens + used.completionTokens, 0);
    this.parts.options.log.info(`Fix with AI: ${fix.spent.length} requests, ${tokens} tokens`);
    return fix;
  }

  private editorRun(signal: AbortSignal): Run {
    return { bench: this.parts.workers.bench(editorUser), settings: this.parts.options.settings(), signal };
  }

  /** The problems with their fixes. Without the index: the worker has compared the names with what it has loaded. */
  private async offered(code: SceneSource, problems: Problem[], signal: AbortSignal): Promise<Problem[]> {
    if (problems.length === 0) return problems;
    const { latex, typst } = await this.parts.python.require(signal);
    const context = { code: code.source, index: null, latex, typst: typst !== null };
    return problems.map((found) => withQuickFixes(context, found));
  }
}
