/** What the panel shows, as a value that messages turn into the next one. */
import type { HostMessage, PanelJob } from "../../protocol/panel.js";
import type { Problem } from "../../protocol/problems.js";

export interface PanelModel {
  /** Newest first; null until the extension has answered. */
  jobs: PanelJob[] | null;
  /** The job the user selected, which may be gone by now. */
  selected: string | null;
  backend: "starting" | "running" | "stopped";
  /** The last problem that belongs to no job. */
  problem: Problem | null;
}

export function emptyModel(selected: string | null): PanelModel {
  return { jobs: null, selected, backend: "starting", problem: null };
}

export function afterMessage(model: PanelModel, message: HostMessage): PanelModel {
  switch (message.type) {
    case "jobs":
      return { ...model, jobs: message.jobs };
    case "job":
      return { ...model, jobs: withJob(model.jobs ?? [], message.job) };
    case "select":
      return { ...model, selected: message.id };
    case "backend":
      return { ...model, backend: message.state };
    case "problem":
      return { ...model, problem: message.problem };
  }
}

/** The job in the detail view: the selected one, else the newest. */
export function shownJob({ jobs, selected }: PanelModel): PanelJob | undefined {
  return jobs?.find(({ id }) => id === selected) ?? jobs?.[0];
}

function withJob(jobs: PanelJob[], job: PanelJob): PanelJob[] {
  const known = jobs.some(({ id }) => id === job.id);
  return known ? jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...jobs];
}
