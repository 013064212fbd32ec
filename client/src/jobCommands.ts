/** Commands on jobs: show, play, open their code, cancel, resume. Each takes a job's id, or asks which job is meant. */
import * as vscode from "vscode";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { isFinal, type Job } from "../../protocol/job.js";
import { problem } from "../../protocol/problems.js";
import type { Answer } from "../../protocol/server.js";
import { followJob } from "./followJob.js";
import { heldJob } from "./heldJob.js";
import { showProblem } from "./problemMessage.js";
import type { Services } from "./services.js";
import { stageWords } from "./words.js";

export function openJobPanel(services: Services, id?: unknown): void {
  services.server.startSoon();
  services.panel.show(typeof id === "string" ? id : undefined);
}

export async function openVideo(services: Services, id?: unknown): Promise<void> {
  const job = await jobMeant(services, id, vscode.l10n.t("Open video"), ({ video }) => video !== null);
  if (job?.video) await openFile(job.video);
}

export async function openCode(services: Services, id?: unknown, file?: unknown): Promise<void> {
  const job = await jobMeant(services, id, vscode.l10n.t("Open code"), ({ scenes }) => scenes.length > 0);
  if (job) await showCode(job, typeof file === "string" ? file : undefined);
}

/** Cancels the job with this id, or all jobs of `{ list }` at once. */
export async function cancelJob(services: Services, given?: unknown): Promise<void> {
  const meant = await jobsMeant(services, given, vscode.l10n.t("Cancel job"), ({ status }) => !isFinal(status));
  if (meant.length === 0) return;
  const backend = await services.server.ready();
  const answers = await Promise.all(meant.map(({ id }) => backend.cancelJob(id)));
  await allTaken(services, answers);
}

/** Goes on with the job, or with all of `{ list }` that are not finished, and follows as if just started. */
export async function resumeJob(services: Services, given?: unknown): Promise<void> {
  const fits = ({ status }: Job): boolean => isFinal(status) && status !== "completed";
  const meant = await jobsMeant(services, given, vscode.l10n.t("Resume job"), fits);
  if (meant.length === 0) return;
  const backend = await services.server.ready();
  // Sent together: jobs of one list ask in one batch again.
  const jobs = await allTaken(services, await Promise.all(meant.map(({ id }) => backend.resumeJob(id))));
  const list = listOf(given) ?? (meant.length > 1 ? meant[0]?.list : undefined);
  if (list === undefined) for (const job of jobs) followJob(services, job);
  else if (jobs.length > 0) services.lists.follow(list);
}

/** Opens a scene of the job, its first when no file is named. A file that is none of its scenes is not opened. */
async function showCode(job: Job, file?: string): Promise<void> {
  const scene = file === undefined ? job.scenes[0] : job.scenes.find((candidate) => candidate.file === file);
  await openFile(scene ? join(job.folder, scene.file) : join(job.folder, "storyboard.json"));
}

async function openFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return showProblem(problem("file-missing", vscode.l10n.t("{0} is not there.", path)));
  await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path), vscode.ViewColumn.Active);
}

/** The jobs as they are now; of several that could not be changed, the first problem is shown. */
async function allTaken(services: Services, answers: Answer<Job>[]): Promise<Job[]> {
  const jobs = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  for (const job of jobs) services.jobs.accept(job);
  const [refused] = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem]));
  if (refused) await showProblem(refused);
  return jobs;
}

function listOf(given: unknown): string | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { list } = given as Record<string, unknown>;
  return typeof list === "string" && list !== "" ? list : undefined;
}

/** The jobs of `{ list }` that fit, or what {@link chooseJobs} finds; a picker offers whole lists as well. */
async function jobsMeant(
  services: Services,
  given: unknown,
  title: string,
  fits: (job: Job) => boolean,
): Promise<Job[]> {
  const list = listOf(given);
  if (list === undefined) return chooseJobs(services, given, title, fits);
  const backend = await services.server.ready();
  const answer = await backend.panelCall("guarded.listJobs", { list });
  if (answer.ok) services.jobs.hold(answer.value as Job[]);
  return services.jobs.ofList(list).filter(fits);
}

async function jobMeant(
  services: Services,
  id: unknown,
  title: string,
  fits: (job: Job) => boolean,
): Promise<Job | undefined> {
  return (await chooseJobs(services, id, title, fits, false))[0];
}

async function refill({ server, jobs }: Services): Promise<void> {
  const backend = await server.ready();
  jobs.refill(await backend.jobs());
}

/** The job with this id, the only one that fits, or what the user picks: a job, or all that fit of a list. */
async function chooseJobs(
  services: Services,
  id: unknown,
  title: string,
  fits: (job: Job) => boolean,
  wholeLists = true,
): Promise<Job[]> {
  await refill(services);
  const named = typeof id === "string" ? await heldJob(id, services.jobs, services.server) : undefined;
  const candidates = services.jobs.all().filter(fits);
  const [only, ...others] = named ? [named] : typeof id === "string" ? [] : candidates;
  if (only === undefined) {
    await showProblem(
      problem("job-missing", vscode.l10n.t("{0}: no job fits.", title), { severity: "information", fix: "" }),
    );
    return [];
  }
  if (others.length === 0) return [only];
  const picks = [
    ...(wholeLists ? listPicks(candidates) : []),
    ...candidates.map((job) => ({
      label: job.title || job.topic,
      description: `${stageWords[job.stage]}, ${Math.floor(job.percentage)} %`,
      jobs: [job],
    })),
  ];
  return (await vscode.window.showQuickPick(picks, { title, placeHolder: vscode.l10n.t("Which video?") }))?.jobs ?? [];
}

/** An entry for each list of which several jobs fit. */
function listPicks(candidates: Job[]): { label: string; description: string; jobs: Job[] }[] {
  const lists = Map.groupBy(
    candidates.filter(({ list }) => list !== ""),
    ({ list }) => list,
  );
  return [...lists.values()]
    .filter((jobs) => jobs.length > 1)
    .map((jobs) => ({
      label: vscode.l10n.t("$(list-unordered) All {0} videos of a list", jobs.length),
      description: "",
      jobs,
    }));
}
