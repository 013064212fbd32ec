/** Chooses who writes: the templates, or the model the request and the keys lead to. */
import type { JobRequest } from "../../protocol/job.js";
import type { Settings } from "../../protocol/settings.js";
import { problem, ProblemError } from "../../protocol/problems.js";
import type { Author } from "./llm/author.js";
import { GeminiModel } from "./llm/gemini/geminiModel.js";
import { modelName } from "./llm/gemini/models.js";
import { ModelAuthor } from "./llm/modelAuthor.js";
import type { Python } from "./manim/python.js";
import { TemplatesAuthor } from "./llm/templates/templatesAuthor.js";

/** Where keys come from; a key is asked for at each use and kept nowhere. */
export interface KeySource {
  geminiKey(): Promise<string | null>;
  hasGeminiKey(): Promise<boolean>;
}

export interface AuthorsOptions {
  /** The folder of the built-in templates. */
  templates: string;
  keys: KeySource;
  settings(): Settings;
  /** The Python that scene code will run on. Throws ProblemError when there is none. */
  python(): Promise<Python>;
}

export class Authors {
  private readonly templates: TemplatesAuthor;

  constructor(private readonly options: AuthorsOptions) {
    this.templates = new TemplatesAuthor(options.templates);
  }

  /** The author of a request. Throws ProblemError `key-missing` when Gemini is asked for without a key. */
  async choose({ provider, model }: Pick<JobRequest, "provider" | "model">): Promise<Author> {
    if (provider === "templates") return this.templates;
    if (await this.options.keys.hasGeminiKey()) return this.gemini(model);
    if (provider === "auto") return this.templates;
    throw new ProblemError(problem("key-missing", "Gemini was asked for, and no API key is set."));
  }

  /** The model that repairs a file of the user's; the helper model where one is set. */
  async model(): Promise<Author> {
    if (!(await this.options.keys.hasGeminiKey()))
      throw new ProblemError(problem("key-missing", "Fixing a scene needs a model, and no API key is set."));
    return this.gemini("");
  }

  private gemini(asked: string): Author {
    const { model, sceneModel, geminiBaseUrl, allowedImports } = this.options.settings();
    const { keys } = this.options;
    const make = (name: string): GeminiModel =>
      new GeminiModel({ model: name, key: () => keys.geminiKey(), baseUrl: geminiBaseUrl });
    const planner = modelName(asked || model, "planner");
    const coder = modelName(asked || sceneModel || model, "scene");
    return new ModelAuthor({
      provider: "gemini",
      planner: make(planner),
      coder: make(coder),
      installed: async () => {
        const { manim, typst, latex } = await this.options.python();
        return { manim, typst: typst !== null, latex, allowedImports };
      },
    });
  }
}
