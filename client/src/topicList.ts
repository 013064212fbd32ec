/** Generate from topic list: reads a file, says what its videos will take, starts them and stays with them. */
import * as vscode from "vscode";
import { posix } from "node:path";
import type { TopicEntry } from "../../protocol/job.js";
import type { Problem } from "../../protocol/problems.js";
import { agreeToQuote } from "./agreeToQuote.js";
import { askWay, withWhatItNeeds } from "./chooseWay.js";
import { outputFolder } from "./preflight.js";
import { offer, showProblem, wordsOf, type Action } from "./problemMessage.js";
import type { Services } from "./services.js";
import { configuredSettings } from "./settings.js";
import { topicFile } from "./topicFile.js";
import { wayFrom } from "./ways.js";
import { videos } from "./words.js";
import { withProgress } from "./withProgress.js";

/** More are in the problems view. */
const mostNotes = 3;

/**
 * Returns the list's id once its jobs are in the journal, or undefined when nothing was started. `where` names the file,
 * as menus do; `given` may say the way in the user's place.
 */
export async function generateList(services: Services, where?: unknown, given?: unknown): Promise<string | undefined> {
  const place = outputFolder(configuredSettings().settings.outputFolder);
  if ("problem" in place) {
    await showProblem(place.problem);
    return undefined;
  }
  const uri = await topicFile(where);
  if (uri === undefined) return undefined;
  const usable = await usableTopics(services, uri);
  if (usable === undefined) return undefined;
  const { topics, remarks } = usable;
  const name = posix.basename(uri.path);
  const asked =
    wayFrom(given) ??
    (await askWay(services.keys, vscode.l10n.t("{0} from {1}: mode", videos(topics.length), name), true));
  const way = asked && (await withWhatItNeeds(services.keys, asked));
  if (way === undefined) return undefined;
  const backend = await services.server.ready();
  const task = { topics, shared: { out: place.folder, ...way } };
  const what = vscode.l10n.t("{0} from {1}", videos(topics.length), name);
  const agreed = await agreeToQuote(backend, task, { what, many: true, remarks });
  if (agreed === undefined) return undefined;
  const { answer, isUnwanted } = await withProgress(
    vscode.l10n.t("Starting {0}", videos(topics.length)),
    async (_, token) => {
      const started = await backend.generateList(task, token);
      return { answer: started, isUnwanted: token.isCancellationRequested };
    },
  );
  if (!answer.ok) {
    if (!isUnwanted) await showProblem(answer.problem);
    return undefined;
  }
  const { list, jobs, problems } = answer.value;
  for (const job of jobs) services.jobs.accept(job);
  if (problems.length > 0) void offer("warning", problems.map(({ message }) => message).join("\n"), []);
  if (jobs.length > 0) services.lists.follow(list, name, agreed.quote);
  if (isUnwanted) await vscode.commands.executeCommand("manimVideo.cancelJob", { list });
  return list;
}

interface UsableTopics {
  topics: TopicEntry[];
  /** What else is to be said of the list. */
  remarks: string[];
}

/** The list's topics; undefined when it has none that can be used, or when its problems shall be corrected first. */
async function usableTopics(services: Services, uri: vscode.Uri): Promise<UsableTopics | undefined> {
  const backend = await services.server.ready();
  const answer = await backend.readTopics(uri.fsPath);
  if (!answer.ok) {
    await showProblem(answer.problem);
    return undefined;
  }
  const { topics, problems } = answer.value;
  services.topicProblems.show(uri, problems);
  const broken = problems.filter(({ severity }) => severity === "error");
  const noted = problems.filter(({ severity }) => severity !== "error").slice(0, mostNotes);
  const remarks = noted.map(({ message }) => message);
  if (broken.length === 0) return { topics, remarks };
  let goOn = false as boolean;
  const actions: Action[] = [{ title: vscode.l10n.t("Show problems"), run: () => showProblems(uri) }];
  if (topics.length > 0)
    actions.push({ title: vscode.l10n.t("Go on with {0}", videos(topics.length)), run: () => void (goOn = true) });
  await offer("error", brokenWords(posix.basename(uri.path), broken), actions);
  if (!goOn) return undefined;
  const without = vscode.l10n.t(
    broken.length === 1 ? "{0} line is left out." : "{0} lines are left out.",
    broken.length,
  );
  return { topics, remarks: [without, ...remarks] };
}

/** At most the first three problems, each with its line. */
function brokenWords(name: string, broken: Problem[]): string {
  const [first] = broken;
  if (broken.length === 1 && first) return `${name}: ${wordsOf(first)}`;
  const more = broken.length > 3 ? vscode.l10n.t(" And {0} more.", broken.length - 3) : "";
  const shown = broken.slice(0, 3).map(({ message }) => message);
  return vscode.l10n.t("{0}: {1} lines cannot be used. {2}{3}", name, broken.length, shown.join(" "), more);
}

async function showProblems(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri);
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}
