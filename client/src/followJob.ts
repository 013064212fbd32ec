/** Stays with a job that the user started: a notification with progress and Cancel, then one with what came of it. */
import * as vscode from "vscode";
import { isFinal, type Job } from "../../protocol/job.js";
import { problem } from "../../protocol/problems.js";
import { offer, problemOf, showProblem, wordsOf, type Action } from "./problemMessage.js";
import type { Services } from "./services.js";
import { stageWords } from "./words.js";

/** Returns at once. */
export function followJob(services: Services, job: Job): void {
  const showOutcome = async () => {
    const last = await untilFinal(services, job);
    if (last) await showEnd(services, last);
  };
  showOutcome().catch((error: unknown) => {
    services.log.error("followJob", error);
    void showProblem(problemOf(error));
  });
}

/** Shows progress until the job is final; undefined when the backend went away and nothing restarts it. */
async function untilFinal(services: Services, job: Job): Promise<Job | undefined> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress(
    { location, title: shortened(job.title || job.topic), cancellable: true },
    (progress, token) =>
      new Promise<Job | undefined>((done) => {
        let shown = 0;
        const subscriptions: vscode.Disposable[] = [];
        const end = (last: Job | undefined) => {
          for (const subscription of subscriptions.splice(0)) subscription.dispose();
          done(last);
        };
        subscriptions.push(
          token.onCancellationRequested(() => void run("cancelJob", job.id)),
          services.server.onDidChangeState((state) => {
            if (state === "stopped") end(undefined);
            else if (state === "starting") progress.report({ message: "restarting" });
          }),
          services.jobs.follow(job.id, (now) => {
            progress.report({ message: progressWords(now), increment: Math.max(0, now.percentage - shown) });
            shown = Math.max(shown, now.percentage);
            if (isFinal(now.status)) end(now);
          }),
        );
      }),
  );
}

/** Other commands are run by their names: they follow jobs in their turn. */
function run(command: string, id: string): Thenable<unknown> {
  return vscode.commands.executeCommand(`manimVideo.${command}`, id);
}

function progressWords({ percentage, stage, message }: Job): string {
  return `${Math.floor(percentage)} % · ${message || stageWords[stage]}`;
}

async function showEnd(services: Services, job: Job): Promise<void> {
  const name = `“${shortened(job.title || job.topic)}”`;
  const watch: Action = { title: vscode.l10n.t("Open video"), run: () => services.panel.show(job.id) };
  const code: Action = { title: vscode.l10n.t("Open code"), run: () => run("openCode", job.id) };
  const panel: Action = { title: vscode.l10n.t("Open panel"), run: () => run("openJobPanel", job.id) };
  const resume: Action = { title: vscode.l10n.t("Resume"), run: () => run("resumeJob", job.id) };
  const worst = job.problems.find(({ severity }) => severity === "error") ?? job.problems[0];
  switch (job.status) {
    case "completed":
      services.panel.show(job.id, true);
      return offer("information", vscode.l10n.t("{0} is ready.", name), [watch, code, panel]);
    case "completed_with_errors":
      services.panel.show(job.id, true);
      return offer(
        "warning",
        vscode.l10n.t("{0} is ready, but not all of it. {1}", name, worst ? wordsOf(worst) : ""),
        [watch, code, resume],
      );
    case "cancelled":
      return offer("information", `${name}: ${wordsOf(problem("cancelled", ""))}`, [resume]);
    default:
      return showProblem(worst ?? problem("internal-error", job.message), [resume, panel]);
  }
}

function shortened(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
