/** The editor's messages about jobs. */
import type { Connection } from "vscode-languageserver/node";
import { z } from "zod";
import type { Job } from "../../../protocol/job.js";
import {
  CancelJobRequest,
  GenerateRequest,
  JobChanged,
  ListJobsRequest,
  ResumeJobRequest,
} from "../../../protocol/server.js";
import { modes, providers, qualities } from "../../../protocol/settings.js";
import type { Engine } from "../engine.js";
import { answerTo } from "./answer.js";

const Generate = z.looseObject({
  topic: z.string(),
  out: z.string().min(1),
  quality: z.enum(qualities).optional(),
  provider: z.enum(providers).optional(),
  mode: z.enum(modes).optional(),
  model: z.string().optional(),
});
const Named = z.object({ id: z.string() });

/** At most ten notifications a second for a job. */
const notifyEvery = 100;

export function answerJobs(connection: Connection, engine: Engine): void {
  connection.onRequest(GenerateRequest, (given) => answerTo(Generate, given, (request) => engine.generate(request)));
  connection.onRequest(ListJobsRequest, () => engine.jobs());
  connection.onRequest(CancelJobRequest, (given) => answerTo(Named, given, ({ id }) => engine.cancel(id)));
  connection.onRequest(ResumeJobRequest, (given) => answerTo(Named, given, ({ id }) => engine.resume(id)));
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
