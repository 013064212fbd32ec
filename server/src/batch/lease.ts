/** Which process works on a batch: a claim with a heartbeat, as jobs have it. */

/** A process that has not said so for this long (milliseconds) does not own its batches any more. */
const heartbeatBound = 60_000;

export interface Lease {
  owner: string | null;
  owner_pid: number | null;
  heartbeat: number | null;
}

/** Whether a living process holds it. A clock that was set back makes a heartbeat of the future, which counts. */
export function held(lease: Lease): boolean {
  if (lease.owner === null || lease.owner_pid === null) return false;
  return alive(lease.owner_pid) && Date.now() - (lease.heartbeat ?? 0) < heartbeatBound;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Another process has taken the batch, or it is in another phase than we thought: what was to be done is not done. */
export class LeaseLost extends Error {
  constructor(id: string) {
    super(`batch ${id} is worked on elsewhere`);
    this.name = "LeaseLost";
  }
}
