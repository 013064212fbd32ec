/**
 * Sends the create of a batch, once. It goes out by our own fetch: what the SDK retries, it has been seen to create
 * twice, and only here is the moment known from which on nobody but the provider knows whether the batch exists.
 */
import { FileState } from "@google/genai";
import { problem, type Problem } from "../../../../protocol/problems.js";
import type { BatchEntry, CreateOutcome, NewBatch } from "../../batch/provider.js";
import { howItEnded, tooLarge } from "../attempts/createOutcome.js";
import { untilAborted } from "../../untilAborted.js";
import { neverSent } from "../attempts/networkErrors.js";
import { apiVersion, type Connection } from "./connection.js";
import { readBatch } from "./geminiBatchRecord.js";
import { callGemini, type GeminiAccess } from "./geminiCall.js";
import { restBody } from "./geminiRequest.js";

/** Bytes that the API takes: of a whole create, and of an uploaded file. */
export interface BatchSizes {
  inline: number;
  file: number;
}

/** 20 MB and 2 GB, less what the create has beside its requests. */
export const defaultBatchSizes: BatchSizes = { inline: 20_000_000 - 10_000, file: 2_000_000_000 };

/** Uploading takes longer than asking. */
const uploadTimeout = 10 * 60_000;

/** Never rejects; see {@link CreateOutcome} for how it ends. */
export async function createBatch(
  access: GeminiAccess,
  batch: NewBatch,
  sizes: BatchSizes,
  signal: AbortSignal,
): Promise<CreateOutcome> {
  const lines: string[] = [];
  for (const [index, entry] of batch.entries.entries()) {
    const line = lineOf(entry, batch.form);
    if ("problem" in line) return { kind: "refused", problem: line.problem, tooLarge: false, entry: index };
    lines.push(line.text);
  }
  const where = batch.form === "inline" ? "Gemini in one create" : "Gemini in a file";
  const refused = tooLarge(lines, batch.entries, { bytes: sizes[batch.form], where });
  if (refused !== null) return refused;
  if (batch.form === "inline") {
    const requests = `{"requests":[${lines.join(",")}]}`;
    return send(access, batch, `{"requests":${requests}}`, signal);
  }
  const file = await fileOf(access, batch, lines, signal);
  if (typeof file !== "string") return file;
  return send(access, batch, JSON.stringify({ fileName: file }), signal);
}

/** One request of the batch; a schema that Gemini has no counterpart of is that request's own problem. */
function lineOf({ key, request }: BatchEntry, form: NewBatch["form"]): { text: string } | { problem: Problem } {
  try {
    const body = request.kind === "rest" ? request.body : restBody(request.request);
    return { text: JSON.stringify(form === "inline" ? { request: body, metadata: { key } } : { key, request: body }) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: problem("provider-refused", `The request ${key} cannot be put in Gemini's form: ${why}`) };
  }
}

/** The name of the uploaded file: that of an earlier attempt while it is still there. */
async function fileOf(
  access: GeminiAccess,
  batch: NewBatch,
  lines: readonly string[],
  signal: AbortSignal,
): Promise<string | CreateOutcome> {
  if (batch.file !== null && (await fileStands(access, batch.file, signal))) return batch.file;
  const { displayName, model } = batch;
  const patient = { ...access, timeout: Math.max(access.timeout, uploadTimeout) };
  const blob = new Blob(lines.map((line) => `${line}\n`));
  const result = await callGemini(patient, { model, signal }, async ({ client }) => {
    // The SDK knows no type for .jsonl, and sleeps between pieces without looking at a signal.
    const uploading = client.files.upload({ file: blob, config: { mimeType: "application/jsonl", displayName } });
    const file = await untilAborted(uploading, signal);
    if (file.name === undefined) throw new SyntaxError("The upload's answer has no name.");
    return file.name;
  });
  if (!result.ok) return { kind: "unsent", problem: result.failure.problem, delay: result.failure.delay ?? null };
  batch.uploaded(result.value);
  return result.value;
}

/** Uploaded files live for two days. Where it cannot be seen, uploading anew is only slower. */
async function fileStands(access: GeminiAccess, name: string, signal: AbortSignal): Promise<boolean> {
  if (!/^files\/[\w.-]+$/.test(name)) return false;
  const result = await callGemini(access, { model: name, signal }, ({ client }) => client.files.get({ name }));
  return result.ok && result.value.state !== FileState.FAILED;
}

/** `inputConfig` is JSON already, since it may be long. */
async function send(
  access: GeminiAccess,
  batch: NewBatch,
  inputConfig: string,
  signal: AbortSignal,
): Promise<CreateOutcome> {
  const { model } = batch;
  const path = `/${apiVersion}/models/${encodeURIComponent(model)}:batchGenerateContent`;
  const body = `{"batch":{"displayName":${JSON.stringify(batch.displayName)},"inputConfig":${inputConfig}}}`;
  const sent: { out: boolean; error?: unknown } = { out: false };
  const sending = (): void => {
    batch.sending();
    sent.out = true;
  };
  const attempt = async (connection: Connection): Promise<unknown> => {
    try {
      return await connection.rest({ method: "POST", path, body, sending });
    } catch (error) {
      sent.error = error;
      throw error;
    }
  };
  const result = await callGemini(access, { model, signal, once: true }, attempt);
  if (!result.ok) {
    if (!sent.out || neverSent(sent.error)) return { kind: "unsent", problem: result.failure.problem, delay: null };
    return howItEnded(result.failure, batch.entries.length, signal.aborted);
  }
  const created = readBatch(result.value);
  if (created !== null) return { kind: "created", batch: created };
  const message = "Gemini took the batch and its answer has no name for it.";
  return { kind: "unsure", problem: problem("batch-unsure", message) };
}
