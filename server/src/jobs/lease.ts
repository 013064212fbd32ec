/** Which process works on a row of the state folder's database, a job or a batch: a claim with a heartbeat. */
import { isAlive } from "../storage/halfFiles.js";

/** A process that has not said so for this long (milliseconds) does not own its jobs and batches any more. */
const heartbeatBound = 60_000;

export interface Lease {
  owner: string | null;
  owner_pid: number | null;
  heartbeat: number | null;
}

/** Whether a living process holds it. A clock that was set back makes a heartbeat of the future, which counts. */
export function held({ owner, owner_pid: pid, heartbeat }: Lease): boolean {
  if (owner === null || pid === null) return false;
  return isAlive(pid) && Date.now() - (heartbeat ?? 0) < heartbeatBound;
}
