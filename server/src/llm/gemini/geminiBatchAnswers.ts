/** Reads the answers of a batch: from its description, or line by line from its file. */
import { z } from "zod";
import { problem } from "../../../../protocol/problems.js";
import type { BatchAnswer, ProviderBatch } from "../../batch/provider.js";
import { failedOutcome } from "../attempts/failure.js";
import { textLines } from "../attempts/textLines.js";
import type { Prices } from "../prices/prices.js";
import { apiVersion, type Connection } from "./connection.js";
import { readOutput } from "./geminiBatchRecord.js";
import { explainAnswerError } from "./geminiErrors.js";
import { readOutcome } from "./geminiOutcome.js";

/** Of a line that is not JSON, so much is kept. */
const brokenLineKept = 2000;

const Token = z.number().nonnegative().optional();
const Response = z.looseObject({
  candidates: z
    .array(
      z.looseObject({
        content: z.looseObject({ parts: z.array(z.looseObject({})).optional() }).optional(),
        finishReason: z.string().optional(),
      }),
    )
    .optional(),
  promptFeedback: z.looseObject({ blockReason: z.string().optional() }).optional(),
  usageMetadata: z
    .looseObject({
      promptTokenCount: Token,
      toolUsePromptTokenCount: Token,
      cachedContentTokenCount: Token,
      candidatesTokenCount: Token,
      thoughtsTokenCount: Token,
    })
    .optional(),
  modelVersion: z.string().optional(),
});

const Answer = z.looseObject({
  key: z.string().optional(),
  metadata: z.looseObject({ key: z.string().optional() }).optional(),
  response: Response.optional(),
  error: z.looseObject({ code: z.number().optional(), message: z.string().optional() }).optional(),
});

export interface AnswerReader {
  batch: ProviderBatch;
  /** Decides the price. */
  day: Date;
  prices?: Prices;
}

/** All answers of a batch whose description is `raw`; none when it has no output. Rejects for a cut download. */
export async function readAnswers(reader: AnswerReader, raw: unknown, connection: Connection): Promise<BatchAnswer[]> {
  const output = readOutput(raw);
  if (output === null) return [];
  const inlined = output.inlined.map((answer, index) => readAnswer(reader, answer, index));
  if (output.responsesFile === undefined) return inlined;
  const answers: BatchAnswer[] = [];
  for await (const line of fileLines(output.responsesFile, connection)) {
    answers.push(readLine(reader, line, answers.length));
  }
  return answers;
}

function readLine(reader: AnswerReader, line: string, index: number): BatchAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(line);
  } catch {
    return unusable(`Line ${index + 1} of the batch's results is not JSON.`, index, line.slice(0, brokenLineKept));
  }
  return readAnswer(reader, answer, index);
}

function readAnswer({ batch, day, prices }: AnswerReader, raw: unknown, index: number): BatchAnswer {
  const parsed = Answer.safeParse(raw);
  if (!parsed.success) return unusable(`Answer ${index + 1} of the batch has no known shape.`, index, raw);
  const { response, error, metadata } = parsed.data;
  const key = parsed.data.key ?? metadata?.key ?? null;
  if (response !== undefined) {
    // Tools are known to the ledger only; a call is passed on and judged there.
    const asked = { model: batch.model, day, batch: true, tools: true, prices };
    return { key, index, outcome: readOutcome(response, asked), raw };
  }
  const found =
    error === undefined
      ? problem("answer-empty", "The batch gave neither an answer nor an error for this request.")
      : explainAnswerError(error.code ?? 500, error.message ?? "no reason given", batch.model);
  return { key, index, outcome: failedOutcome(found), raw };
}

function unusable(message: string, index: number, raw: unknown): BatchAnswer {
  return { key: null, index, outcome: failedOutcome(problem("answer-invalid", message)), raw };
}

/** By our own fetch: the SDK's download ends the process when it is cut. */
async function* fileLines(name: string, connection: Connection): AsyncGenerator<string> {
  const id = /^files\/([\w.-]+)$/.exec(name)?.[1];
  if (id === undefined) throw new SyntaxError("The batch names no usable file of results.");
  const response = await connection.open({
    method: "GET",
    path: `/download/${apiVersion}/files/${id}:download?alt=media`,
  });
  yield* textLines(response);
}
