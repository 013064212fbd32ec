/** Code of a workspace that nobody has vouched for is not run. */
import { problem, ProblemError } from "../../protocol/problems.js";

/** Throws ProblemError `workspace-untrusted`. */
export function requireTrust({ trusted }: { trusted: () => boolean }): void {
  if (!trusted())
    throw new ProblemError(problem("workspace-untrusted", "Scene code is not run in an untrusted workspace."));
}
