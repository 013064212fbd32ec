/** A GeminiBatches on the loopback server, and what tests ask of it. */
import { onTestFinished } from "vitest";
import type { BatchEntry, CreateOutcome, NewBatch, ProviderBatch } from "../../../../server/src/batch/provider.js";
import { Connections } from "../../../../server/src/llm/gemini/connections.js";
import { GeminiBatches, type GeminiBatchesOptions } from "../../../../server/src/llm/gemini/geminiBatches.js";
import { sealed } from "../../../../server/src/llm/prompts/task.js";
import { startGeminiServer, type GeminiServer } from "../../../fixtures/gemini/geminiServer.js";
import type { BatchBehaviour, Scenario } from "../../../fixtures/gemini/scenario.js";
import { quickRetry } from "./harness.js";

export const model = "gemini-3.8-flash";
export const today = new Date("2026-11-21T12:00:00Z");

export interface Lane {
  server: GeminiServer;
  batches: GeminiBatches;
}

export async function lane(scenario: Scenario = {}, options: GeminiBatchesOptions = {}): Promise<Lane> {
  const server = await startGeminiServer(scenario);
  onTestFinished(() => server.close());
  return { server, batches: batchesAt(server, options) };
}

export function batchesAt(
  server: Pick<GeminiServer, "url" | "key">,
  options: GeminiBatchesOptions = {},
): GeminiBatches {
  const key = (): Promise<string> => Promise.resolve(server.key);
  const access = { key, baseUrl: server.url, timeout: 1000, retry: quickRetry, connections: new Connections() };
  return new GeminiBatches(access, options);
}

/** The server misbehaves with the first batch in all these ways. */
export const doing = (...behaviours: BatchBehaviour[]): Scenario => ({ batches: { steps: [{ behaviours }] } });

/** Scene requests with keys k0, k1, …; each has its own Request-Id. */
export function entries(count: number): BatchEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const prompt = sealed([`Scene ${index}.`], "scene", { Class: `Scene${index}`, Beats: "first" });
    const request = { label: `scene ${index}`, system: "You write.", prompt, temperature: 0.1, maxOutputTokens: 1000 };
    return { key: `k${index}`, request: { kind: "generate", request } };
  });
}

export interface Tracked extends NewBatch {
  calls: string[];
}

/** Keeps in `calls` what the ledger would be told. */
export function newBatch(more: Partial<NewBatch> = {}): Tracked {
  const calls: string[] = [];
  return {
    displayName: "installation-reservation",
    model,
    entries: entries(2),
    form: "inline",
    file: null,
    uploaded: (file) => void calls.push(`uploaded ${file}`),
    sending: () => void calls.push("sending"),
    ...more,
    calls,
  };
}

export const signal = (): AbortSignal => new AbortController().signal;

export function created(outcome: CreateOutcome): ProviderBatch {
  if (outcome.kind !== "created") throw new Error(`${outcome.kind}: ${outcome.problem.message}`);
  return outcome.batch;
}

/** Fetches it until the server says that it has ended, at most ten times. */
export async function ended(batches: GeminiBatches, name: string): Promise<ProviderBatch> {
  for (let polls = 0; polls < 10; polls += 1) {
    const got = await batches.get(name, signal());
    if (!got.ok || got.value === null) throw new Error(`The batch ${name} is not there.`);
    if (!/PENDING|RUNNING/.test(got.value.state)) return got.value;
  }
  throw new Error(`The batch ${name} does not end.`);
}
