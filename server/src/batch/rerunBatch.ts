/** A batch that has ended, sent once more: what that costs, then the sending. For the panel; the command line has its own. */
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { RerunQuote, Which } from "../../../protocol/calls/historyCalls.js";
import type { ModelProvider, Models } from "../models.js";
import { rerun } from "./history.js";
import type { Lane } from "./lane.js";
import { isOpen } from "./ledger.js";
import { quoteRequests, requireLeft } from "./quoteRequests.js";
import { batchesOf, type RequestGroup } from "./requestGroup.js";
import type { BatchRow } from "./rows.js";
import { requireBatch } from "./summaries.js";
import { expectedWait } from "./wait.js";

export interface Rerunning {
  lane: Lane;
  models: Pick<Models, "named" | "prices">;
  /** USD; null for no cap. */
  cap: number | null;
}

/** Nothing is sent. Throws ProblemError for a batch that is under way, and where there is nothing to send. */
export async function quoteRerun(parts: Rerunning, id: string, which: Which, signal: AbortSignal): Promise<RerunQuote> {
  return quoted(parts, await groupOf(parts, id, which), signal);
}

/** Throws ProblemError as {@link quoteRerun}, and QuoteRefused where the cap does not leave what it may cost. */
export async function sendRerun(parts: Rerunning, id: string, which: Which, signal: AbortSignal): Promise<void> {
  const group = await groupOf(parts, id, which);
  requireLeft(await quoted(parts, group, signal));
  signal.throwIfAborted();
  const { model, batches, requests } = group;
  const asked = requests.map(({ id: label, request }) => ({ id: label, request }));
  parts.lane.submit({ provider: model.provider, model: model.id, batches, requests: asked });
}

async function groupOf({ lane, models }: Rerunning, id: string, which: Which): Promise<RequestGroup> {
  const row = requireEnded(lane, id);
  const model = await models.named(row.provider as ModelProvider, row.model);
  const batches = batchesOf(model);
  const { requests } = rerun(lane.ledger, row, batches, which);
  if (requests.length === 0)
    throw new ProblemError(
      problem("batch-missing", "Every request has its answer.", { severity: "information", fix: "" }),
    );
  return { model, batches, requests: requests.map((one) => ({ ...one, cached: 0 })) };
}

function requireEnded({ ledger }: Lane, id: string): BatchRow {
  const row = requireBatch(ledger, id);
  if (isOpen(row) || row.phase === "created")
    throw new ProblemError(problem("job-running", `${row.name ?? row.displayName} has not ended: ${row.state}.`));
  return row;
}

async function quoted({ lane, models, cap }: Rerunning, group: RequestGroup, signal: AbortSignal) {
  const wait = expectedWait(lane.ledger, group.model.provider, group.model.id);
  const prices = await models.prices();
  return quoteRequests([group], { mode: "batch", prices, cap, wait, day: new Date() }, signal);
}
