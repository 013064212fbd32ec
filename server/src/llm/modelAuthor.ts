/** An author that asks a model: a plan, each scene's code, and repairs. Each may be asked for twice, never more. */
import { problem, ProblemError, type ProblemCode } from "../../../protocol/problems.js";
import type { Storyboard, StoryScene } from "../../../protocol/storyboard.js";
import type { Author, AuthorContext, Plan, RepairTask } from "./author.js";
import type { GenerateRequest, Model } from "./model.js";
import { readPlan } from "./planned.js";
import { classNames, extractCode, missingSections } from "./prompts/extractCode.js";
import { manimSystem, type Installed } from "./prompts/manimRules.js";
import { planAgainPrompt, planPrompt, planSchema, planSystem } from "./prompts/planPrompt.js";
import { repairPrompt } from "./prompts/repairPrompt.js";
import { scenePrompt } from "./prompts/scenePrompt.js";
import { requestId } from "./prompts/task.js";

export interface ModelAuthorOptions {
  provider: Author["provider"];
  planner: Model;
  /** Writes and repairs scenes. */
  coder: Model;
  /** What scene code can rely on; asked before each scene, since the user may install LaTeX meanwhile. */
  installed: () => Promise<Installed>;
}

/** Thinking counts as output, and today's models write at most 65,536 tokens. */
const maxOutputTokens = 65_536;
const planTemperature = 0.7;
const codeTemperature = 0.1;

/** A model's text as what was asked for, or why it is not that. */
type Reading<T> = { ok: true; value: T } | { ok: false; faults: string[]; fallback?: T };

export class ModelAuthor implements Author {
  readonly provider: Author["provider"];
  readonly model: string;

  constructor(private readonly options: ModelAuthorOptions) {
    this.provider = options.provider;
    this.model = [...new Set([options.planner.id, options.coder.id])].join(", ");
  }

  async plan(topic: string, context: AuthorContext): Promise<Plan> {
    const { planner } = this.options;
    context.report(`Planning with ${planner.id}`);
    const read = (text: string): Reading<Storyboard> => {
      const plan = readPlan(text, topic);
      return plan.ok ? { ok: true, value: plan.storyboard } : plan;
    };
    const request = { label: "plan", system: planSystem, schema: planSchema, temperature: planTemperature };
    const prompt = (faults: string[], answer: string): string =>
      faults.length === 0 ? planPrompt(topic) : planAgainPrompt(topic, answer, faults);
    return { storyboard: await askTwice(planner, request, prompt, read, context), problems: [] };
  }

  async writeScene(storyboard: Storyboard, scene: StoryScene, context: AuthorContext): Promise<string> {
    context.report(`Writing ${scene.title}`);
    const beats = scene.beats.map((beat) => beat.id);
    const read = (text: string): Reading<string> => {
      const extracted = extractCode(text, scene.className);
      if (!extracted.ok) return { ok: false, faults: [extracted.reason] };
      const missing = missingSections(extracted.code, beats);
      if (missing.length === 0) return { ok: true, value: extracted.code };
      // The scene still shows; its captions are then timed by length instead of by section.
      return {
        ok: false,
        faults: missing.map((id) => `There is no self.next_section("${id}").`),
        fallback: extracted.code,
      };
    };
    return this.code(`scene ${scene.id}`, (faults) => scenePrompt(storyboard, scene, faults), read, context);
  }

  async repair(task: RepairTask, context: AuthorContext): Promise<string> {
    context.report(`Repairing ${task.scene.title}`);
    // Code with a syntax error can reach us under a name that was only guessed.
    const names = classNames(task.code);
    const className = names.includes(task.scene.className) ? task.scene.className : (names[0] ?? task.scene.className);
    const named = { ...task, scene: { ...task.scene, className } };
    const read = (text: string): Reading<string> => {
      const extracted = extractCode(text, className);
      return extracted.ok ? { ok: true, value: extracted.code } : { ok: false, faults: [extracted.reason] };
    };
    return this.code(`repair ${task.scene.id}`, (faults) => repairPrompt(named, faults), read, context);
  }

  private async code(
    label: string,
    prompt: (faults: string[]) => string,
    read: (text: string) => Reading<string>,
    context: AuthorContext,
  ): Promise<string> {
    const system = manimSystem(await this.options.installed());
    return askTwice(this.options.coder, { label, system, temperature: codeTemperature }, prompt, read, context);
  }
}

/** Asks, and once more with the faults of the first answer. Throws a ProblemError when neither answer is usable. */
async function askTwice<T>(
  model: Model,
  request: Omit<GenerateRequest, "prompt" | "echo" | "maxOutputTokens" | "report">,
  prompt: (faults: string[], answer: string) => string,
  read: (text: string) => Reading<T>,
  context: AuthorContext,
): Promise<T> {
  const report = (message: string): void => context.report(message);
  const ask = async (text: string): Promise<{ answer: string; reading: Reading<T>; code: ProblemCode }> => {
    const asked = { ...request, prompt: text, echo: requestId(text), maxOutputTokens, report };
    const answer = await answerOf(model, asked, context);
    if (answer === null)
      return { answer: "", reading: { ok: false, faults: ["The answer was empty."] }, code: "answer-empty" };
    return { answer, reading: read(answer), code: "answer-invalid" };
  };
  const first = await ask(prompt([], ""));
  if (first.reading.ok) return first.reading.value;
  const { faults, fallback } = first.reading;
  context.report(`Asking ${model.id} again: ${faults[0] ?? "the answer cannot be used"}`);
  const second = await ask(prompt(faults, first.answer));
  if (second.reading.ok) return second.reading.value;
  const usable = second.reading.fallback ?? fallback;
  if (usable !== undefined) return usable;
  throw new ProblemError(
    problem(second.code, `${model.id} gave no usable ${request.label}: ${second.reading.faults.slice(0, 3).join(" ")}`),
  );
}

/** The answer's text, null when there was none. Throws a ProblemError for every other outcome. */
async function answerOf(model: Model, request: GenerateRequest, context: AuthorContext): Promise<string | null> {
  const outcome = await model.generate(request, context.signal);
  if (outcome.kind === "failed") throw new ProblemError(outcome.problem);
  context.spent(outcome.spent);
  switch (outcome.kind) {
    case "answer":
      return outcome.text;
    case "empty":
    case "calls":
      return null;
    case "refused":
      throw new ProblemError(problem("answer-refused", `${outcome.reason} (${request.label})`));
    case "truncated":
      throw new ProblemError(
        problem("answer-truncated", `${model.id} stopped in the middle of its answer (${request.label}).`),
      );
  }
}
