/** Answers what the panel's form for new videos and plain requests asks. */
import { isAbsolute } from "node:path";
import { z } from "zod";
import type {
  ListedModels,
  ListedProvider,
  newJobCallsOfServer,
  RequestsTask,
  VideosQuote,
  VideosTask,
} from "../../../../protocol/calls/newJobCalls.js";
import { batchForms, contextWishes } from "../../../../protocol/job.js";
import { providers } from "../../../../protocol/settings.js";
import type { Engine } from "../../engine.js";
import { readTopics } from "../../lists/readTopics.js";
import { defaultModels } from "../../llm/gemini/models.js";
import { newListId } from "../../request.js";
import { runText } from "../../requests/runText.js";
import { Shared, Topic } from "../jobShapes.js";
import type { Answerers } from "./answerers.js";

const longestList = 64 * 1024 * 1024;
const longestText = 20_000_000;
const mostTopics = 100_000;

const text = z.string();
const amount = z.number().min(0);
const Videos: z.ZodType<VideosTask> = z.object({
  topics: z.array(Topic).min(1).max(mostTopics),
  isList: z.boolean(),
  shared: Shared.omit({ list: true }).extend({ out: z.string() }),
});

const Requests: z.ZodType<RequestsTask> = z.object({
  source: z.discriminatedUnion("form", [
    z.object({ form: z.enum(["lines", "blocks", "jsonl"]), text: text.max(longestList) }),
    z.object({ form: z.literal("file"), path: text.refine((path) => isAbsolute(path), "is not an absolute path") }),
  ]),
  files: z.array(z.object({ name: text.max(255), text: text.max(longestText) })).max(50),
  context: z.enum(contextWishes),
  cache: text.max(200),
  provider: z.enum(providers),
  model: text.max(200),
  mode: z.enum(["interactive", "batch"]),
  batchForm: z.enum(batchForms),
  maxUsd: amount,
});

const Named = z.object({ id: text.min(1) });

export function newJobCalls(engine: Engine): Answerers<(typeof newJobCallsOfServer)[number]> {
  const { requests } = engine;
  return {
    "newJob.readList": {
      shape: z.object({ name: text.min(1).max(255), text: text.max(longestList) }),
      work: ({ name, text }) => readTopics(name, Buffer.from(text)),
    },
    "newJob.models": {
      shape: z.object({ provider: z.enum(["gemini", "openai"]) }),
      work: ({ provider }, signal) => modelsOf(engine, provider, signal),
    },
    "newJob.quote": { shape: Videos, work: (task, signal) => quoteOf(engine, task, signal) },
    "newJob.quoteRequests": { shape: Requests, work: (task, signal) => requests.quote(task, signal) },
    "newJob.sendRequests": { shape: Requests, work: (task, signal) => requests.send(task, signal) },
    "newJob.run": {
      shape: z.object({ id: text.min(1), from: z.number().int().min(0) }),
      work: ({ id, from }) => requests.runs.show(id, from),
    },
    "newJob.runs": { shape: z.null(), work: () => requests.runs.list() },
    "newJob.stopRun": {
      shape: Named,
      work: async ({ id }) => {
        await requests.runs.stop(id);
        return null;
      },
    },
    "newJob.runText": {
      shape: z.object({ id: text.min(1), form: z.enum(["jsonl", "csv"]) }),
      work: async ({ id, form }) => runText(await requests.runs.show(id, 0), form),
    },
  };
}

async function modelsOf({ models }: Engine, provider: ListedProvider, signal: AbortSignal): Promise<ListedModels> {
  const unknown = { planner: "", scene: "", helper: "" };
  return { models: await models.list(provider, signal), defaults: provider === "gemini" ? defaultModels : unknown };
}

async function quoteOf(
  engine: Engine,
  { topics, isList, shared }: VideosTask,
  signal: AbortSignal,
): Promise<VideosQuote> {
  const asked = { ...shared, list: isList ? newListId() : "" };
  const { provider = "auto", model = "" } = shared;
  const [quote, found] = await Promise.all([
    engine.quote(topics, asked, signal, true),
    engine.models.providerOf({ provider, model }),
  ]);
  return { quote, provider: found, mode: quote?.mode ?? "interactive" };
}
