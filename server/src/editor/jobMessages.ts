/** The editor's messages about jobs. */
import type { Connection } from "vscode-languageserver/node";
import { z } from "zod";
import {
  BatchChanged,
  CancelJobRequest,
  GenerateRequest,
  JobChanged,
  ListJobsRequest,
  ResumeJobRequest,
} from "../../../protocol/server.js";
import type { Engine } from "../engine.js";
import { answerTo } from "./answer.js";
import { Video } from "./jobShapes.js";

const Named = z.object({ id: z.string() });

/** At most ten notifications a second for a job, or a batch. */
const notifyEvery = 100;

export function answerJobs(connection: Connection, engine: Engine): void {
  connection.onRequest(GenerateRequest, (given) => answerTo(Video, given, (request) => engine.generate(request)));
  connection.onRequest(ListJobsRequest, () => engine.search.recent());
  connection.onRequest(CancelJobRequest, (given) => answerTo(Named, given, ({ id }) => engine.cancel(id)));
  connection.onRequest(ResumeJobRequest, (given) => answerTo(Named, given, ({ id }) => engine.resume(id)));
  engine.onJobChanged(throttled((job) => void connection.sendNotification(JobChanged, job)));
  engine.lane.onChange(throttled((batch) => void connection.sendNotification(BatchChanged, batch)));
}

/** Passes the newest snapshot of each on, the first at once and the last always. */
function throttled<T extends { id: string }>(send: (snapshot: T) => void): (snapshot: T) => void {
  const waiting = new Map<string, T | null>();
  const flush = (id: string): void => {
    const newest = waiting.get(id);
    waiting.delete(id);
    if (newest) pass(newest);
  };
  const pass = (snapshot: T): void => {
    send(snapshot);
    waiting.set(snapshot.id, null);
    setTimeout(flush, notifyEvery, snapshot.id);
  };
  return (snapshot) => {
    if (waiting.has(snapshot.id)) waiting.set(snapshot.id, snapshot);
    else pass(snapshot);
  };
}
