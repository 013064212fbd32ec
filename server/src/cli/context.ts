import type { Engine } from "../engine.js";
import type { Arguments } from "./arguments.js";

/** What a command of the CLI works with. */
export interface CommandContext {
  engine: Engine;
  typed: Arguments;
  /** Aborted by an interrupt from the keyboard. */
  signal: AbortSignal;
}
