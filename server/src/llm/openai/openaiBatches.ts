/** OpenAI's batches: a JSONL file in, a file of answers and a file of errors out, at half the price. */
import type OpenAI from "openai";
import { toFile } from "openai";
import type { Batch } from "openai/resources/batches";
import type { BatchState } from "../../../../protocol/batch.js";
import { problem } from "../../../../protocol/problems.js";
import type {
  BatchAnswer,
  BatchCall,
  BatchEntry,
  BatchProvider,
  CreateOutcome,
  NewBatch,
  ProviderBatch,
} from "../../batch/provider.js";
import { howItEnded, tooLarge } from "../attempts/createOutcome.js";
import { failedCall } from "../attempts/failure.js";
import { neverSent } from "../attempts/networkErrors.js";
import type { Prices } from "../prices/prices.js";
import { readBatchFile } from "./openaiBatchAnswers.js";
import { callOpenAI, type OpenAIAccess } from "./openaiCall.js";
import type { OpenAIConnection } from "./openaiConnection.js";
import { transportError } from "./openaiErrors.js";
import { chatBody, type Dialect } from "./openaiRequest.js";

export interface OpenAIBatchesOptions {
  dialect: Dialect;
  prices?: Prices;
  /** Bytes of a file that the server takes. */
  fileBytes?: number;
}

const defaultFileBytes = 200_000_000;
const fileTimeout = 10 * 60_000;
/** A longer list is not read to its end, and so says nothing about what is missing in it. */
const mostBatches = 20_000;
/** Under this name the display name stands in a batch's metadata. */
const nameField = "display_name";
const batchName = /^[\w-]{1,200}$/;
const missing = (name: string) => problem("batch-missing", `The provider has no batch ${name}.`);

const states: Readonly<Record<string, BatchState>> = {
  validating: "JOB_STATE_PENDING",
  in_progress: "JOB_STATE_RUNNING",
  finalizing: "JOB_STATE_RUNNING",
  completed: "JOB_STATE_SUCCEEDED",
  failed: "JOB_STATE_FAILED",
  expired: "JOB_STATE_EXPIRED",
  cancelling: "JOB_STATE_CANCELLING",
  cancelled: "JOB_STATE_CANCELLED",
};

export class OpenAIBatches implements BatchProvider {
  constructor(
    private readonly access: OpenAIAccess,
    private readonly options: OpenAIBatchesOptions,
  ) {}

  /** Always from a file, whatever `form` says: there is no other way. */
  async create(batch: NewBatch, signal: AbortSignal): Promise<CreateOutcome> {
    const lines = batch.entries.map((entry) => this.line(batch.model, entry));
    const limit = { bytes: this.options.fileBytes ?? defaultFileBytes, where: "the provider in a file" };
    const refused = tooLarge(lines, batch.entries, limit);
    if (refused !== null) return refused;
    const file = await this.upload(batch, lines, signal);
    if (!file.ok) return { kind: "unsent", problem: file.failure.problem, delay: file.failure.delay ?? null };
    const sent: { out: boolean; error?: unknown } = { out: false };
    const sending = (): void => {
      batch.sending();
      sent.out = true;
    };
    const options = { model: batch.model, signal, once: true, sending };
    const result = await callOpenAI(this.access, options, async ({ client }) => {
      try {
        return readBatch(await client.batches.create(params(file.value, batch.displayName)));
      } catch (error) {
        sent.error = error;
        throw error;
      }
    });
    if (result.ok) return { kind: "created", batch: { ...result.value, model: batch.model } };
    if (!sent.out || neverSent(transportError(sent.error))) {
      return { kind: "unsent", problem: result.failure.problem, delay: null };
    }
    return howItEnded(result.failure, batch.entries.length, signal.aborted);
  }

  async find(displayName: string, signal: AbortSignal): Promise<BatchCall<ProviderBatch[]>> {
    const listed = await this.list(signal);
    if (!listed.ok) return listed;
    const found = listed.value.filter((batch) => batch.displayName === displayName);
    found.sort((one, other) => (one.createdAt ?? "").localeCompare(other.createdAt ?? ""));
    return { ok: true, value: found };
  }

  get(name: string, signal: AbortSignal): Promise<BatchCall<ProviderBatch | null>> {
    return this.call(name, signal, async ({ client }) => readBatch(await client.batches.retrieve(name)), null);
  }

  async answers(batch: ProviderBatch, day: Date, signal: AbortSignal): Promise<BatchCall<BatchAnswer[]>> {
    let files = filesOf(batch);
    if (files.length === 0) {
      // It may come from a list or from before the batch's end.
      const current = await this.get(batch.name, signal);
      if (!current.ok) return current;
      files = current.value === null ? [] : filesOf(current.value);
    }
    const patient = { ...this.access, timeout: Math.max(this.access.timeout, fileTimeout) };
    const reader = { batch, day, baseUrl: this.access.baseUrl, prices: this.options.prices };
    const gone = problem("batch-missing", `The results of ${batch.name} are not there any more.`);
    const options = { model: batch.model, signal, missing: gone };
    const answers: BatchAnswer[] = [];
    for (const file of files) {
      const result = await callOpenAI(patient, options, ({ client }) => readBatchFile(client, file, reader));
      if (!result.ok) return failedCall(result.failure);
      for (const answer of result.value) answers.push({ ...answer, index: answers.length });
    }
    return { ok: true, value: answers };
  }

  async cancel(name: string, signal: AbortSignal): Promise<BatchCall<null>> {
    return this.call(name, signal, async ({ client }) => {
      await client.batches.cancel(name).catch((error: unknown) => {
        // It has ended already, which its state shows.
        if (!isEnded(error)) throw error;
      });
      return null;
    });
  }

  delete(name: string): Promise<BatchCall<null>> {
    const message = `The provider keeps the record of ${name}; it has no call that deletes one.`;
    return Promise.resolve({ ok: false, problem: problem("provider-refused", message), retryable: false });
  }

  async list(signal: AbortSignal): Promise<BatchCall<ProviderBatch[]>> {
    const result = await callOpenAI(this.access, { model: "batches", signal }, async ({ client }) => {
      const batches: ProviderBatch[] = [];
      for await (const batch of client.batches.list({ limit: 100 })) {
        batches.push(readBatch(batch));
        if (batches.length > mostBatches) return null;
      }
      return batches;
    });
    if (!result.ok) return failedCall(result.failure);
    if (result.value !== null) return { ok: true, value: result.value };
    const message = `The provider's list of batches is longer than ${mostBatches}.`;
    return { ok: false, problem: problem("provider-refused", message), retryable: false };
  }

  private line(model: string, { key, request }: BatchEntry): string {
    const body =
      request.kind === "rest" ? { model, ...request.body } : chatBody(model, request.request, this.options.dialect);
    return JSON.stringify({ custom_id: key, method: "POST", url: "/v1/chat/completions", body });
  }

  /** The id of the uploaded file: that of an earlier attempt while it is still there. */
  private async upload(batch: NewBatch, lines: readonly string[], signal: AbortSignal) {
    const { model, file } = batch;
    if (file !== null) {
      const found = await callOpenAI(this.access, { model, signal }, ({ client }) => client.files.retrieve(file));
      if (found.ok) return { ok: true as const, value: file };
    }
    const patient = { ...this.access, timeout: Math.max(this.access.timeout, fileTimeout) };
    const result = await callOpenAI(patient, { model, signal }, async ({ client }) => {
      const content = await toFile(Buffer.from(lines.map((line) => `${line}\n`).join("")), "requests.jsonl");
      return (await client.files.create({ file: content, purpose: "batch" })).id;
    });
    if (result.ok) batch.uploaded(result.value);
    return result;
  }

  /** `otherwise`, where it is given, when there is no such batch. */
  private async call<T>(
    name: string,
    signal: AbortSignal,
    send: (connection: OpenAIConnection) => Promise<T>,
    otherwise?: T,
  ): Promise<BatchCall<T>> {
    const gone = (): BatchCall<T> =>
      otherwise === undefined
        ? { ok: false, problem: missing(name), retryable: false }
        : { ok: true, value: otherwise };
    if (!batchName.test(name)) return gone();
    const result = await callOpenAI(this.access, { model: name, signal, missing: missing(name) }, send);
    if (result.ok) return result;
    return result.failure.problem.code === "batch-missing" ? gone() : failedCall(result.failure);
  }
}

const params = (file: string, displayName: string): OpenAI.BatchCreateParams => ({
  input_file_id: file,
  endpoint: "/v1/chat/completions",
  completion_window: "24h",
  metadata: { [nameField]: displayName },
});

/** Throws SyntaxError for what is no batch. */
function readBatch(batch: Batch): ProviderBatch {
  if (typeof batch.id !== "string" || !batchName.test(batch.id)) throw new SyntaxError("A batch without a usable id.");
  const { request_counts: counts, errors, created_at: created } = batch;
  const reasons = (errors?.data ?? []).map(({ message = "", line }) => (line ? `line ${line}: ${message}` : message));
  return {
    name: batch.id,
    displayName: batch.metadata?.[nameField] ?? "",
    model: batch.model ?? "",
    state: states[batch.status] ?? "JOB_STATE_UNKNOWN",
    error: reasons.length > 0 ? reasons.slice(0, 3).join("; ") : null,
    counts: counts ? { total: counts.total, succeeded: counts.completed, failed: counts.failed } : null,
    createdAt: Number.isFinite(created) ? new Date(created * 1000).toISOString() : null,
    raw: batch,
  };
}

/** Answers, then errors; an expired or cancelled batch has what there was until then. */
function filesOf({ raw }: ProviderBatch): string[] {
  const { output_file_id: output, error_file_id: errors } = raw as Batch;
  return [output, errors].filter((file) => typeof file === "string");
}

function isEnded(error: unknown): boolean {
  return error instanceof Error && "status" in error && (error.status === 400 || error.status === 409);
}
