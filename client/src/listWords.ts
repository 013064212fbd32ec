/** Jobs of one list in the words of its notification and of the status bar. */
import * as vscode from "vscode";
import type { Quote } from "../../protocol/batch.js";
import { isFinal, type Job } from "../../protocol/job.js";
import { money } from "./quoteWords.js";
import { stageWords, videos } from "./words.js";

export interface ListProgress {
  /** Such as `12 of 60 videos, Batch of 50 requests: JOB_STATE_RUNNING`. */
  message: string;
  /** 0 to 100. */
  percentage: number;
  ended: boolean;
}

/** How far the jobs of a list are, of which there is at least one. */
export function listProgress(jobs: Job[]): ListProgress {
  const done = jobs.filter(({ status }) => isFinal(status)).length;
  const doing = mostSaid(jobs);
  const count = vscode.l10n.t("{0} of {1}", done, videos(jobs.length));
  return {
    message: doing === "" ? count : `${count}, ${doing}`,
    percentage:
      jobs.reduce((sum, { percentage, status }) => sum + (isFinal(status) ? 100 : percentage), 0) / jobs.length,
    ended: done === jobs.length,
  };
}

/** What most of the running jobs are at; a batch's state is worth more than what single jobs do meanwhile. */
function mostSaid(jobs: Job[]): string {
  const running = jobs.filter(({ status }) => status === "running");
  const batches = running.flatMap(({ message }) => /Batch of .*JOB_STATE_\w+/.exec(message)?.[0] ?? []);
  const words = batches.length > 0 ? batches : running.map(({ message, stage }) => message || stageWords[stage]);
  const said = Map.groupBy(words, (each) => each);
  return [...said].sort(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? "";
}

/** How a list ended, in one paragraph with its bill beside the quote, and whether anything is missing. */
export function listEnd(
  name: string,
  jobs: Job[],
  quote: Pick<Quote, "price"> | null,
): { words: string; complete: boolean } {
  const counted = (status: Job["status"]): number => jobs.filter((job) => job.status === status).length;
  const done = counted("completed");
  const others = [
    [counted("completed_with_errors"), vscode.l10n.t("ready, but not all of them")],
    [counted("failed"), vscode.l10n.t("failed")],
    [counted("cancelled"), vscode.l10n.t("cancelled")],
  ] as const;
  const missing = others.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const sentences = [vscode.l10n.t("{0}: {1} of {2} ready.", name, done, videos(jobs.length))];
  if (missing.length > 0) sentences.push(`${missing.join(", ")}.`);
  const paid = jobs.filter(({ usage }) => usage.requests > 0);
  if (paid.length > 0) {
    const costs = paid.map(({ usage }) => usage.usd);
    const bill = costs.reduce((sum: number | null, usd) => (sum === null || usd === null ? null : sum + usd), 0);
    const cost = money(bill);
    sentences.push(
      quote === null
        ? vscode.l10n.t("Cost: {0}.", cost)
        : vscode.l10n.t("Cost: {0}, quoted {1}.", cost, money(quote.price)),
    );
  }
  return { words: sentences.join(" "), complete: done === jobs.length };
}
