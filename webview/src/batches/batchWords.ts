/** Batches and their requests in words. */
import type { AnswerKind, BatchEntrySummary, BatchSummary } from "../../../protocol/batch.js";
import { isBatchEnded } from "../../../protocol/batch.js";
import { moneyWords } from "../durations.js";
import type { IconName } from "../icons.js";
import { counted, locale, t } from "../l10n.js";
import { clock } from "../jobTimes.js";

/** The provider's state once it has the batch, else how far it is here. */
export function stateOf({ phase, state }: Pick<BatchSummary, "phase" | "state">): string {
  switch (phase) {
    case "reserved":
      return t("Not sent yet");
    case "sending":
      return t("Being sent");
    case "dropped":
      return t("Not taken by the provider");
    case "created":
    case "settled":
      return state;
  }
}

export function iconOf({ phase, state, failed }: Pick<BatchSummary, "phase" | "state" | "failed">): IconName {
  if (phase === "dropped") return "error";
  if (phase === "reserved") return "clock";
  if (phase === "sending" || !isBatchEnded(state)) return "running";
  if (state === "JOB_STATE_CANCELLED") return "stopped";
  if (state === "JOB_STATE_FAILED" || state === "JOB_STATE_EXPIRED") return "error";
  return failed > 0 || state === "JOB_STATE_PARTIALLY_SUCCEEDED" ? "warning" : "check";
}

/** Whether it may still be cancelled. */
export const isUnderWay = ({ phase, state }: Pick<BatchSummary, "phase" | "state">): boolean =>
  phase === "reserved" || phase === "sending" || (phase === "created" && !isBatchEnded(state));

/** Whether all its requests have ended, so that it can be sent again or deleted. */
export const isSettled = ({ phase }: Pick<BatchSummary, "phase">): boolean =>
  phase === "settled" || phase === "dropped";

export function answersWords({ requests, succeeded, failed }: BatchSummary): string {
  const answered = counted(requests, "{1} of {0} request answered", "{1} of {0} requests answered", succeeded);
  return failed === 0 ? answered : t("{0}, {1} failed", answered, failed.toLocaleString(locale()));
}

/** Never zero for what is not known. */
export function costWords({ phase, usd }: BatchSummary): string {
  if (phase === "dropped") return t("nothing billed");
  if (phase !== "settled") return t("not billed yet");
  return moneyWords(usd);
}

/** From its sending to its end, or to now (milliseconds since the epoch); empty before it is sent. */
export function elapsedWords({ sentAt, endedAt }: Pick<BatchSummary, "sentAt" | "endedAt">, now: number): string {
  if (sentAt === null) return "";
  return clock(Math.max(0, ((endedAt === null ? now : Date.parse(endedAt)) - Date.parse(sentAt)) / 1000));
}

export const kindWords: Record<AnswerKind, string> = {
  answer: t("Answered"),
  refused: t("Refused"),
  truncated: t("Cut off"),
  empty: t("Empty"),
  missing: t("No answer came"),
  mismatched: t("Answer of another request"),
  failed: t("Failed"),
  expired: t("Expired"),
};

/** How a request stands, or how it ended. */
export function entryLook({ state, kind }: Pick<BatchEntrySummary, "state" | "kind">): {
  icon: IconName;
  words: string;
} {
  if (kind !== null) return { icon: kind === "answer" ? "check" : "error", words: kindWords[kind] };
  switch (state) {
    case "waiting":
      return { icon: "clock", words: t("Waiting") };
    case "sent":
      return { icon: "running", words: t("Sent") };
    case "cancelled":
      return { icon: "stopped", words: t("Cancelled") };
    case "failed":
      return { icon: "error", words: t("Failed") };
    case "answered":
      return { icon: "check", words: t("Answered") };
  }
}
