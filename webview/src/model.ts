/** What the panel shows, as a value that messages turn into the next one. */
import type { HostMessage, PanelJob } from "../../protocol/panel.js";
import type { Problem } from "../../protocol/problems.js";
import { videosView } from "./views.js";

export interface PanelModel {
  /** Newest first; null until the extension has answered. */
  jobs: PanelJob[] | null;
  /** The job the user selected, which may be gone by now. */
  selected: string | null;
  /** The view that is shown (views.ts). */
  view: string;
  backend: "starting" | "running" | "stopped";
  /** The last problem that belongs to no job. */
  problem: Problem | null;
}

export function emptyModel(selected: string | null, view: string = videosView.id): PanelModel {
  return { jobs: null, selected, view, backend: "starting", problem: null };
}

export function afterMessage(model: PanelModel, message: HostMessage): PanelModel {
  switch (message.type) {
    case "jobs":
      return { ...model, jobs: message.jobs };
    case "job":
      return { ...model, jobs: withJob(model.jobs ?? [], message.job) };
    case "select":
      return { ...model, selected: message.id, view: videosView.id };
    case "show":
      return { ...model, view: message.view };
    case "backend":
      return { ...model, backend: message.state };
    case "problem":
      return { ...model, problem: message.problem };
    case "answer":
      // Goes to whoever asked (call.ts).
      return model;
  }
}

/** The job in the detail view: the selected one, else the newest. */
export function shownJob({ jobs, selected }: PanelModel): PanelJob | undefined {
  return jobs?.find(({ id }) => id === selected) ?? jobs?.[0];
}

/** What stands under one heading in the list: the videos of one list of topics, or one video by itself. */
export interface JobGroup {
  /** Empty for a video by itself. */
  list: string;
  /** Those of a list in its order. */
  jobs: PanelJob[];
}

/** The jobs as the list shows them: each list of topics together, where its newest video stands. */
export function grouped(jobs: PanelJob[]): JobGroup[] {
  const groups = new Map<string, JobGroup>();
  for (const job of jobs) {
    const key = job.list === "" ? `job ${job.id}` : `list ${job.list}`;
    const group = groups.get(key) ?? { list: job.list, jobs: [] };
    groups.set(key, group);
    group.jobs.unshift(job);
  }
  return [...groups.values()];
}

/** The videos of the same list of topics, itself included; none for a video by itself. */
export function jobsOfList({ jobs }: PanelModel, job: PanelJob | undefined): PanelJob[] {
  if (job === undefined || job.list === "") return [];
  return (jobs ?? []).filter(({ list }) => list === job.list);
}

function withJob(jobs: PanelJob[], job: PanelJob): PanelJob[] {
  const known = jobs.some(({ id }) => id === job.id);
  return known ? jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...jobs];
}
