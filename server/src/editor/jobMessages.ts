/** The editor's messages about jobs. */
import type { Connection } from "vscode-languageserver/node";
import type { Job } from "../../../protocol/job.js";
import {
  CancelJobRequest,
  DoctorRequest,
  GenerateRequest,
  JobChanged,
  ListJobsRequest,
  ResumeJobRequest,
} from "../../../protocol/server.js";
import type { Engine } from "../engine.js";
import { answer } from "./answer.js";

/** At most ten notifications a second for a job. */
const notifyEvery = 100;

export function answerJobs(connection: Connection, engine: Engine): void {
  connection.onRequest(GenerateRequest, (request) => answer(() => engine.generate(request)));
  connection.onRequest(ListJobsRequest, () => engine.jobs());
  connection.onRequest(CancelJobRequest, ({ id }) => answer(() => engine.cancel(id)));
  connection.onRequest(ResumeJobRequest, ({ id }) => answer(() => engine.resume(id)));
  connection.onRequest(DoctorRequest, () => engine.doctor(AbortSignal.timeout(60_000)));
  engine.onJobChanged(throttled((job) => void connection.sendNotification(JobChanged, job)));
}

/** Passes the newest snapshot of each job on, the first at once and the last always. */
function throttled(send: (job: Job) => void): (job: Job) => void {
  const waiting = new Map<string, Job | null>();
  const flush = (id: string): void => {
    const job = waiting.get(id);
    waiting.delete(id);
    if (job) pass(job);
  };
  const pass = (job: Job): void => {
    send(job);
    waiting.set(job.id, null);
    setTimeout(flush, notifyEvery, job.id);
  };
  return (job) => {
    if (waiting.has(job.id)) waiting.set(job.id, job);
    else pass(job);
  };
}
