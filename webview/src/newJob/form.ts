/** What the parts of the form work on. */
import type { ListedProvider, Surroundings } from "../../../protocol/calls/newJobCalls.js";
import type { TopicEntry } from "../../../protocol/job.js";
import type { Problem } from "../../../protocol/problems.js";
import type { Provider } from "../../../protocol/settings.js";
import type { Draft } from "./draft.js";
import type { ModelList } from "./modelLists.js";

export interface Form {
  draft: Draft;
  change: (more: Partial<Draft>) => void;
  around: Surroundings;
  /** The list as it was read. */
  listed: { topics: TopicEntry[]; problems: Problem[] };
  models: (provider: ListedProvider) => ModelList;
  askModels: (provider: ListedProvider) => void;
  setKey: (provider: ListedProvider) => void;
  /** Lets the user choose a file, and takes it in. */
  chooseFile: (what: "list" | "requests" | "context") => void;
  chooseFolder: () => void;
}

/** Who will be asked: `auto` as the server decides it. */
export function resolvedProvider({ draft, around }: Pick<Form, "draft" | "around">): Exclude<Provider, "auto"> {
  const { provider, model } = draft;
  if (provider !== "auto" && !(draft.what === "requests" && provider === "templates")) return provider;
  const named = (model.trim() === "" ? around.settings.model : model).split("/", 1)[0] ?? "";
  if (named === "openai" || named === "gemini") return named;
  if (named === "editor" && draft.what !== "requests") return named;
  return around.keys.gemini === "set" || draft.what === "requests" ? "gemini" : "templates";
}
