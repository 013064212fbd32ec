/** Remembers which Python and which sandbox are in force, and notices when the settings name others. */
import { ProblemError } from "../../../protocol/problems.js";
import { findPython, type Python, type PythonFound, type PythonPlaces } from "./python.js";
import { findSandbox, type Sandbox } from "./sandbox.js";

export class PythonHost {
  private found: { places: string; result: Promise<PythonFound> } | null = null;
  private tried: { wanted: boolean; result: Promise<Sandbox> } | null = null;

  constructor(
    private readonly places: () => PythonPlaces,
    private readonly sandboxWanted: () => boolean,
  ) {}

  /** The Python to use, or why there is none. A problem is not remembered: the user may be mending it. */
  async find(): Promise<PythonFound> {
    const places = this.places();
    const key = JSON.stringify(places);
    if (this.found?.places !== key) this.found = { places: key, result: findPython(places) };
    const { result } = this.found;
    const found = await result.catch((error: unknown) => {
      this.found = null;
      throw error;
    });
    if (found.kind === "problem") this.found = null;
    return found;
  }

  /** The Python to use; throws ProblemError. */
  async require(signal: AbortSignal): Promise<Python> {
    const found = await this.find();
    signal.throwIfAborted();
    if (found.kind === "problem") throw new ProblemError(found.problem);
    return found.python;
  }

  sandbox(): Promise<Sandbox> {
    const wanted = this.sandboxWanted();
    if (this.tried?.wanted !== wanted) this.tried = { wanted, result: findSandbox(wanted) };
    return this.tried.result;
  }

  /** Whether the settings now lead to another interpreter or sandbox than before. */
  async changed(): Promise<boolean> {
    const before = this.found === null ? null : await this.found.result.catch(() => null);
    const sandboxBefore = this.tried?.wanted;
    const after = await this.find();
    const path = (found: PythonFound | null): string | null => (found?.kind === "found" ? found.python.path : null);
    return path(before) !== path(after) || (sandboxBefore !== undefined && sandboxBefore !== this.sandboxWanted());
  }
}
