/** Whose answer is whose. Pure. An answer that may be another request's is never used: it is told as mismatched. */
import { isBatchEnded, type AnswerKind, type BatchState } from "../../../protocol/batch.js";
import { problem, type Problem } from "../../../protocol/problems.js";
import type { GenerateOutcome } from "../llm/generate.js";
import type { BatchAnswer } from "./provider.js";
import type { Ending } from "./rows.js";

/** A request as it was sent; `echo` is the word that its answer repeats, if it was asked to. */
export interface Sent {
  key: string;
  label: string;
  echo: string | null;
}

export interface Match {
  /** One for each request, in the order in which they were sent. */
  endings: Ending[];
  /** Answers that belong to no request of this batch. */
  unknown: number;
}

/** How the batch ended: decides what it means that an answer is not there. */
export interface BatchEnd {
  state: BatchState;
  /** The provider's reason. */
  reason: string | null;
}

type Candidate =
  | { from: "key" | "index"; answer: BatchAnswer }
  /** Several answers with its key, and no way to tell which is its own. */
  | { from: "several"; answer: BatchAnswer };

/**
 * By key; where the answer has none, by its place, and then it must hold the request's echo. `sent` is in the order of
 * the batch. An answer with another request's echo is used for neither of the two, unless the other has one of its own.
 */
export function matchAnswers(sent: readonly Sent[], answers: readonly BatchAnswer[], end: BatchEnd): Match {
  const echoes = new Echoes(sent);
  const { byKey, keyless, unknown } = sorted(sent, answers);
  // Places mean something only in a list that is whole and that has keys nowhere, or that is known by its echoes.
  const wholeList = keyless.length === sent.length && answers.length === sent.length;
  const byPlace = new Map(keyless.map((answer) => [answer.index, answer]));
  const candidates = sent.map((request, index): Candidate | null => {
    const keyed = byKey.get(request.key);
    if (keyed !== undefined) return chosen(keyed, request, echoes);
    const placed = byPlace.get(index);
    if (placed === undefined) return null;
    return wholeList || echoes.own(request, placed) ? { from: "index", answer: placed } : null;
  });
  const claimed = new Set<string>();
  for (const [index, request] of sent.entries()) {
    const answer = candidates[index]?.answer;
    if (answer !== undefined) for (const key of echoes.others(request, answer)) claimed.add(key);
  }
  const crossed = claimed.size > 0;
  const endings = sent.map((request, index): Ending => {
    const candidate = candidates[index] ?? null;
    if (candidate === null) return absent(request, end);
    const { answer, from } = candidate;
    const own = echoes.own(request, answer);
    const foreign = echoes.others(request, answer).length > 0;
    const wordless = answer.outcome.kind === "failed" || answer.outcome.kind === "empty";
    // Where answers were swapped, only those are trusted that say whose they are.
    const doubtful = !own && !wordless && (crossed || (from === "index" && request.echo !== null));
    if (foreign || from === "several" || doubtful) return mismatched(request, answer);
    return settled(request, answer);
  });
  return { endings, unknown };
}

function sorted(sent: readonly Sent[], answers: readonly BatchAnswer[]) {
  const keys = new Set(sent.map(({ key }) => key));
  const byKey = new Map<string, BatchAnswer[]>();
  const keyless: BatchAnswer[] = [];
  let unknown = 0;
  for (const answer of answers) {
    if (answer.key === null) keyless.push(answer);
    else if (keys.has(answer.key)) byKey.set(answer.key, [...(byKey.get(answer.key) ?? []), answer]);
    else unknown += 1;
  }
  return { byKey, keyless, unknown };
}

/** Of several answers with one key the one that holds the echo, or any when all say the same. */
function chosen(answers: readonly BatchAnswer[], request: Sent, echoes: Echoes): Candidate | null {
  const [first] = answers;
  if (first === undefined) return null;
  const own = answers.filter((answer) => echoes.own(request, answer));
  const distinct = (of: readonly BatchAnswer[]): number => new Set(of.map(({ outcome }) => wordsOf(outcome))).size;
  if (own[0] !== undefined && distinct(own) === 1) return { from: "key", answer: own[0] };
  return { from: own.length === 0 && distinct(answers) === 1 ? "key" : "several", answer: first };
}

/** Finds the requests whose echo stands in a text, in one pass over the text however many requests there are. */
class Echoes {
  private readonly owners = new Map<string, string>();
  private readonly odd: { echo: string; key: string }[] = [];

  constructor(sent: readonly Sent[]) {
    for (const { key, echo } of sent) {
      if (echo === null || echo === "") continue;
      if (/^\w+$/.test(echo)) this.owners.set(echo, key);
      else this.odd.push({ echo, key });
    }
  }

  own({ echo }: Sent, { outcome }: BatchAnswer): boolean {
    return echo !== null && echo !== "" && wordsOf(outcome).includes(echo);
  }

  /** Keys of other requests whose echo the answer holds. */
  others({ key, echo }: Sent, { outcome }: BatchAnswer): string[] {
    const text = wordsOf(outcome);
    const found = new Set(this.odd.filter((odd) => text.includes(odd.echo)).map((odd) => odd.key));
    for (const word of this.owners.size === 0 ? [] : (text.match(/\w+/g) ?? [])) {
      const owner = this.owners.get(word);
      if (owner !== undefined && word !== echo) found.add(owner);
    }
    found.delete(key);
    return [...found];
  }
}

/** What the model said, as far as it said something. */
function wordsOf(outcome: GenerateOutcome): string {
  switch (outcome.kind) {
    case "answer":
    case "truncated":
      return outcome.text;
    case "calls":
      return outcome.turn.text + JSON.stringify(outcome.turn.calls.map((call) => call.arguments));
    case "refused":
    case "empty":
    case "failed":
      return "";
  }
}

function settled({ key, label }: Sent, { outcome, raw }: BatchAnswer): Ending {
  return { key, kind: kindOf(outcome), outcome, raw, problem: problemOf(outcome, label) };
}

/** What an outcome counts as, when it belongs to the request. */
export function kindOf(outcome: GenerateOutcome): AnswerKind {
  return outcome.kind === "calls" ? "answer" : outcome.kind;
}

function problemOf(outcome: GenerateOutcome, label: string): Problem | null {
  switch (outcome.kind) {
    case "answer":
    case "calls":
      return null;
    case "refused":
      return problem("answer-refused", `${outcome.reason} (${label})`);
    case "truncated":
      return problem("answer-truncated", `The answer was cut off in the batch (${label}).`);
    case "empty":
      return problem("answer-empty", `${outcome.reason} (${label})`);
    case "failed":
      return outcome.problem;
  }
}

function mismatched({ key, label }: Sent, { outcome, raw }: BatchAnswer): Ending {
  const found = problem("answer-mismatched", `The answer in the batch may be that of another request (${label}).`);
  return { key, kind: "mismatched", outcome, raw, problem: found };
}

function absent({ key, label }: Sent, { state, reason }: BatchEnd): Ending {
  const why = reason === null || reason === "" ? "" : `: ${reason}`;
  const none = { key, outcome: null, raw: null };
  if (state === "JOB_STATE_EXPIRED")
    return { ...none, kind: "expired", problem: problem("batch-expired", `The batch expired (${label})${why}`) };
  if (state === "JOB_STATE_FAILED" || state === "JOB_STATE_CANCELLED" || !isBatchEnded(state)) {
    const how = state === "JOB_STATE_CANCELLED" ? "was cancelled" : "failed";
    return { ...none, kind: "failed", problem: problem("batch-failed", `The batch ${how} (${label})${why}`) };
  }
  return { ...none, kind: "missing", problem: problem("answer-missing", `The batch has no answer for ${label}.`) };
}
