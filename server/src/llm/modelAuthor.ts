/** An author that asks a model: a plan, each scene's code, and repairs. Each may be asked for twice, never more. */
import type { Storyboard, StoryScene } from "../../../protocol/storyboard.js";
import { askTwice, type Reading } from "./askModel.js";
import type { Author, AuthorContext, Plan, RepairTask } from "./author.js";
import type { Tool } from "./completion/request.js";
import type { Model } from "./model.js";
import { readPlan } from "./planned.js";
import { classNames, extractCode, missingSections } from "./prompts/extractCode.js";
import { manimSystem, type Installed } from "./prompts/manimRules.js";
import { noMaterial, type SceneMaterial } from "./prompts/material.js";
import { planAgainPrompt, planPrompt, planSchema, planSystem, type PlanWishes } from "./prompts/planPrompt.js";
import { repairPrompt } from "./prompts/repairPrompt.js";
import { scenePrompt } from "./prompts/scenePrompt.js";

/** Looks up what a prompt tells of Manim beside its rules; `retrieval/sceneMaterial.ts` does. */
export interface MaterialSource {
  forScene(scene: StoryScene, installed: Installed, signal: AbortSignal): Promise<SceneMaterial>;
  forRepair(task: RepairTask, installed: Installed, signal: AbortSignal): Promise<SceneMaterial>;
}

export interface ModelAuthorOptions {
  provider: Author["provider"];
  planner: Model;
  /** Writes scenes, and repairs them where nobody else is named to. */
  coder: Model;
  repairer?: Model;
  /** What scene code can rely on; asked before each scene, since the user may install LaTeX meanwhile. */
  installed: () => Promise<Installed>;
  /** Absent: prompts have the rules alone. */
  material?: MaterialSource;
  /**
   * What the coder may call before it answers with the scene of this class. Only for a coder that knows tools and is
   * asked request by request: a batch has no second turn.
   */
  tools?: (className: string) => readonly Tool[];
}

const planTemperature = 0.7;
const codeTemperature = 0.1;

export class ModelAuthor implements Author {
  readonly provider: Author["provider"];
  readonly model: string;

  constructor(private readonly options: ModelAuthorOptions) {
    this.provider = options.provider;
    const { planner, coder, repairer = coder } = options;
    this.model = [...new Set([planner.id, coder.id, repairer.id])].join(", ");
  }

  async plan(topic: string, context: AuthorContext, wishes: PlanWishes = {}): Promise<Plan> {
    const { planner } = this.options;
    context.report(`Planning with ${planner.id}`);
    const read = (text: string): Reading<Storyboard> => {
      const plan = readPlan(text, topic);
      return plan.ok ? { ok: true, value: plan.storyboard } : plan;
    };
    const question = { label: "plan", system: planSystem, schema: planSchema, temperature: planTemperature };
    const prompt = (faults: string[], answer: string): string =>
      faults.length === 0 ? planPrompt(topic, wishes) : planAgainPrompt(topic, answer, faults, wishes);
    return { storyboard: await askTwice(planner, question, prompt, read, context), problems: [] };
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
    const installed = await this.options.installed();
    const material = (await this.options.material?.forScene(scene, installed, context.signal)) ?? noMaterial;
    const prompt = (faults: string[]): string => scenePrompt(storyboard, scene, faults, material);
    const about = { label: `scene ${scene.id}`, className: scene.className, installed, model: this.options.coder };
    return this.code(about, prompt, read, context);
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
    const installed = await this.options.installed();
    const material = (await this.options.material?.forRepair(named, installed, context.signal)) ?? noMaterial;
    const prompt = (faults: string[]): string => repairPrompt(named, faults, material);
    const { coder, repairer = coder } = this.options;
    const about = { label: `repair ${task.scene.id}`, className, installed, model: repairer };
    return this.code(about, prompt, read, context);
  }

  private async code(
    { label, className, installed, model }: { label: string; className: string; installed: Installed; model: Model },
    prompt: (faults: string[]) => string,
    read: (text: string) => Reading<string>,
    context: AuthorContext,
  ): Promise<string> {
    const question = { label, system: manimSystem(installed), temperature: codeTemperature };
    const tools = this.options.tools?.(className) ?? [];
    return askTwice(model, { ...question, tools }, prompt, read, context);
  }
}
