/** The life of one batch that is ours: each step looks at the ledger, so a restart goes on where the last one ended. */
import type { Problem } from "../../../protocol/problems.js";
import { adopt } from "./adopt.js";
import type { Follow, Step } from "./follow.js";
import { LeaseLost } from "./leaseLost.js";
import { poll } from "./poll.js";
import { settle } from "./settle.js";
import { submit } from "./submit.js";

export type DriveEnd =
  /** It is settled or dropped, or another process follows it. */
  | { kind: "ended" }
  /** It stands in the ledger as it is; what keeps us from going on has to be put right first. */
  | { kind: "stopped"; problem: Problem }
  | { kind: "closed" };

/** Never rejects. `failed` names what a thrown error means to the user, for the disk of the ledger. */
export async function drive(follow: Follow, failed: (error: unknown) => Problem): Promise<DriveEnd> {
  try {
    for (;;) {
      const phase = follow.ledger.batch(follow.id)?.phase;
      if (phase === undefined || phase === "settled" || phase === "dropped") return { kind: "ended" };
      const step = await stepOf(follow, phase);
      if (step.kind !== "next") return step;
    }
  } catch (error) {
    if (error instanceof LeaseLost) return { kind: "ended" };
    const found = failed(error);
    follow.log.error(found.message);
    return { kind: "stopped", problem: found };
  }
}

async function stepOf(follow: Follow, phase: "reserved" | "sending" | "created"): Promise<Step> {
  switch (phase) {
    case "reserved":
      return submit(follow);
    case "sending":
      return adopt(follow);
    case "created": {
      const polled = await poll(follow);
      if (polled.kind === "stopped" || polled.kind === "closed") return polled;
      return settle(follow, polled.kind === "ended" ? polled.batch : null);
    }
  }
}
