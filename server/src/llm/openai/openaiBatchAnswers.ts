/** Reads a file of answers or errors of an OpenAI batch, line by line. */
import type OpenAI from "openai";
import { z } from "zod";
import { problem } from "../../../../protocol/problems.js";
import type { BatchAnswer, ProviderBatch } from "../../batch/provider.js";
import { failedOutcome } from "../attempts/failure.js";
import { textLines } from "../attempts/textLines.js";
import type { GenerateOutcome } from "../generate.js";
import type { Prices } from "../prices/prices.js";
import { serverName } from "./openaiCall.js";
import { fromStatus } from "./openaiErrors.js";
import { readCompletion } from "./openaiOutcome.js";

const brokenLineKept = 2000;

const Line = z.looseObject({
  custom_id: z.string().nullish(),
  response: z.looseObject({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});
const ErrorBody = z.looseObject({
  error: z.looseObject({ message: z.string().nullish(), code: z.string().nullish() }),
});

export interface OpenAIAnswerReader {
  batch: ProviderBatch;
  /** Decides the price. */
  day: Date;
  baseUrl: string;
  prices?: Prices;
}

/** Rejects for a download that was cut, so that half a file is never taken for a whole one. */
export async function readBatchFile(client: OpenAI, file: string, reader: OpenAIAnswerReader): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = [];
  for await (const line of textLines(await client.files.content(file)))
    answers.push(readLine(line, answers.length, reader));
  return answers;
}

function readLine(line: string, index: number, reader: OpenAIAnswerReader): BatchAnswer {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    raw = undefined;
  }
  const parsed = Line.safeParse(raw);
  if (!parsed.success) {
    const broken = problem("answer-invalid", `Line ${index + 1} of the batch's results is no answer.`);
    return { key: null, index, outcome: failedOutcome(broken), raw: raw ?? line.slice(0, brokenLineKept) };
  }
  return { key: parsed.data.custom_id ?? null, index, outcome: outcomeOf(parsed.data, reader), raw };
}

function outcomeOf({ response, error }: z.infer<typeof Line>, reader: OpenAIAnswerReader): GenerateOutcome {
  const { batch, day, baseUrl, prices } = reader;
  if (response && response.status_code === 200) {
    const asked = { model: batch.model, baseUrl, day, batch: true, tools: true, prices };
    const outcome = readCompletion(response.body, asked);
    return outcome ?? failedOutcome(problem("answer-invalid", "The batch's answer is no chat completion."));
  }
  if (error?.code === "batch_expired") {
    return failedOutcome(
      problem("batch-expired", error.message ?? "The batch expired before this request was worked on."),
    );
  }
  const said = ErrorBody.safeParse(response?.body);
  const why = (said.success ? said.data.error.message : error?.message) ?? "no reason given";
  const code = (said.success ? said.data.error.code : error?.code) ?? "";
  const server = serverName(baseUrl);
  const state = { server, model: batch.model, cancelled: false, timedOut: false, timeout: 0, observed: {}, key: "" };
  return failedOutcome(fromStatus(response?.status_code ?? 500, why.slice(0, 300), code, state).problem);
}
