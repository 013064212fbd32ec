/** Questions to a model: one answer of any outcome, with the tools it calls on the way, and once more with its faults. */
import type { ToolExecution } from "../../../protocol/completion.js";
import { problem, ProblemError, type ProblemCode } from "../../../protocol/problems.js";
import type { AuthorContext } from "./author.js";
import type { Tool } from "./completion/request.js";
import { runTools } from "./completion/toolRuns.js";
import type { Model } from "./model.js";
import type { GenerateRequest, Turn } from "./generate.js";
import { requestId } from "./prompts/task.js";

/** A model's text as what was asked for, or why it is not that. */
export type Reading<T> = { ok: true; value: T } | { ok: false; faults: string[]; fallback?: T };

/** What does not differ between the first time and the second. */
export type Question = Pick<GenerateRequest, "label" | "system" | "temperature" | "schema"> & {
  /** Run when the model calls them; none where it has to answer at once, as in a batch. */
  tools?: readonly Tool[];
};

/** Thinking counts as output, and today's models write at most 65,536 tokens. */
const maxOutputTokens = 65_536;
/** Rounds of calls that are answered; the last tells the model to write. */
const toolRounds = 5;

/** Asks, and once more with the faults of the first answer. Throws a ProblemError when neither answer is usable. */
export async function askTwice<T>(
  model: Model,
  question: Question,
  prompt: (faults: string[], answer: string) => string,
  read: (text: string) => Reading<T>,
  context: AuthorContext,
): Promise<T> {
  const ask = async (text: string): Promise<{ answer: string; reading: Reading<T>; code: ProblemCode }> => {
    const answer = await answerOf(model, question, text, context);
    if (answer === null)
      return { answer: "", reading: { ok: false, faults: ["The answer was empty."] }, code: "answer-empty" };
    return { answer, reading: read(answer), code: "answer-invalid" };
  };
  const first = await ask(prompt([], ""));
  if (first.reading.ok) return first.reading.value;
  const { faults, fallback } = first.reading;
  context.report(`Asking ${model.id} again: ${faults[0] ?? "the answer cannot be used"}`);
  const second = await ask(prompt(faults, first.answer));
  if (second.reading.ok) return second.reading.value;
  const usable = second.reading.fallback ?? fallback;
  if (usable !== undefined) return usable;
  throw new ProblemError(
    problem(
      second.code,
      `${model.id} gave no usable ${question.label}: ${second.reading.faults.slice(0, 3).join(" ")}`,
    ),
  );
}

/** The answer's text after the calls that came before it, null when there was none. Throws a ProblemError otherwise. */
async function answerOf(
  model: Model,
  { tools = [], ...question }: Question,
  prompt: string,
  context: AuthorContext,
): Promise<string | null> {
  const report = (message: string): void => context.report(message);
  const declared = tools.map(({ name, description, parameters }) => ({ name, description, parameters }));
  const asked: GenerateRequest = {
    ...question,
    ...(tools.length > 0 && { tools: declared }),
    ...{ prompt, echo: requestId(prompt), maxOutputTokens, report },
  };
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const turns: Turn[] = [];
  for (let rounds = 0; ; rounds += 1) {
    const since = performance.now();
    const outcome = await model.generate(turns.length === 0 ? asked : { ...asked, turns: [...turns] }, context.signal);
    if (outcome.kind === "failed") throw new ProblemError(outcome.problem);
    context.spent(outcome.spent, (performance.now() - since) / 1000);
    switch (outcome.kind) {
      case "answer":
        return outcome.text;
      case "empty":
        return null;
      case "calls": {
        if (tools.length === 0 || rounds >= toolRounds) return null;
        const { calls } = outcome.turn;
        context.report(`${model.id} looks up ${calls.map(({ name }) => name).join(", ")}`);
        turns.push(outcome.turn, await answered(calls, byName, rounds === toolRounds - 1, context.signal));
        break;
      }
      case "refused":
        throw new ProblemError(problem("answer-refused", `${outcome.reason} (${question.label})`));
      case "truncated":
        throw new ProblemError(
          problem("answer-truncated", `${model.id} stopped in the middle of its answer (${question.label}).`),
        );
    }
  }
}

type ModelTurn = Extract<Turn, { role: "model" }>;
type ToolsTurn = Extract<Turn, { role: "tools" }>;

async function answered(
  calls: ModelTurn["calls"],
  tools: ReadonlyMap<string, Tool>,
  last: boolean,
  signal: AbortSignal,
): Promise<ToolsTurn> {
  const history: ToolExecution[] = [];
  const turn = await runTools(calls, tools, history, signal);
  if (signal.aborted) throw new ProblemError(problem("cancelled", "Cancelled."));
  if (!last) return turn;
  const ending = "\n\nThat was the last call that is run. Answer now.";
  return { ...turn, results: turn.results.map((result) => ({ ...result, result: result.result + ending })) };
}
