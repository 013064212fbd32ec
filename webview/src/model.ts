/** What the panel shows, as a value that messages turn into the next one. */
import type { HostMessage, PanelJob } from "../../protocol/panel.js";
import { isFinal } from "../../protocol/job.js";
import { videosView } from "./views.js";

export interface PanelModel {
  /** Those that were sent whole, newest first; null until the extension has answered. The list has all (jobHistory.ts). */
  jobs: PanelJob[] | null;
  /** The job the user selected, which may be gone by now. */
  selected: string | null;
  /** The view that is shown (views.ts). */
  view: string;
  backend: "starting" | "running" | "stopped";
}

/** More than were sent at once: what the user has looked at since is kept, and the oldest of that goes. */
const mostJobs = 500;

export function emptyModel(selected: string | null, view: string = videosView.id): PanelModel {
  return { jobs: null, selected, view, backend: "starting" };
}

export function afterMessage(model: PanelModel, message: HostMessage): PanelModel {
  switch (message.type) {
    case "jobs": {
      // One that was asked for by itself stays until the extension says that it is gone.
      const kept = model.jobs?.filter(({ id }) => id === model.selected) ?? [];
      return {
        ...model,
        jobs: kept.reduce((jobs, job) => (has(jobs, job.id) ? jobs : withJob(jobs, job)), message.jobs),
      };
    }
    case "job":
      return { ...model, jobs: withJob(model.jobs ?? [], message.job, model.selected) };
    case "gone":
      return {
        ...model,
        jobs: model.jobs?.filter(({ id }) => id !== message.id) ?? null,
        selected: model.selected === message.id ? null : model.selected,
      };
    case "select":
      return { ...model, selected: message.id, view: message.aside ? model.view : videosView.id };
    case "show":
      return { ...model, view: message.view };
    case "backend":
      return { ...model, backend: message.state };
    case "batch":
    case "seek":
    case "changedCode":
    case "answer":
      // Go to whoever asked (call.ts), shows batches, or plays the video.
      return model;
  }
}

/** The job in the detail view: the selected one, else the newest. */
export function shownJob({ jobs, selected }: PanelModel): PanelJob | undefined {
  return jobs?.find(({ id }) => id === selected) ?? jobs?.[0];
}

/** The selected job, if it has to be asked for. */
export function missingJob({ jobs, selected }: PanelModel): string | null {
  return jobs === null || selected === null || has(jobs, selected) ? null : selected;
}

const has = (jobs: PanelJob[], id: string): boolean => jobs.some((job) => job.id === id);

function withJob(jobs: PanelJob[], job: PanelJob, selected: string | null = null): PanelJob[] {
  if (has(jobs, job.id)) return jobs.map((other) => (other.id === job.id ? job : other));
  const later = jobs.findIndex(({ createdAt }) => createdAt <= job.createdAt);
  const all = jobs.toSpliced(later === -1 ? jobs.length : later, 0, job);
  if (all.length <= mostJobs) return all;
  const dropped = all.findLast(({ id, status }) => id !== job.id && id !== selected && isFinal(status));
  return all.filter((other) => other !== dropped);
}
