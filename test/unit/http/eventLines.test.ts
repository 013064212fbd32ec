import { describe, expect, it } from "vitest";
import { noWishes, type Job } from "../../../protocol/job.js";
import { eventLines } from "../../../server/src/http/files/eventLines.js";
import { apply } from "../../../server/src/jobs/journal.js";
import type { JobChange } from "../../../server/src/service/videoService.js";

const request = {
  topic: "t",
  out: "/o",
  quality: "low",
  provider: "auto",
  mode: "auto",
  model: "",
  ...noWishes,
} as const;
const queued = apply(null, { type: "created", id: "a", request, folder: "/o/t", title: "T" }, "");
const running = apply(queued, { type: "started" }, "");

async function* told(...steps: (JobChange | number)[]): AsyncGenerator<JobChange> {
  for (const step of steps) {
    if (typeof step === "number") await new Promise((resolve) => setTimeout(resolve, step));
    else yield step;
  }
}
const change = (seq: number, job: Job): JobChange => ({ seq, at: "", job });
const lines = async (changes: AsyncIterable<JobChange>): Promise<string[]> => {
  const all: string[] = [];
  for await (const line of eventLines(changes, queued, ({ status }) => status, { progress: 40, heartbeat: 100 }))
    all.push(line);
  return all;
};

describe("a stream of events", () => {
  it("numbers changes, and ends with them", async () => {
    expect(await lines(told(change(3, queued), change(4, running)))).toEqual([
      "retry: 2000\n\n",
      'id: 3\nevent: status\ndata: "queued"\n\n',
      'id: 4\nevent: status\ndata: "running"\n\n',
    ]);
  });

  it("tells a running job's progress again in silence, without a number; of a waiting one only that it lives", async () => {
    const all = await lines(told(change(0, running), 100, change(1, queued), 150));
    expect(all.filter((line) => line === 'event: progress\ndata: "running"\n\n')).toHaveLength(2);
    expect(all.filter((line) => line === ": waiting\n\n")).toHaveLength(1);
  });
});
