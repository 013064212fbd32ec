import { isFinal } from "../../../protocol/job.js";
import type { PanelJob } from "../../../protocol/panel.js";

/** Changes when a job has more tries and answers than before: with the states of its scenes, and when it has ended. */
export function stageOf({ id, status, stage, updatedAt, scenes }: PanelJob): string {
  const now = isFinal(status) ? updatedAt : `${stage} ${scenes.map(({ state }) => state).join()}`;
  return `${id} ${now}`;
}
