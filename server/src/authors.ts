/** Chooses who writes: the templates, or the models that the request, the settings and the keys lead to. */
import type { JobRequest } from "../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../protocol/problems.js";
import type { Settings } from "../../protocol/settings.js";
import type { Author } from "./llm/author.js";
import { limited } from "./llm/limited.js";
import type { Model } from "./llm/model.js";
import { ModelAuthor, type ModelAuthorOptions } from "./llm/modelAuthor.js";
import type { Installed } from "./llm/prompts/manimRules.js";
import type { ApiIndex } from "./llm/retrieval/apiIndex.js";
import { modelTools } from "./llm/retrieval/modelTools.js";
import { SceneMaterials } from "./llm/retrieval/sceneMaterial.js";
import { WorkedScenes } from "./llm/retrieval/workedScenes.js";
import { loadCatalogue } from "./llm/templates/catalogue.js";
import { TemplatesAuthor } from "./llm/templates/templatesAuthor.js";
import type { Log } from "./log.js";
import type { Python } from "./manim/python.js";
import type { Models } from "./models.js";

export interface AuthorsOptions {
  /** The folder of the built-in templates. */
  templates: string;
  models: Models;
  settings: () => Settings;
  log: Log;
  /** The Python that scene code will run on. Throws ProblemError when there is none. */
  python(signal: AbortSignal): Promise<Python>;
  /** The installed Manim's API. Throws ProblemError when it cannot be described. */
  api: (signal: AbortSignal) => Promise<ApiIndex>;
}

/** How a job's models are asked. */
export interface Asking {
  /** Puts a lane, a cap or both between the author and the model. */
  through(model: Model): Promise<Model>;
  /** Checks a draft for a model that may call tools; null where there is no second turn, as in a batch. */
  check: ((code: string, className: string, signal: AbortSignal) => Promise<Problem[]>) | null;
}

/** Who is asked for what; the templates ask nobody. */
type ModelsAsked = Pick<JobRequest, "provider" | "model" | "sceneModel" | "helperModel">;
type Asked = Pick<ModelAuthorOptions, "planner" | "coder" | "repairer">;

export class Authors {
  private readonly templates: TemplatesAuthor;
  private worked: Promise<WorkedScenes> | null = null;

  constructor(private readonly options: AuthorsOptions) {
    this.templates = new TemplatesAuthor(options.templates);
  }

  /** The author of a request. Throws ProblemError `key-missing` when Gemini is asked for without a key. */
  async choose(request: ModelsAsked, asking: Asking): Promise<Author> {
    const { models } = this.options;
    const provider = await models.providerOf(request);
    if (provider === "templates") return this.templates;
    const { model, sceneModel, helperModel } = request;
    const [planner, coder, repairer] = await Promise.all([
      models.make(provider, "planner", model),
      models.make(provider, "scene", sceneModel || model),
      // Only where the request names one: whoever wrote a scene repairs it.
      helperModel === "" ? null : models.make(provider, "helper", helperModel),
    ]);
    const through = (one: Model): Promise<Model> => asking.through(one);
    const repair = repairer === null ? {} : { repairer: await through(repairer) };
    return this.author({ planner: await through(planner), coder: await through(coder), ...repair }, asking.check);
  }

  /** The helper model as the author that repairs a file of the user's. Throws ProblemError `key-missing`. */
  async helper(check: NonNullable<Asking["check"]>): Promise<Author> {
    const { models, settings } = this.options;
    const { helperModel, model, provider: preferred } = settings();
    const provider = await models.providerOf({ provider: preferred, model: helperModel || model });
    if (provider === "templates")
      throw new ProblemError(problem("key-missing", "Fixing a scene needs a model, and no API key is set."));
    const helper = await models.make(provider, "helper", "");
    return this.author({ planner: helper, coder: helper }, check);
  }

  private author({ planner, coder, repairer }: Asked, check: Asking["check"]): ModelAuthor {
    const { settings, log, api } = this.options;
    const inForce = settings();
    const installed = (): Promise<Installed> => this.installed(inForce);
    const material = new SceneMaterials({ settings: inForce, api, log, examples: () => this.examples() });
    return new ModelAuthor({
      provider: planner.provider as ModelAuthor["provider"],
      planner: limited(planner, inForce),
      coder: limited(coder, inForce),
      ...(repairer && { repairer: limited(repairer, inForce) }),
      installed,
      material,
      ...(check !== null && { tools: (className: string) => modelTools(className, { api, installed, check }) }),
    });
  }

  /** What scene code can rely on. Throws ProblemError when there is no Python. */
  async installed({ allowedImports }: Settings): Promise<Installed> {
    const { manim, typst, latex } = await this.options.python(AbortSignal.timeout(120_000));
    return { manim, typst: typst !== null, latex, allowedImports };
  }

  private examples(): Promise<WorkedScenes> {
    this.worked ??= loadCatalogue(this.options.templates).then((catalogue) => new WorkedScenes(catalogue));
    return this.worked;
  }
}
