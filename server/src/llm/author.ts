/** Who plans a video and writes its scenes: the built-in templates, or a model. Stages know only this interface. */
import type { Problem } from "../../../protocol/problems.js";
import type { Provider } from "../../../protocol/settings.js";
import type { PlanWishes } from "./prompts/planPrompt.js";
import type { Spent } from "./spent.js";
import type { Storyboard, StoryScene } from "../../../protocol/storyboard.js";

/** What an author is given beside its task. */
export interface AuthorContext {
  /** Ends open requests when aborted. */
  signal: AbortSignal;
  /** One line for the user on what is being done. */
  report(message: string): void;
  /** Called once for each request that a provider answered, with the seconds that were waited for it. */
  spent(usage: Spent, seconds: number): void;
}

export interface Plan {
  storyboard: Storyboard;
  /** Said to the user beside the plan, for example that no template knew the topic. */
  problems: Problem[];
}

/** A scene's code that failed its check, and why. `earlier` are problems of attempts before it, oldest first. */
export interface RepairTask {
  storyboard: Storyboard;
  scene: StoryScene;
  code: string;
  problems: Problem[];
  earlier: Problem[][];
}

/** Throws ProblemError with a provider, answer or topic code; an aborted signal gives `cancelled`. */
export interface Author {
  readonly provider: Exclude<Provider, "auto">;
  /** Model names for metadata; "templates" for the templates. */
  readonly model: string;
  /** Plans the whole video from free words or a Markdown outline. The templates are as they are, whatever is wished. */
  plan(topic: string, context: AuthorContext, wishes?: PlanWishes): Promise<Plan>;
  /** Writes the Python file of one scene of a plan that may have been edited since. */
  writeScene(storyboard: Storyboard, scene: StoryScene, context: AuthorContext): Promise<string>;
  /** Writes the scene anew without its problems; null when this author cannot repair. */
  repair(task: RepairTask, context: AuthorContext): Promise<string | null>;
}
