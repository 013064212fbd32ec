/** How the create of a batch ended, by the answer or the lack of one; the same for all providers. */
import { problem } from "../../../../protocol/problems.js";
import type { BatchEntry, CreateOutcome } from "../../batch/provider.js";
import type { Failure } from "./failure.js";

/** The refusal of a create that need not be sent, since it is larger than the provider takes; null otherwise. */
export function tooLarge(
  lines: readonly string[],
  entries: readonly BatchEntry[],
  limit: { bytes: number; where: string },
): CreateOutcome | null {
  const bytes = lines.map((line) => Buffer.byteLength(line) + 1);
  const total = bytes.reduce((sum, size) => sum + size, 0);
  if (total < limit.bytes) return null;
  const single = bytes.findIndex((size) => size >= limit.bytes);
  const entry = single === -1 ? null : single;
  const what = entry === null ? `The batch of ${lines.length} requests` : `Request ${entries[entry]?.key ?? ""}`;
  const size = entry === null ? total : (bytes[entry] ?? total);
  const message = `${what} has ${size} bytes; less than ${limit.bytes} go to ${limit.where}.`;
  return { kind: "refused", problem: problem("request-too-large", message), tooLarge: lines.length > 1, entry };
}

/** Of a create that went out. Only a complete refusal says that there is no batch. */
export function howItEnded(failure: Failure, count: number, aborted: boolean): CreateOutcome {
  const { problem: found, status = 0, delay = null } = failure;
  const why = found.message;
  const unsure: CreateOutcome = {
    kind: "unsure",
    problem: aborted ? found : problem("batch-unsure", `The batch was sent and its answer did not come: ${why}`),
  };
  if (aborted) return unsure;
  // A redirect is not followed: nobody has worked on the request.
  if (status === 0 && found.code === "provider-refused") {
    return { kind: "refused", problem: found, tooLarge: false, entry: null };
  }
  // 408 and 499 are a gateway's, which may have passed the request on.
  if (status < 400 || status >= 500 || status === 408 || status === 499) return unsure;
  const several = count > 1;
  if (status === 413 || /payload size exceeds/i.test(why)) {
    return {
      kind: "refused",
      problem: problem("request-too-large", why),
      tooLarge: several,
      entry: several ? null : 0,
    };
  }
  if (status === 429) {
    // Too many tokens waiting at the provider: a smaller batch may still find room, and a single request has to wait.
    if (several && /enqueued/i.test(why)) return { kind: "refused", problem: found, tooLarge: true, entry: null };
    return { kind: "unsent", problem: found, delay };
  }
  return { kind: "refused", problem: found, tooLarge: false, entry: entryToBlame(why, count) };
}

/** One bad line refuses the whole create; the message names its number, which starts at 1, or its place in the list. */
function entryToBlame(message: string, count: number): number | null {
  const line = /\blines? (?:number )?#?(\d+)/i.exec(message)?.[1];
  const place = /\brequests\[(\d+)\]/.exec(message)?.[1];
  const index = line !== undefined ? Number(line) - 1 : place !== undefined ? Number(place) : -1;
  return index >= 0 && index < count ? index : null;
}
