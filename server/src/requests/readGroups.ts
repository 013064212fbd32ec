/** Listed requests as the lane takes them, grouped by the model that each asks. */
import type { BatchEntry } from "../batch/provider.js";
import { batchesOf, type RequestGroup } from "../batch/requestGroup.js";
import type { ListedRequest, PlainRequest, RequestItem } from "../lists/readRequests.js";
import { readCacheName, resolveCache } from "../llm/context/cacheNames.js";
import type { CacheOutcome, ContextCache, ContextCaches } from "../llm/contextCaches.js";
import type { Model } from "../llm/model.js";
import type { GenerateRequest } from "../llm/generate.js";
import { providerIn, type ModelProvider, type Models } from "../models.js";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";

export interface ReadGroups {
  groups: RequestGroup[];
  /** One for each line that cannot be used, with its number. */
  problems: Problem[];
}

export interface ReadOptions {
  models: Pick<Models, "make" | "named" | "providerOf">;
  /** For lines that name no model. */
  provider: ModelProvider;
  /** `provider/model`; empty for the provider's own. */
  model: string;
  /** For lines that give none. */
  defaults: Pick<GenerateRequest, "maxOutputTokens" | "thinkingBudget">;
}

const defaultTemperature = 1;

/** Reads all lines of `file`; each bad one is a problem of its own. Throws what `items` throws. */
export async function readGroups(
  file: string,
  items: AsyncIterable<RequestItem>,
  options: ReadOptions,
  signal: AbortSignal,
): Promise<ReadGroups> {
  const groups = new Map<string, RequestGroup>();
  const problems: Problem[] = [];
  const asked = new AskedModels(options);
  for await (const item of items) {
    if (item.kind === "problem") {
      problems.push(item.problem);
      continue;
    }
    try {
      const model = await asked.model(item.request);
      const { request, cached } = await requestOf(item.request, model, asked.caches(model), options.defaults, signal);
      const group = groups.get(nameOf(model)) ?? { model, batches: batchesOf(model), requests: [] };
      groups.set(nameOf(model), group);
      group.requests.push({ id: item.request.id, request, cached });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(onLine(file, item.request.line, error.problem));
    }
  }
  return { groups: [...groups.values()], problems };
}

/** Models by name, and each one's list of caches, asked for once however many lines name them. */
class AskedModels {
  private readonly models = new Map<string, Promise<Model>>();
  private readonly lists = new Map<string, Promise<CacheOutcome<ContextCache[]>>>();

  constructor(private readonly options: ReadOptions) {}

  model({ request }: ListedRequest): Promise<Model> {
    const name = request.kind === "plain" ? (request.model ?? "") : "";
    const known = this.models.get(name) ?? this.make(name);
    this.models.set(name, known);
    return known;
  }

  caches(model: Model): Pick<ContextCaches, "list"> | undefined {
    const { caches } = model;
    if (caches === undefined) return undefined;
    const list = (signal: AbortSignal): Promise<CacheOutcome<ContextCache[]>> => {
      const known = this.lists.get(nameOf(model)) ?? caches.list(signal);
      this.lists.set(nameOf(model), known);
      return known;
    };
    return { list };
  }

  private async make(name: string): Promise<Model> {
    const { models, provider, model } = this.options;
    const own = providerIn(name);
    if (own === null) return models.make(provider, "scene", name === "" ? model : name);
    // Throws for a provider without its key.
    await models.providerOf({ provider: own, model: name });
    return models.named(own, name);
  }
}

interface Asked {
  request: BatchEntry["request"];
  cached: number;
}

async function requestOf(
  { id, request, metadata }: ListedRequest,
  model: Model,
  caches: Pick<ContextCaches, "list"> | undefined,
  defaults: ReadOptions["defaults"],
  signal: AbortSignal,
): Promise<Asked> {
  const beside = Object.keys(metadata).length === 0 ? {} : { metadata };
  if (request.kind === "rest") return { request: { kind: "rest", body: request.body, ...beside }, cached: 0 };
  const own: GenerateRequest = { ...defaults, temperature: defaultTemperature, label: id, ...bodyOf(request) };
  const found = await resolveCache(request.prompt, model.id, caches, new Date(), signal);
  if (!found.ok) throw new ProblemError(found.problem);
  if (found.cache === null) return { request: { kind: "generate", request: own, ...beside }, cached: 0 };
  if (request.system !== "") {
    const why = `system cannot be given beside @use_cache ${readCacheName(request.prompt).cache ?? ""}: the cache holds it`;
    throw new ProblemError(problem("list-invalid", `${why}.`));
  }
  const listed = await caches?.list(signal);
  const tokens = listed?.ok === true ? listed.value.find(({ name }) => name === found.cache)?.tokens : null;
  const cachedRequest = { ...own, prompt: found.prompt, cache: found.cache };
  return { request: { kind: "generate", request: cachedRequest, ...beside }, cached: tokens ?? 0 };
}

/** What the line says itself; what it leaves out comes from the defaults. */
function bodyOf({ prompt, system, temperature, maxOutputTokens, thinkingBudget, schema }: PlainRequest) {
  return {
    ...{ prompt, system },
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(thinkingBudget !== undefined && thinkingBudget >= 0 && { thinkingBudget }),
    ...(schema !== undefined && { schema }),
  };
}

const nameOf = ({ provider, id }: Model): string => `${provider}/${id}`;

function onLine(file: string, line: number, found: Problem): Problem {
  const place = { line, column: 1, endLine: line, endColumn: 1 };
  return { ...found, message: `Line ${line}: ${found.message}`, file, ...place };
}
