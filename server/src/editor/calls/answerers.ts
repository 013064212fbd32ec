/** How a question of the job panel is answered here: the shape its value must have, and the work. */
import type { z } from "zod";
import type { CallAnswer, CallValue, ServerCall } from "../../../../protocol/calls/panelCalls.js";

export interface Answerer<Name extends ServerCall> {
  shape: z.ZodType<CallValue<Name>>;
  work(value: CallValue<Name>, signal: AbortSignal): CallAnswer<Name> | Promise<CallAnswer<Name>>;
}

/** The answerers of some calls, by name. */
export type Answerers<Names extends ServerCall> = { [Name in Names]: Answerer<Name> };
