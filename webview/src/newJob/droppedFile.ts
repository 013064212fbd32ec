/** Files that are dropped on the form, or chosen for it, and where they go. */
import type { ChosenFile } from "../../../protocol/calls/newJobCalls.js";
import type { Problem } from "../../../protocol/problems.js";
import { call } from "../call.js";
import type { Draft } from "./draft.js";

/** The file, from another program or from the editor's explorer; null when something else was dropped. */
export async function droppedFile(given: DataTransfer): Promise<ChosenFile | Problem | null> {
  const [file] = given.files;
  // To be read before anything is waited for: what was dropped is gone then.
  const uris = given.getData("application/vnd.code.uri-list") || given.getData("text/uri-list");
  if (file) return { name: file.name, path: "", text: await file.text() };
  const [uri] = uris.split(/\r?\n/).filter((line) => line.startsWith("file:") || line.startsWith("vscode-"));
  if (uri === undefined) return null;
  const answer = await call("newJob.openDropped", { uri });
  return answer.ok ? answer.value : answer.problem;
}

const listEndings = ["csv", "tsv", "jsonl", "ndjson", "md", "markdown", "txt"];

/** What changes when a file comes: it goes where its kind, and what is being made, say. */
export function withFile(draft: Draft, file: ChosenFile, chosenAs?: "list" | "requests" | "context"): Partial<Draft> {
  const { name, path, text } = file;
  const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
  const isLines = ending === "jsonl" || ending === "ndjson";
  const as = chosenAs ?? (draft.what === "requests" ? (isLines ? "requests" : "context") : "list");
  if (as === "requests" || text === null) {
    const isShown = text !== null;
    return {
      what: "requests",
      requests: { form: "jsonl", text: isShown ? text : "", path: isShown ? "" : path, name: isShown ? "" : name },
    };
  }
  if (as === "context") {
    const others = draft.files.filter((other) => other.name !== name);
    return { files: [...others, { name, text }] };
  }
  // An outline is one video; the same file as a list would be one for each of its points.
  if (draft.what === "outline" && (ending === "md" || ending === "markdown")) return { outline: text };
  const known = listEndings.includes(ending) ? name : `${name}.txt`;
  return { what: "list", list: { name: known, text, removed: [] } };
}
