/** Which model does what: the provider and the name that a request, the settings and the keys lead to. */
import type { JobRequest } from "../../protocol/job.js";
import { problem, ProblemError } from "../../protocol/problems.js";
import type { Provider, Settings } from "../../protocol/settings.js";
import type { BatchProvider } from "./batch/provider.js";
import { EditorModel, editorModelName, type AskEditor } from "./llm/editor/editorModel.js";
import { GeminiModel } from "./llm/gemini/geminiModel.js";
import { modelName } from "./llm/gemini/models.js";
import type { Model } from "./llm/model.js";
import { OpenAIModel, openaiModelName } from "./llm/openai/openaiModel.js";
import { loadPrices } from "./llm/prices/priceFile.js";
import { builtInPrices, type Prices } from "./llm/prices/prices.js";

export type ModelProvider = Exclude<Provider, "auto" | "templates">;
export type Role = "planner" | "scene" | "helper";

/** Where keys come from; a key is asked for at each use and kept nowhere. */
export interface KeySource {
  geminiKey(): Promise<string | null>;
  hasGeminiKey(): Promise<boolean>;
  openaiKey(): Promise<string | null>;
}

export interface ModelsOptions {
  /** Reaches the editor's own models; absent outside an editor. */
  askEditor?: AskEditor | undefined;
  keys: KeySource;
  settings: () => Settings;
}

const prefixes: readonly ModelProvider[] = ["gemini", "openai", "editor"];

export class Models {
  private loaded = builtInPrices;
  private loading: { file: string; prices: Promise<Prices> } | null = null;

  constructor(private readonly options: ModelsOptions) {}

  /** The request's provider, else the one its model names, else Gemini where there is a key. Throws `key-missing`. */
  async providerOf({ provider, model }: Pick<JobRequest, "provider" | "model">): Promise<ModelProvider | "templates"> {
    const named = model === "" ? this.options.settings().model : model;
    const wanted = provider === "auto" ? (providerIn(named) ?? "auto") : provider;
    if (wanted !== "auto" && wanted !== "gemini") return wanted;
    if (await this.options.keys.hasGeminiKey()) return "gemini";
    if (wanted === "auto") return "templates";
    throw new ProblemError(problem("key-missing", "Gemini was asked for, and no API key is set."));
  }

  /** The model of a role; `asked` goes before the settings. Throws `setting-invalid` for a name that cannot be one. */
  async make(provider: ModelProvider, role: Role, asked: string): Promise<Model> {
    return this.named(provider, asked !== "" ? asked : this.nameOf(role, provider), role);
  }

  /** The model whose context caches are meant where no job asks: of the settings' provider, Gemini's where that is open. */
  forCaches(asked: string): Promise<Model> {
    const { provider, model } = this.options.settings();
    const known = provider === "auto" || provider === "templates" ? null : provider;
    return this.make(providerIn(asked) ?? known ?? providerIn(model) ?? "gemini", "scene", asked);
  }

  /** A model by the name that a ledger or a list has kept. */
  async named(provider: ModelProvider, name: string, role: Role = "scene"): Promise<Model> {
    const prices = await this.prices();
    if (provider === "gemini") return this.gemini(modelName(name, role), prices);
    if (provider === "openai") return this.openai(openaiModelName(name), prices);
    if (this.options.askEditor === undefined)
      throw new ProblemError(
        problem("setting-invalid", "The editor's own models can be reached from the editor alone."),
      );
    return new EditorModel({ model: editorModelName(name), ask: this.options.askEditor });
  }

  /** Names of the models that the key may use, from the provider itself. Throws ProblemError, such as `key-missing`. */
  async list(provider: "gemini" | "openai", signal: AbortSignal): Promise<string[]> {
    const prices = await this.prices();
    // The name is for messages: it is the list that is asked for.
    const model = provider === "gemini" ? this.gemini(modelName("", "scene"), prices) : this.openai("models", prices);
    const listed = await model.list(signal);
    if (listed.ok) return listed.value;
    throw new ProblemError(listed.failure.problem);
  }

  /** `auto` as it is decided for this request: batches for a list, where the provider has them. */
  async settleMode(request: JobRequest): Promise<JobRequest> {
    // A missing key is told by the job's own run, which can be resumed once there is one.
    const provider = await this.providerOf(request).catch(() => "gemini" as const);
    if (provider === "templates" || provider === "editor") return { ...request, mode: "interactive" };
    if (request.mode !== "auto") return request;
    return { ...request, mode: request.list === "" ? "interactive" : "batch" };
  }

  /** The batches of a model that a ledger names; null for a provider without them. */
  batches(provider: string, name: string): BatchProvider | null {
    try {
      if (provider === "gemini") return this.gemini(name, this.loaded).batches;
      return provider === "openai" ? this.openai(name, this.loaded).batches : null;
    } catch {
      // An address that a key must not be sent to; the same is said to whoever asks for a video.
      return null;
    }
  }

  /** The user's prices over the built-in ones. Throws `setting-invalid` for a file that cannot be used. */
  prices(): Promise<Prices> {
    const file = this.options.settings().pricesFile;
    if (this.loading?.file !== file) {
      const loading = (this.loading = { file, prices: this.load(file) });
      // A file that could not be used is read again: the user may be correcting it.
      loading.prices.catch(() => {
        if (this.loading === loading) this.loading = null;
      });
    }
    return this.loading.prices;
  }

  private gemini(model: string, prices: Prices): GeminiModel {
    const { keys, settings } = this.options;
    return new GeminiModel({ model, key: () => keys.geminiKey(), baseUrl: settings().geminiBaseUrl, prices });
  }

  private openai(model: string, prices: Prices): OpenAIModel {
    const { keys, settings } = this.options;
    return new OpenAIModel({ model, key: () => keys.openaiKey(), baseUrl: settings().openaiBaseUrl, prices });
  }

  private async load(file: string): Promise<Prices> {
    this.loaded = await loadPrices(file);
    return this.loaded;
  }

  private nameOf(role: Role, provider: ModelProvider): string {
    const settings = this.options.settings();
    // A model that is set for another provider says nothing of this one.
    const own = (name: string): string => ((providerIn(name) ?? provider) === provider ? name : "");
    const [model, scene, helper] = [own(settings.model), own(settings.sceneModel), own(settings.helperModel)];
    // manimVideo.model is for every role that has none of its own.
    return { planner: model, scene: scene || model, helper: helper || model }[role];
  }
}

/** The provider before the slash, if it names one. */
export function providerIn(model: string): ModelProvider | null {
  return prefixes.find((prefix) => model.startsWith(`${prefix}/`)) ?? null;
}
