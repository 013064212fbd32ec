import { isFinal } from "../../../protocol/job.js";
import type { PanelJob } from "../../../protocol/panel.js";

/** Tells when a job may have more tries and answers than before: with the states of its scenes, and when it has ended. */
export class StageWatch {
  #id = "";
  #stage = "";

  /** What has changed since the last look. */
  look(job: PanelJob | undefined): "nothing" | "stage" | "job" {
    if (!job) return "nothing";
    const { id, status, stage: doing, updatedAt, scenes } = job;
    const stage = isFinal(status) ? updatedAt : `${doing} ${scenes.map(({ state }) => state).join()}`;
    const changed = id !== this.#id ? "job" : stage !== this.#stage ? "stage" : "nothing";
    [this.#id, this.#stage] = [id, stage];
    return changed;
  }
}
