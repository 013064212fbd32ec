/** Plain requests as the panel asks for them: what they will take, sending them as batches, and asking them at once. */
import type { RequestRun, RequestsQuote, RequestsTask, SentRequests } from "../../../protocol/calls/newJobCalls.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Settings } from "../../../protocol/settings.js";
import { chunked } from "../batch/chunk.js";
import type { Lane } from "../batch/lane.js";
import { defaultLaneLimits } from "../batch/limits.js";
import { quoteRequests, requireLeft, type RequestsQuote as Quoted } from "../batch/quoteRequests.js";
import type { RequestGroup } from "../batch/requestGroup.js";
import { batchesNamed, batchSummary } from "../batch/summaries.js";
import { expectedWait } from "../batch/wait.js";
import { loadRequests } from "../lists/readRequests.js";
import { cachedContext } from "../llm/context/cachedContext.js";
import { readCacheName } from "../llm/context/cacheNames.js";
import type { Log } from "../log.js";
import { providerIn, type ModelProvider, type Models } from "../models.js";
import { laneLimits } from "../request.js";
import { readGroups, type ReadGroups } from "./readGroups.js";
import { RequestRuns } from "./requestRuns.js";
import { withShared } from "./sharedQuote.js";
import { typedRequests } from "./typedRequests.js";
import { contextText, withContext } from "./withContext.js";

/** Under a cap an answer without a bound of its own is held to so many tokens. */
const longestCappedAnswer = 16_384;
/** Requests that are shown before they are sent, and how much of each. */
const [mostShown, longestShown] = [20, 200];

export interface RequestDeskOptions {
  models: Models;
  lane: Lane;
  settings: () => Settings;
  stateFolder: string;
  log: Log;
}

interface Read extends ReadGroups {
  /** What all of them share; empty for nothing. */
  text: string;
}

export class RequestDesk {
  /** Those that are, or were, asked at once. */
  readonly runs: RequestRuns;

  constructor(private readonly options: RequestDeskOptions) {
    this.runs = new RequestRuns(options.stateFolder, options.log);
  }

  /** What they will take. Throws ProblemError, such as `key-missing` or `file-missing`. */
  async quote(task: RequestsTask, signal: AbortSignal): Promise<RequestsQuote> {
    const read = await this.read(task, signal);
    const { groups, problems } = read;
    const requests = groups.flatMap((group) => group.requests.map((one) => ({ ...one, model: group.model.id })));
    const quoted = groups.length === 0 ? null : await this.quoted(task, read, signal);
    const limits = { ...defaultLaneLimits, ...laneLimits(this.options.settings()) };
    const weighed = groups.map((group) => group.requests.map(({ id, request }) => ({ key: id, request })));
    const chunks = weighed.flatMap((group) => chunked(group, limits, task.batchForm));
    return {
      ...{ quote: quoted?.quote ?? null, most: quoted?.most ?? null, count: requests.length, problems },
      shown: requests.slice(0, mostShown).map(({ id, model, request }) => ({ id, model, prompt: promptOf(request) })),
      batches: task.mode === "batch" ? chunks.map(({ keys, form }) => ({ form, requests: keys.length })) : [],
    };
  }

  /** Sends them, or begins to ask. Throws ProblemError `cap-exceeded` before anything is sent. */
  async send(task: RequestsTask, signal: AbortSignal): Promise<SentRequests> {
    const read = await this.read(task, signal);
    const { groups, problems } = read;
    const [broken] = problems;
    if (groups.length === 0) throw new ProblemError(broken ?? problem("list-empty", "There are no requests."));
    requireLeft(await this.quoted(task, read, signal));
    signal.throwIfAborted();
    if (task.mode === "interactive") return { kind: "run", run: await this.begin(task, read) };
    const prices = await this.options.models.prices();
    const { lane, log } = this.options;
    const wish = read.text === "" ? "none" : this.wishOf(task);
    const pools = groups.map(({ model, batches, requests }) => {
      const asked = requests.map(({ id, request }) => ({ id, request }));
      const shared = cachedContext(model, prices, log, wish).batches ?? batches;
      const common = { provider: model.provider, model: model.id, batches: shared, form: task.batchForm };
      return lane.submit({ ...common, requests: asked }).pool;
    });
    const sent = pools.flatMap((pool) => batchesNamed(lane.ledger, pool)).map(batchSummary);
    return { kind: "batches", batches: sent, problems };
  }

  private async begin(task: RequestsTask, { groups, text }: Read): Promise<RequestRun> {
    const prices = await this.options.models.prices();
    return this.runs.start(groups, { text, wish: this.wishOf(task), prices });
  }

  private wishOf({ context }: RequestsTask): RequestsTask["context"] {
    return context === "auto" && !this.options.settings().enableCaching ? "implicit" : context;
  }

  private async quoted(task: RequestsTask, { groups, text }: Read, signal: AbortSignal): Promise<Quoted> {
    const { models, lane } = this.options;
    const [first] = groups;
    const queue = first === undefined ? "" : expectedWait(lane.ledger, first.model.provider, first.model.id);
    const parts = {
      ...{ mode: task.mode, prices: await models.prices(), cap: task.maxUsd === 0 ? null : task.maxUsd },
      ...{ wait: task.mode === "batch" ? queue : "minutes", day: new Date() },
    };
    const stripped = groups.map((group) => withoutText(group, text));
    const quoted = await quoteRequests(stripped, parts, signal);
    return text === "" ? quoted : withShared(quoted, groups, { text, wish: this.wishOf(task), parts, signal });
  }

  private async read(task: RequestsTask, signal: AbortSignal): Promise<Read> {
    const { models, settings } = this.options;
    const { maxOutputTokens, thinkingBudget } = settings();
    const defaults = {
      maxOutputTokens: task.maxUsd === 0 ? maxOutputTokens : Math.min(maxOutputTokens, longestCappedAnswer),
      ...(thinkingBudget >= 0 && { thinkingBudget }),
    };
    const provider = await this.providerOf(task);
    const { source } = task;
    const [file, items] =
      source.form === "file"
        ? [source.path, loadRequests(source.path, signal)]
        : ["requests", typedRequests(source.form, source.text)];
    const shared = { files: task.files, wish: task.context, cache: task.cache.trim() };
    if (shared.cache.includes('"')) throw new ProblemError(problem("cache-missing", "A cache's name has no quotes."));
    const options = { models, provider, model: task.model, defaults };
    const read = await readGroups(file, withContext(items, shared), options, signal);
    return { ...read, text: task.context === "none" || shared.cache !== "" ? "" : contextText(task.files) };
  }

  /** Throws ProblemError `key-missing` where no model can be asked. */
  private async providerOf({ provider, model }: RequestsTask): Promise<ModelProvider> {
    const named = provider === "auto" || provider === "templates" ? providerIn(model) : provider;
    const found = await this.options.models.providerOf({ provider: named ?? "auto", model });
    if (found !== "templates") return found;
    throw new ProblemError(problem("key-missing", "Requests are answered by a model, and no API key is set."));
  }
}

type Request = RequestGroup["requests"][number]["request"];

/** As it was asked, without what all of them share. */
function withoutText(group: RequestGroup, text: string): RequestGroup {
  if (text === "") return group;
  const requests = group.requests.map((one) => {
    if (one.request.kind !== "generate" || !one.request.request.system.startsWith(text)) return one;
    const request = { ...one.request.request, system: one.request.request.system.slice(text.length).trim() };
    return { ...one, request: { ...one.request, request } };
  });
  return { ...group, requests };
}

function promptOf(request: Request): string {
  const text = request.kind === "rest" ? JSON.stringify(request.body) : readCacheName(request.request.prompt).prompt;
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
