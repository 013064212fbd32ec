/** How a question of the job panel is answered here: the shape its value must have, and the work. */
import type { z } from "zod";
import type { AnsweredCall, AnsweredCalls } from "../../../../protocol/calls/panelCalls.js";

type Value<Name extends AnsweredCall> = AnsweredCalls[Name]["value"];
type Answered<Name extends AnsweredCall> = AnsweredCalls[Name]["answer"];

export interface Answerer<Name extends AnsweredCall> {
  shape: z.ZodType<Value<Name>>;
  work(value: Value<Name>, signal: AbortSignal): Answered<Name> | Promise<Answered<Name>>;
}

/** The answerers of some calls, by name. */
export type Answerers<Names extends AnsweredCall> = { [Name in Names]: Answerer<Name> };
