/** What is looked up for one scene before a model is asked: the installed Manim's API (`useRag`), worked examples. */
import { ProblemError } from "../../../../protocol/problems.js";
import type { StoryScene } from "../../../../protocol/storyboard.js";
import type { Settings } from "../../../../protocol/settings.js";
import type { Log } from "../../log.js";
import type { RepairTask } from "../author.js";
import type { Installed } from "../prompts/manimRules.js";
import type { SceneMaterial } from "../prompts/material.js";
import type { ApiIndex } from "./apiIndex.js";
import { repairExtract, sceneExtract } from "./apiExtract.js";
import type { WorkedScenes } from "./workedScenes.js";

export interface SceneMaterialsOptions {
  settings: Pick<Settings, "useRag" | "useContextLearning">;
  /** Throws ProblemError when Manim cannot be described. */
  api(signal: AbortSignal): Promise<ApiIndex>;
  examples(): Promise<WorkedScenes>;
  log: Log;
}

/** Tokens that an extract may take of each prompt: about thirty signatures. */
const apiBudget = 1500;
const mostExamples = 2;
const exampleBudget = 5000;

/** The same scene and the same Manim give the same material: the ledger knows a request again by its words. */
export class SceneMaterials {
  constructor(private readonly options: SceneMaterialsOptions) {}

  /** For a scene without code. Throws only ProblemError `cancelled`. */
  async forScene(scene: StoryScene, installed: Installed, signal: AbortSignal): Promise<SceneMaterial> {
    const { settings } = this.options;
    const [api, examples] = await Promise.all([
      settings.useRag ? this.extract((index) => sceneExtract(index, scene, installed, apiBudget), signal) : "",
      // The built-in scenes are written with Typst.
      settings.useContextLearning && installed.typst ? this.examples(scene) : "",
    ]);
    return { api, examples };
  }

  /** For a scene that failed. Throws only ProblemError `cancelled`. */
  async forRepair(task: RepairTask, installed: Installed, signal: AbortSignal): Promise<SceneMaterial> {
    const look = (index: ApiIndex): string => repairExtract(index, task, installed, apiBudget);
    return { api: this.options.settings.useRag ? await this.extract(look, signal) : "", examples: "" };
  }

  private async extract(look: (index: ApiIndex) => string, signal: AbortSignal): Promise<string> {
    try {
      return look(await this.options.api(signal));
    } catch (error) {
      if (signal.aborted || (error instanceof ProblemError && error.problem.code === "cancelled")) throw error;
      this.options.log.warn(`The model is asked without the installed API: ${messageOf(error)}`);
      return "";
    }
  }

  private async examples(scene: StoryScene): Promise<string> {
    try {
      return (await this.options.examples()).choose(scene, mostExamples, exampleBudget);
    } catch (error) {
      this.options.log.warn(`The model is asked without worked examples: ${messageOf(error)}`);
      return "";
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
