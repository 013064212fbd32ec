/** Calls of a job by kind, and the table of them in docs/benchmarks.md. */
import type { TokenTotals } from "../../../protocol/completion.js";
import { readPrompt } from "../../fixtures/gemini/records.js";
import type { RecordedRequest, RequestKind } from "../../fixtures/gemini/scenario.js";
import { machine, writePart } from "../page.js";

/** As the provider's REST names them. */
const callNames = [
  "generateContent",
  "batchGenerateContent",
  "batches get",
  "batches list",
  "batches cancel and delete",
  "countTokens",
  "files",
  "cachedContents",
  "other",
] as const;
type CallName = (typeof callNames)[number];

const nameOf: Record<RequestKind, CallName> = {
  plan: "generateContent",
  scene: "generateContent",
  repair: "generateContent",
  free: "generateContent",
  batchCreate: "batchGenerateContent",
  batchGet: "batches get",
  batchList: "batches list",
  batchCancel: "batches cancel and delete",
  batchDelete: "batches cancel and delete",
  count: "countTokens",
  upload: "files",
  file: "files",
  download: "files",
  cache: "cachedContents",
  list: "other",
  unknown: "other",
};

export interface Tally {
  calls: Record<CallName, number>;
  /** Prompts that were answered, alone or in a batch. */
  prompts: { plan: number; scene: number; repair: number; free: number };
}

export interface JobCalls extends Tally {
  mode: "interactive" | "batch";
  tokens: TokenTotals;
  usd: number;
}

export interface CallsMeasured {
  date: string;
  scenes: number;
  jobs: JobCalls[];
}

/** Counts what came to the server. Throws at a batch whose requests it cannot see. */
export function tally(requests: readonly RecordedRequest[]): Tally {
  const calls = Object.fromEntries(callNames.map((name) => [name, 0])) as Tally["calls"];
  const prompts: Tally["prompts"] = { plan: 0, scene: 0, repair: 0, free: 0 };
  for (const { kind, body } of requests) {
    calls[nameOf[kind]] += 1;
    const asked = kind === "batchCreate" ? inBatch(body) : [kind];
    for (const one of asked) if (one in prompts) prompts[one as keyof typeof prompts] += 1;
  }
  return { calls, prompts };
}

function inBatch(body: unknown): RequestKind[] {
  const { batch } = body as { batch: { inputConfig: { requests?: { requests: { request: unknown }[] } } } };
  if (batch.inputConfig.requests === undefined) throw new Error("The batch is a file; its requests are not counted.");
  return batch.inputConfig.requests.requests.map(({ request }) => readPrompt(request).kind);
}

export function writeCalls(measured: CallsMeasured): void {
  writePart("batch calls", markdown(measured), measured);
}

function markdown({ date, scenes, jobs }: CallsMeasured): string {
  const row = (name: string, of: (job: JobCalls) => string | number): string =>
    `| ${[name, ...jobs.map(of)].join(" | ")} |`;
  const seen = callNames.filter((name) => name !== "other" || jobs.some(({ calls }) => calls[name] > 0));
  return [
    `## Calls of a job with ${scenes} scenes\n`,
    `${date}, ${machine()}. The command line makes one topic at low quality, twice, over a loopback Gemini that ends a batch at its`,
    "second look; a real one takes hours, and is looked at more often. Tokens are as that server counts them.\n",
    row("", ({ mode }) => mode),
    `| --- ${"| --- ".repeat(jobs.length)}|`,
    row("prompts answered: plan, scenes, repairs", ({ prompts: { plan, scene, repair } }) =>
      [plan, scene, repair].join(", "),
    ),
    ...seen.map((name) => row(name, ({ calls }) => calls[name])),
    row("**all calls**", ({ calls }) => `**${Object.values(calls).reduce((sum, one) => sum + one, 0)}**`),
    row("tokens: prompt, answer", ({ tokens: { prompt, completion } }) => `${prompt}, ${completion}`),
    row("USD", ({ usd }) => usd.toFixed(4)),
  ].join("\n");
}
