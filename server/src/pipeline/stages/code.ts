/** Code: a Python file for each scene that runs clean. What the user edited is never overwritten unasked. */
import { errorsOf, problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import type { StoryScene, Storyboard } from "../../../../protocol/storyboard.js";
import { fixAll } from "../../fixes/fixAll.js";
import { layoutWished } from "../../manim/checkWishes.js";
import { checkScenes } from "../../manim/scenes.js";
import { hashOf } from "../../storage/videoFolder.js";
import type { AttemptKind } from "../../../../protocol/timeline.js";
import type { AuthorContext } from "../../llm/author.js";
import { FindingsRecord, SceneRecord } from "../../storage/writtenRecords.js";
import type { StageContext, Workplace } from "../context.js";
import { finishedRender } from "../finishedRender.js";
import { askedTwice, onWorker, sceneProblem } from "../recovery.js";

export type SceneCode =
  /** `plays` is null when the scene did not have to be checked: it has been rendered before. */
  | { kind: "ready"; index: number; scene: StoryScene; code: string; plays: number | null }
  | { kind: "failed"; index: number; scene: StoryScene };

/**
 * Writes, checks and repairs one scene. What fails this scene alone stops it alone; rejects when cancelled, and when the
 * provider or the disk would fail the other scenes as well.
 */
export async function codeScene(
  storyboard: Storyboard,
  index: number,
  place: Workplace,
  context: StageContext,
): Promise<SceneCode> {
  const scene = storyboard.scenes[index];
  if (scene === undefined) throw new Error(`the plan has no scene ${index}`);
  const task = { storyboard, scene, index, place, context };
  try {
    const { code, ours } = await current(task);
    return await settle(task, code, ours);
  } catch (error) {
    context.signal.throwIfAborted();
    const own = sceneProblem(error);
    if (own === null) throw error;
    return fail(task, [own], 0);
  }
}

interface Task {
  storyboard: Storyboard;
  scene: StoryScene;
  index: number;
  place: Workplace;
  context: StageContext;
}

/** The scene's code as it is, or newly written where it is missing or its plan has changed. */
async function current(task: Task): Promise<{ code: string; ours: boolean }> {
  const { scene, place, context, index } = task;
  const existing = await place.folder.read(scene.file);
  const record = place.records.get(scene.file, SceneRecord);
  if (existing !== null && (record === null || record.plan === planHash(scene)))
    return { code: existing, ours: record?.code === hashOf(existing) };
  if (existing !== null && record !== null && record.code !== hashOf(existing)) await setAside(task);
  context.scene(index, "writing");
  const code = await asked(task, (author) => place.author.writeScene(task.storyboard, scene, author));
  await write(task, code, "written");
  context.scene(index, "written");
  return { code, ours: true };
}

/** Each is a run of the scene, which a model's repair would cost as well. */
const mostFixChecks = 8;

/**
 * Checks the code and has it repaired: by fixes that need no model, by what solved the same failure before, then by the
 * author, a bounded number of times.
 */
async function settle(task: Task, first: string, ours: boolean): Promise<SceneCode> {
  const { storyboard, scene, index, place, context } = task;
  const earlier: Problem[][] = [];
  let code = first;
  let failing: { code: string; problems: Problem[] } | null = null;
  for (;;) {
    if (await alreadyRendered(task, code)) {
      tellAgain(task, code);
      return { kind: "ready", index, scene, code, plays: null };
    }
    context.scene(index, "checking");
    const { errors, warnings, plays } = await check(task, code, layoutWished(place.settings));
    if (errors.length === 0) {
      const findings = warnings.map((found) => ({ ...found, scene: scene.className }));
      for (const found of findings) context.problem(found);
      place.records.set(findingsOf(scene), { code: hashOf(code), findings });
      if (failing !== null) place.rewrites.learn(failing.code, failing.problems, code);
      context.scene(index, "checked");
      return { kind: "ready", index, scene, code, plays };
    }
    const mended = ours ? ((await fixed()) ?? (await rewritten()) ?? (await repair())) : null;
    if (mended === null) return fail(task, errors, earlier.length);
    failing = mended.by === "repaired" ? { code, problems: errors } : null;
    if (mended.by === "repaired") earlier.push(errors);
    code = mended.code;
    await write(task, code, mended.by, errors);

    /** Without the index of names: the check has compared them with what is installed. */
    async function fixed(): Promise<Mended | null> {
      const { latex, typst } = place.python;
      const fixable = { code, index: null, latex, typst: typst !== null };
      const outcome = await fixAll(fixable, draftErrors, { first: errors, mostChecks: mostFixChecks });
      return outcome.kind === "fixed" ? { code: outcome.code, by: "fixed" } : null;
    }

    async function rewritten(): Promise<Mended | null> {
      const solved = await place.rewrites.solve(code, errors, draftErrors);
      return solved === null ? null : { code: solved, by: "rewritten" };
    }

    async function draftErrors(draft: string): Promise<Problem[]> {
      return (await check(task, draft, [])).errors;
    }

    async function repair(): Promise<Mended | null> {
      if (earlier.length >= place.settings.maxRepairs) return null;
      context.scene(index, "repairing");
      const question = { storyboard, scene, code, problems: errors, earlier };
      const repaired = await asked(task, (author) => place.author.repair(question, author));
      return repaired === null ? null : { code: repaired, by: "repaired" };
    }
  }
}

/** Code in the place of what failed, and what made it. */
interface Mended {
  code: string;
  by: Exclude<AttemptKind, "written">;
}

interface Verdict {
  errors: Problem[];
  /** What a viewer may mind; no reason to write the scene again. */
  warnings: Problem[];
  plays: number | null;
}

async function check({ scene, place, context }: Task, code: string, layout: string[]): Promise<Verdict> {
  const run = { bench: place.bench, settings: place.settings, signal: context.signal };
  const source = { source: code, file: place.folder.inside(scene.file) };
  const checked = async () => {
    const outcome = await checkScenes(source, [scene.className], run, { layout });
    return { outcome, problem: outcome.problems.find(({ code: kind }) => kind === "worker-lost") ?? null };
  };
  const { scenes, problems } = await onWorker(place, checked, context.signal);
  // No code can be repaired whose run was never seen to its end.
  const lost = problems.find(({ code: kind }) => kind === "worker-lost");
  if (lost !== undefined) throw new ProblemError(lost);
  const warnings = problems.filter(({ severity }) => severity === "warning");
  return { errors: errorsOf(problems), warnings, plays: scenes[0]?.plays ?? null };
}

function fail({ scene, index, context }: Task, errors: Problem[], repairs: number): SceneCode {
  for (const found of errors) context.problem({ ...found, scene: scene.className });
  const [first] = errors;
  if (repairs > 0 && first !== undefined) {
    const { file, line, column, endLine, endColumn } = first;
    const message = `${scene.title} still fails after ${repairs} repairs: ${first.message}`;
    context.problem(
      problem("repair-exhausted", message, { file, line, column, endLine, endColumn, scene: scene.className }),
    );
  }
  context.scene(index, "failed");
  return { kind: "failed", index, scene };
}

async function write({ scene, place }: Task, code: string, by: AttemptKind, answers: Problem[] = []): Promise<void> {
  place.attempts.add(scene.file, { kind: by, code, problems: answers });
  await place.folder.write(scene.file, code);
  place.records.set(scene.file, { plan: planHash(scene), code: hashOf(code) });
}

/** What the check of this code found when it was made: a render that is there is not checked again. */
function tellAgain({ scene, place, context }: Task, code: string): void {
  const record = place.records.get(findingsOf(scene), FindingsRecord);
  if (record?.code !== hashOf(code)) return;
  const wished: readonly string[] = layoutWished(place.settings);
  for (const found of record.findings) if (wished.includes(found.code)) context.problem(found);
}

function findingsOf({ file }: StoryScene): string {
  return `findings/${file}`;
}

async function setAside({ scene, place, context }: Task): Promise<void> {
  const aside = await place.folder.setAside(scene.file);
  context.problem(
    problem("scene-replaced", `${scene.file} is written anew; your code is kept as ${aside}.`, {
      scene: scene.className,
    }),
  );
}

async function alreadyRendered({ scene, place }: Task, code: string): Promise<boolean> {
  return (await finishedRender(place, scene, code)) !== null;
}

function asked<T>({ context, scene }: Task, ask: (author: AuthorContext) => Promise<T>): Promise<T> {
  const report = (message: string): void => context.report(0, `${scene.title}: ${message}`);
  return askedTwice({ ...context, report }, ask);
}

/** The part of a scene's plan that its code is written from; narration becomes captions and changes no code. */
export function planHash(scene: StoryScene): string {
  const beats = scene.beats.map((beat) => ({ ...beat, narration: "" }));
  return hashOf(JSON.stringify({ ...scene, beats }));
}
