/** A job by its id, also one that is not among those that the mirror holds by itself. */
import type { Job } from "../../protocol/job.js";
import type { JobMirror } from "./jobMirror.js";
import type { LanguageServer } from "./languageServer.js";

/** An older job is asked for, and held from then on; undefined when there is none. */
export async function heldJob(
  id: string,
  jobs: JobMirror,
  server: Pick<LanguageServer, "ready">,
): Promise<Job | undefined> {
  const held = jobs.get(id);
  if (held) return held;
  const answer = await (await server.ready()).panelCall("results.job", { id });
  if (answer.ok) jobs.hold([answer.value as Job]);
  return jobs.get(id);
}
