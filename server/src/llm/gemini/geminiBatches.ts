/** Gemini's batches: half the price, up to a day. */
import { problem } from "../../../../protocol/problems.js";
import type {
  BatchAnswer,
  BatchCall,
  BatchProvider,
  CreateOutcome,
  NewBatch,
  ProviderBatch,
} from "../../batch/provider.js";
import { failedCall } from "../attempts/failure.js";
import type { Prices } from "../prices/prices.js";
import { apiVersion, type Connection } from "./connection.js";
import { readAnswers } from "./geminiBatchAnswers.js";
import { createBatch, defaultBatchSizes, type BatchSizes } from "./geminiBatchCreate.js";
import { readBatch, readOutput } from "./geminiBatchRecord.js";
import { callGemini, type GeminiAccess } from "./geminiCall.js";

export interface GeminiBatchesOptions {
  prices?: Prices;
  sizes?: BatchSizes;
}

const pageSize = 100;
/** A list that is longer is not read to its end, and so says nothing about what is missing in it. */
const mostPages = 200;
const downloadTimeout = 10 * 60_000;

const batchName = /^batches\/[\w.-]+$/;
const missing = (name: string) => problem("batch-missing", `Gemini has no batch ${name}.`);

export class GeminiBatches implements BatchProvider {
  constructor(
    private readonly access: GeminiAccess,
    private readonly options: GeminiBatchesOptions = {},
  ) {}

  create(batch: NewBatch, signal: AbortSignal): Promise<CreateOutcome> {
    return createBatch(this.access, batch, this.options.sizes ?? defaultBatchSizes, signal);
  }

  async find(displayName: string, signal: AbortSignal): Promise<BatchCall<ProviderBatch[]>> {
    const listed = await this.list(signal);
    if (!listed.ok) return listed;
    const found = listed.value.filter((batch) => batch.displayName === displayName);
    found.sort((one, other) => (one.createdAt ?? "").localeCompare(other.createdAt ?? ""));
    return { ok: true, value: found };
  }

  get(name: string, signal: AbortSignal): Promise<BatchCall<ProviderBatch | null>> {
    return this.unlessMissing(name, null, signal, async (connection) => {
      // The SDK's own get drops the error and the counts.
      const batch = readBatch(await connection.rest({ method: "GET", path: `/${apiVersion}/${name}` }));
      if (batch === null) throw new SyntaxError("The description of a batch has no known shape.");
      return batch;
    });
  }

  async answers(batch: ProviderBatch, day: Date, signal: AbortSignal): Promise<BatchCall<BatchAnswer[]>> {
    let { raw } = batch;
    if (readOutput(raw) === null) {
      // It may come from a list or from before the batch's end.
      const current = await this.get(batch.name, signal);
      if (!current.ok) return current;
      if (current.value === null) return { ok: false, problem: missing(batch.name), retryable: false };
      raw = current.value.raw;
    }
    const patient = { ...this.access, timeout: Math.max(this.access.timeout, downloadTimeout) };
    const expired = problem("batch-missing", `The results of ${batch.name} are not there any more.`);
    const result = await callGemini(patient, { model: batch.model, signal, missing: expired }, (connection) =>
      readAnswers({ batch, day, prices: this.options.prices }, raw, connection),
    );
    return result.ok ? result : failedCall(result.failure);
  }

  async cancel(name: string, signal: AbortSignal): Promise<BatchCall<null>> {
    if (!batchName.test(name)) return { ok: false, problem: missing(name), retryable: false };
    const options = { model: name, signal, missing: missing(name) };
    const result = await callGemini(this.access, options, ({ client }) => client.batches.cancel({ name }));
    // 400 says that it has ended already, which its state shows.
    return result.ok || result.failure.status === 400 ? { ok: true, value: null } : failedCall(result.failure);
  }

  async delete(name: string, signal: AbortSignal): Promise<BatchCall<null>> {
    return this.unlessMissing(name, null, signal, async ({ client }) => {
      await client.batches.delete({ name });
      return null;
    });
  }

  async list(signal: AbortSignal): Promise<BatchCall<ProviderBatch[]>> {
    const batches: ProviderBatch[] = [];
    let token = "";
    for (let page = 0; page < mostPages; page += 1) {
      const query = new URLSearchParams({ pageSize: String(pageSize), ...(token !== "" && { pageToken: token }) });
      const path = `/${apiVersion}/batches?${query.toString()}`;
      const result = await callGemini(this.access, { model: "batches", signal }, async (connection) =>
        readPage(await connection.rest({ method: "GET", path })),
      );
      if (!result.ok) return failedCall(result.failure);
      batches.push(...result.value.batches);
      token = result.value.next;
      if (token === "") return { ok: true, value: batches };
    }
    const message = `Gemini's list of batches is longer than ${mostPages * pageSize}: delete old ones.`;
    return { ok: false, problem: problem("provider-refused", message), retryable: false };
  }

  /** `otherwise` when there is no such batch. */
  private async unlessMissing<T>(
    name: string,
    otherwise: T,
    signal: AbortSignal,
    send: (connection: Connection) => Promise<T>,
  ): Promise<BatchCall<T>> {
    if (!batchName.test(name)) return { ok: true, value: otherwise };
    const result = await callGemini(this.access, { model: name, signal, missing: missing(name) }, send);
    if (result.ok) return result;
    return result.failure.problem.code === "batch-missing"
      ? { ok: true, value: otherwise }
      : failedCall(result.failure);
  }
}

/** A page whose entries cannot all be read says nothing for sure, so it is refused as a whole. */
function readPage(raw: unknown): { batches: ProviderBatch[]; next: string } {
  const page = (raw ?? {}) as { operations?: unknown; nextPageToken?: unknown };
  const operations: unknown[] = Array.isArray(page.operations) ? page.operations : [];
  const batches = operations.map(readBatch);
  const readable = batches.filter((batch) => batch !== null);
  if (readable.length < batches.length) throw new SyntaxError("The list of batches has an entry of no known shape.");
  return { batches: readable, next: typeof page.nextPageToken === "string" ? page.nextPageToken : "" };
}
