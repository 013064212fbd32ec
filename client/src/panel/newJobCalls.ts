/** What the panel's form for new videos and plain requests asks of the editor: keys, files, folders, and the start. */
import * as vscode from "vscode";
import { posix } from "node:path";
import type {
  ChosenFile,
  ListedProvider,
  NewJobCalls,
  newJobCallsOfServer,
  Surroundings,
} from "../../../protocol/calls/newJobCalls.js";
import type { Quote } from "../../../protocol/batch.js";
import type { Job } from "../../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import type { Backend } from "../backend.js";
import { editorModels } from "../editorModels.js";
import type { JobMirror } from "../jobMirror.js";
import { outputFolder } from "../preflight.js";
import type { KeyStore } from "../secrets.js";
import { configuredSettings } from "../settings.js";
import { hostOf, needsOpenaiKey } from "../ways.js";
import { withProgress } from "../withProgress.js";
import { videos } from "../words.js";
import { asker } from "./asker.js";
import type { EditorCalls } from "./panelCalls.js";

type Own = Pick<EditorCalls, Exclude<keyof NewJobCalls, (typeof newJobCallsOfServer)[number]>>;

/** A list that the user has started in the form. */
export interface StartedTogether {
  list: string;
  name: string;
  quote: Pick<Quote, "price"> | null;
}

export interface NewJobParts {
  backend: () => Promise<Backend>;
  jobs: JobMirror;
  keys: KeyStore;
  started: (job: Job) => void;
  startedList: (list: StartedTogether) => void;
  /** Shows the panel with this job. */
  show: (id: string) => void;
}

/** Bytes of a file that is shown in the form; requests may be more, and are then read by the backend. */
const longestShown = 2_000_000;

const endings = {
  list: ["csv", "tsv", "jsonl", "ndjson", "md", "markdown", "txt"],
  requests: ["jsonl", "ndjson"],
  context: ["md", "txt", "py", "tex", "json", "jsonl", "csv", "tsv", "html", "xml", "rst", "srt", "vtt"],
};

export function newJobCalls(parts: NewJobParts): Own {
  return {
    "newJob.surroundings": () => surroundings(parts.keys),
    "newJob.setKey": async ({ provider }) => {
      const name = providerNamed(provider);
      await parts.keys.ask(name);
      return parts.keys.state(name);
    },
    "newJob.chooseFile": ({ what }) => chooseFile(what === "requests" || what === "context" ? what : "list"),
    "newJob.openDropped": ({ uri }) => openDropped(textOf(uri)),
    "newJob.chooseFolder": chooseFolder,
    "newJob.start": (task) => start(parts, task),
    "newJob.saveRun": ({ id }) => saveRun(parts, textOf(id)),
  };
}

/** What a page sends is of any type. */
const textOf = (given: unknown): string => (typeof given === "string" ? given : "");

async function surroundings(keys: KeyStore): Promise<Surroundings> {
  const { settings } = configuredSettings();
  const [gemini, openai, models] = await Promise.all([keys.state("gemini"), keys.state("openai"), editorModels()]);
  const place = outputFolder(settings.outputFolder);
  return {
    keys: { gemini, openai },
    settings,
    openaiHost: hostOf(settings.openaiBaseUrl) ?? "",
    openaiNeedsKey: needsOpenaiKey(settings.openaiBaseUrl),
    editorModels: models.map(({ label, model }) => ({ label, model })),
    problem: "problem" in place ? place.problem : null,
  };
}

function providerNamed(given: unknown): ListedProvider {
  return given === "openai" ? "openai" : "gemini";
}

async function chooseFile(what: keyof typeof endings): Promise<ChosenFile | null> {
  const titles = {
    list: vscode.l10n.t("List of topics"),
    requests: vscode.l10n.t("File of requests"),
    context: vscode.l10n.t("File that all requests share"),
  };
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: titles[what],
      openLabel: vscode.l10n.t("Use this file"),
      filters: { [titles[what]]: endings[what], [vscode.l10n.t("All files")]: ["*"] },
      ...(folder && { defaultUri: folder }),
    })) ?? [];
  return uri === undefined ? null : readFile(uri, what === "requests");
}

/** Only what lies in the workspace: the page says which file it was. */
async function openDropped(uri: string): Promise<ChosenFile> {
  const given = vscode.Uri.parse(uri);
  const path = posix.normalize(given.path);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const isOwn = folders.some((folder) => folder.uri.scheme === given.scheme && path.startsWith(`${folder.uri.path}/`));
  if (!isOwn)
    throw new ProblemError(problem("path-refused", vscode.l10n.t("Only files of the workspace can be dropped.")));
  return readFile(given, true);
}

/** Throws ProblemError for a file that cannot be read, or that is larger than the form shows and must be. */
async function readFile(uri: vscode.Uri, mayBeLarge: boolean): Promise<ChosenFile> {
  const file = { name: posix.basename(uri.path), path: uri.fsPath };
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size <= longestShown) {
      const bytes = await vscode.workspace.fs.readFile(uri);
      return { ...file, text: new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-8").decode(bytes) };
    }
  } catch (error) {
    throw new ProblemError(problem("file-missing", error instanceof Error ? error.message : String(error)));
  }
  if (mayBeLarge) return { ...file, text: null };
  const fix = vscode.l10n.t("The command “Generate from topic list” takes lists of any size.");
  throw new ProblemError(problem("list-invalid", vscode.l10n.t("{0} is too large for the form.", file.name), { fix }));
}

async function chooseFolder(): Promise<string | null> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Folder for the videos"),
      openLabel: vscode.l10n.t("Use this folder"),
      ...{ canSelectFiles: false, canSelectFolders: true },
      ...(folder && { defaultUri: folder }),
    })) ?? [];
  return uri?.fsPath ?? null;
}

async function start(
  parts: NewJobParts,
  { topics, isList, shared, quoted }: NewJobCalls["newJob.start"]["value"],
): Promise<{ ids: string[]; problems: Problem[] }> {
  const place = outputFolder(textOf(shared.out));
  if ("problem" in place) throw new ProblemError(place.problem);
  const asked = { ...shared, out: place.folder };
  const backend = await parts.backend();
  const [only] = topics;
  if (!isList && only !== undefined) {
    const answer = await backend.generate({ ...asked, ...only });
    if (!answer.ok) throw new ProblemError(answer.problem);
    parts.jobs.accept(answer.value);
    parts.started(answer.value);
    parts.show(answer.value.id);
    return { ids: [answer.value.id], problems: [] };
  }
  return startList(parts, backend, { topics, shared: asked, quoted });
}

async function startList(
  parts: NewJobParts,
  backend: Backend,
  { topics, shared, quoted }: Omit<NewJobCalls["newJob.start"]["value"], "isList">,
): Promise<{ ids: string[]; problems: Problem[] }> {
  const title = vscode.l10n.t("Starting {0}", videos(topics.length));
  const answer = await withProgress(title, async (_, token) => backend.generateList({ topics, shared }, token));
  if (!answer.ok) throw new ProblemError(answer.problem);
  const { list, jobs, problems } = answer.value;
  for (const job of jobs) parts.jobs.accept(job);
  const [first] = jobs;
  if (first !== undefined) {
    parts.startedList({ list, name: videos(jobs.length), quote: quoted });
    parts.show(first.id);
  }
  return { ids: jobs.map(({ id }) => id), problems };
}

async function saveRun({ backend }: NewJobParts, id: string): Promise<string | null> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save answers"),
    filters: { "JSON Lines": ["jsonl"], CSV: ["csv"] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, "answers.jsonl") }),
  });
  if (uri === undefined) return null;
  const form = uri.path.toLowerCase().endsWith(".csv") ? "csv" : "jsonl";
  const text = await asker(backend)("newJob.runText", { id, form });
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri.fsPath;
}
