/** Commands on jobs: show, play, open their code, cancel, resume. Each takes a job's id, or asks which job is meant. */
import * as vscode from "vscode";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { isFinal, type Job } from "../../protocol/job.js";
import { problem } from "../../protocol/problems.js";
import type { Answer } from "../../protocol/server.js";
import { followJob } from "./followJob.js";
import { showProblem } from "./problemMessage.js";
import type { Services } from "./services.js";
import { stageWords } from "./words.js";

export function openJobPanel(services: Services, id?: unknown): void {
  services.server.startSoon();
  services.panel.show(typeof id === "string" ? id : undefined);
}

export async function openVideo(services: Services, id?: unknown): Promise<void> {
  const job = await jobMeant(services, id, "Open video", ({ video }) => video !== null);
  if (job?.video) await openFile(job.video);
}

export async function openCode(services: Services, id?: unknown, file?: unknown): Promise<void> {
  const job = await jobMeant(services, id, "Open code", ({ scenes }) => scenes.length > 0);
  if (job) await showCode(job, typeof file === "string" ? file : undefined);
}

export async function cancelJob(services: Services, id?: unknown): Promise<void> {
  const job = await jobMeant(services, id, "Cancel job", ({ status }) => !isFinal(status));
  if (!job) return;
  const backend = await services.server.ready();
  await taken(services, await backend.cancelJob(job.id));
}

/** Goes on with the job and follows it as if it had just been started. */
export async function resumeJob(services: Services, id?: unknown): Promise<void> {
  const meant = await jobMeant(services, id, "Resume job", ({ status }) => isFinal(status) && status !== "completed");
  if (!meant) return;
  const backend = await services.server.ready();
  const job = await taken(services, await backend.resumeJob(meant.id));
  if (job) followJob(services, job);
}

/** Opens a scene of the job, its first when no file is named. A file that is none of its scenes is not opened. */
export async function showCode(job: Job, file?: string): Promise<void> {
  const scene = file === undefined ? job.scenes[0] : job.scenes.find((candidate) => candidate.file === file);
  await openFile(scene ? join(job.folder, scene.file) : join(job.folder, "storyboard.json"));
}

/** Shows the job's folder: in the system's file manager, or in the explorer where the editor is remote. */
export async function revealFolder(job: Job): Promise<void> {
  const command = vscode.env.remoteName === undefined ? "revealFileInOS" : "revealInExplorer";
  await vscode.commands.executeCommand(command, vscode.Uri.file(job.folder));
}

async function openFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return showProblem(problem("file-missing", `${path} is not there.`));
  await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path), vscode.ViewColumn.Active);
}

async function taken(services: Services, answer: Answer<Job>): Promise<Job | undefined> {
  if (answer.ok) {
    services.jobs.accept(answer.value);
    return answer.value;
  }
  await showProblem(answer.problem);
  return undefined;
}

/** The job with this id, the only one that fits, or the one the user picks. */
async function jobMeant(
  services: Services,
  id: unknown,
  title: string,
  fits: (job: Job) => boolean,
): Promise<Job | undefined> {
  const backend = await services.server.ready();
  services.jobs.refill(await backend.jobs());
  const named = typeof id === "string" ? services.jobs.get(id) : undefined;
  const candidates = services.jobs.all().filter(fits);
  if (named || (typeof id !== "string" && candidates.length === 1)) return named ?? candidates[0];
  if (typeof id === "string" || candidates.length === 0) {
    await showProblem(problem("job-missing", `${title}: no job fits.`, { severity: "information", fix: "" }));
    return undefined;
  }
  const picks = candidates.map((job) => ({
    label: job.title || job.topic,
    description: `${stageWords[job.stage]}, ${Math.floor(job.percentage)} %`,
    job,
  }));
  return (await vscode.window.showQuickPick(picks, { title, placeHolder: "Which video?" }))?.job;
}
