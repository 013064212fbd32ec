/** The first task of a video: its plan, and a task for each scene of it. */
import type { Stage } from "../../../protocol/job.js";
import { problem } from "../../../protocol/problems.js";
import { notices } from "../runJob.js";
import { contextOf, planned } from "../pipeline/pipeline.js";
import { spending } from "../pipeline/spending.js";
import type { Held } from "./redisJobs.js";
import type { Tasks } from "./tasks.js";
import type { TaskWriter } from "./taskWriter.js";
import type { Workshop } from "./workshop.js";

export async function planTask(
  held: Held,
  { workshop, tasks, writer, signal }: { workshop: Workshop; tasks: Tasks; writer: TaskWriter; signal: AbortSignal },
): Promise<void> {
  const { job, attempt, turn } = held;
  writer.tell(({ status }) => (status === "running" ? [] : [{ type: "started" }]));
  writer.record({ type: "stage", stage: "initializing", fraction: 0, message: "Looking for Manim" });
  await workshop.at(held, writer, signal, async ({ place, gpuTrouble }) => {
    writer.record({ type: "provider", provider: place.author.provider });
    for (const found of notices(place.author)) writer.record({ type: "problem", problem: found });
    if (gpuTrouble !== null) writer.record({ type: "problem", problem: problem("gpu-missing", gpuTrouble) });
    await place.folder.bring("storyboard.json");
    const record: TaskWriter["record"] = (event) => writer.record(event);
    const spent = spending(record);
    const at = (stage: Stage) => contextOf(stage, record, spent, signal);
    const { storyboard } = await planned(place, record, at);
    await writer.flush();
    await tasks.addScenes({ id: job.id, attempt, turn }, storyboard.scenes.length);
  });
}
