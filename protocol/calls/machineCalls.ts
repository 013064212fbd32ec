/** What the panel asks about this machine. */
import type { Problem } from "../problems.js";
import type { Call } from "./call.js";

export interface MachineCalls {
  /** What the doctor finds missing, what keeps videos from being made first. */
  "machine.problems": Call<null, Problem[]>;
  /** Opens the doctor. */
  "machine.doctor": Call<null, null>;
}

export const machineCallsOfServer = ["machine.problems"] as const satisfies (keyof MachineCalls)[];
