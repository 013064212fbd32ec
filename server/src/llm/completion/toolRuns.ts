/** Runs the tools that a model calls. Whatever goes wrong with a call is its result: the model is told and goes on. */
import type { ToolExecution } from "../../../../protocol/completion.js";
import { problem, type Problem } from "../../../../protocol/problems.js";
import type { ToolCall, Turn } from "../generate.js";
import { misfit } from "./answerCheck.js";
import { bounded } from "./bounded.js";
import type { Tool } from "./request.js";

/** Seconds. */
const defaultTimeout = 60;
/** Characters of a result that go back to the model: a whole file would fill its context and be paid for each round. */
const longestResult = 100_000;

/** Runs the calls of one turn side by side; what each did goes into `history` in the order of the calls. */
export async function runTools(
  calls: readonly ToolCall[],
  tools: ReadonlyMap<string, Tool>,
  history: ToolExecution[],
  signal: AbortSignal,
): Promise<Extract<Turn, { role: "tools" }>> {
  const runs = await Promise.all(calls.map((call) => runTool(call, tools.get(call.name), [...tools.keys()], signal)));
  history.push(...runs);
  const results = runs.map(({ result, error }, at) => {
    const { id, name } = calls[at] as ToolCall;
    return { id, name, result, isError: error };
  });
  return { role: "tools", results };
}

async function runTool(
  call: ToolCall,
  tool: Tool | undefined,
  names: string[],
  signal: AbortSignal,
): Promise<ToolExecution> {
  const start = performance.now();
  const outcome = await resultOf(call, tool, names, signal);
  const failed = typeof outcome !== "string";
  return {
    name: call.name,
    arguments: call.arguments,
    result: failed ? `${outcome.code}: ${outcome.message}` : shortened(outcome),
    error: failed,
    elapsed_time: (performance.now() - start) / 1000,
  };
}

async function resultOf(
  call: ToolCall,
  tool: Tool | undefined,
  names: string[],
  signal: AbortSignal,
): Promise<string | Problem> {
  if (tool === undefined)
    return problem(
      "tool-unknown",
      `There is no tool ${JSON.stringify(call.name)}. The tools are: ${names.join(", ")}.`,
    );
  const fault = misfit(tool.parameters, call.arguments);
  if (fault !== null) return problem("tool-failed", `The arguments of ${call.name} do not fit: ${fault}`);
  const { timeout = defaultTimeout } = tool;
  const end = await bounded(async (own) => asText(await tool.run(call.arguments, own)), timeout * 1000, signal);
  switch (end.kind) {
    case "done":
      return end.value;
    case "failed":
      return problem("tool-failed", `${call.name} failed: ${messageOf(end.error)}`);
    case "timeout":
      return problem("tool-failed", `${call.name} gave no result within ${timeout} s.`);
    case "cancelled":
      return problem("tool-failed", `${call.name} was ended with its request.`);
  }
}

/** A tool written in JavaScript may give anything. */
function asText(value: unknown): string {
  if (typeof value === "string") return value;
  // What JSON has no word for, such as undefined, gives no text at all.
  const json: unknown = JSON.stringify(value);
  return typeof json === "string" ? json : "";
}

function shortened(text: string): string {
  if (text.length <= longestResult) return text;
  return `${text.slice(0, longestResult)}\n[${text.length - longestResult} more characters are left out]`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
