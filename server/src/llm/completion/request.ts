/** Requests for text completion as callers write them, what holds for a whole list, and their check. */
import { problem, type Problem } from "../../../../protocol/problems.js";
import type { GenerateRequest, ToolDeclaration } from "../generate.js";
import { answerCheck, type AnswerCheck } from "./answerCheck.js";
import type { ResponseCache } from "./responseCache.js";

/** A function that the model may call, and what runs when it does. */
export interface Tool extends ToolDeclaration {
  /** `signal` is aborted when the call's time is over or the request ends. What it throws is told to the model. */
  run(args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<string>;
  /** Seconds one call may take; 60 when absent. */
  timeout?: number;
}

export interface CompletionRequest {
  /** Unique in its list; `request-<index>` when absent. */
  id?: string;
  prompt: string;
  /** Goes before the list's own. */
  system?: string;
  /** The answer must be JSON of this shape; another is `answer-invalid`. */
  schema?: GenerateRequest["schema"];
  /** 1 when absent. */
  temperature?: number;
  /** Thinking included; 65,536 when absent. */
  maxOutputTokens?: number;
  /** Tokens the model may think; its own choice when absent. */
  thinkingBudget?: number;
  /** Seconds for the whole request, its tools included. */
  timeout?: number;
  /** Comes back in the result. */
  metadata?: Readonly<Record<string, unknown>>;
  /** Goes before the list's own. */
  tools?: readonly Tool[];
  /** When false the model's calls are the answer: its text is JSON of them, and nothing runs. True when absent. */
  executeTools?: boolean;
  /** Rounds of calls that are answered; a further one is `tool-limit`. 10 when absent. */
  maxToolIterations?: number;
  /** The provider's name of a context cache that stands for the system prompt. */
  cache?: string;
}

/** A place in the list that holds no request, such as a line that is not JSON: its result is the problem. */
export interface UnusableRequest {
  id?: string;
  problem: Problem;
  metadata?: Readonly<Record<string, unknown>>;
}

export type ListedRequest = CompletionRequest | UnusableRequest;

/** What a request gets that does not say otherwise. */
export interface RequestDefaults {
  system?: string;
  tools?: readonly Tool[];
  maxToolIterations?: number;
  /** Seconds; an hour when absent. Over a batch lane's model, which answers within a day, give more. */
  timeout?: number;
  /** Good answers are taken from it and put into it. */
  cache?: ResponseCache;
}

/** A request that was checked and is complete. */
export interface Prepared {
  id: string;
  index: number;
  metadata: Readonly<Record<string, unknown>>;
  generate: GenerateRequest;
  /** Milliseconds. */
  timeout: number;
  tools: ReadonlyMap<string, Tool>;
  executeTools: boolean;
  maxToolIterations: number;
  check: AnswerCheck;
}

const defaultTimeout = 3600;
const defaultTemperature = 1;
const defaultMaxOutputTokens = 65_536;
const defaultToolIterations = 10;
/** Beyond this a timer of Node's would fire at once. */
const longestTimeout = 2_000_000;

export function idOf(given: string | undefined, index: number): string {
  return given ?? `request-${index}`;
}

/** Completes a request from the defaults, or says why nothing can be asked: `list-invalid`. */
export function prepare(
  request: CompletionRequest,
  id: string,
  index: number,
  defaults: RequestDefaults,
): Prepared | Problem {
  const { executeTools = true, temperature = defaultTemperature, maxOutputTokens = defaultMaxOutputTokens } = request;
  const timeout = request.timeout ?? defaults.timeout ?? defaultTimeout;
  const maxToolIterations = request.maxToolIterations ?? defaults.maxToolIterations ?? defaultToolIterations;
  const tools = request.tools ?? defaults.tools ?? [];
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  // Requests may come from a file or a script, where types hold nothing.
  const prompt: unknown = request.prompt;
  const invalid = (what: string): Problem => problem("list-invalid", `Request ${id}: ${what}`);
  if (typeof prompt !== "string" || prompt.trim() === "") return invalid("it has no prompt.");
  if (!(timeout > 0 && timeout <= longestTimeout)) return invalid(`its timeout is ${timeout} seconds.`);
  if (!isWhole(maxOutputTokens, 1)) return invalid(`its maxOutputTokens is ${maxOutputTokens}.`);
  if (!(temperature >= 0)) return invalid(`its temperature is ${temperature}.`);
  if (!isWhole(maxToolIterations, 0)) return invalid(`its maxToolIterations is ${maxToolIterations}.`);
  if (byName.size < tools.length) return invalid("two of its tools have the same name.");
  const check = answerCheck(request.schema);
  if (typeof check !== "function") return invalid(`its schema cannot be used: ${check.unusable}`);
  const generate: GenerateRequest = {
    label: id,
    system: request.system ?? defaults.system ?? "",
    prompt,
    temperature,
    maxOutputTokens,
    ...(request.thinkingBudget !== undefined && { thinkingBudget: request.thinkingBudget }),
    ...(request.schema && { schema: request.schema }),
    ...(request.cache !== undefined && { cache: request.cache }),
    ...(tools.length > 0 && { tools: tools.map(declaration) }),
  };
  const { metadata = {} } = request;
  return {
    id,
    index,
    metadata,
    generate,
    timeout: timeout * 1000,
    tools: byName,
    executeTools,
    maxToolIterations,
    check,
  };
}

function declaration({ name, description, parameters }: Tool): ToolDeclaration {
  return { name, description, parameters };
}

function isWhole(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}
