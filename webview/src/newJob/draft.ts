/** What is typed into the form for new videos and requests, and the tasks that it stands for. Pure. */
import type { RequestsTask, Surroundings, VideosTask } from "../../../protocol/calls/newJobCalls.js";
import type { BatchForm, ContextWish, JobRequest, TopicEntry } from "../../../protocol/job.js";
import type { Mode, Provider, Quality } from "../../../protocol/settings.js";

export const whats = ["topic", "outline", "list", "requests"] as const;
export type What = (typeof whats)[number];

/** `auto`: at once for one video, in batches for several; `batch`: inline or as a file by its size. */
export const ways = ["auto", "interactive", "batch", "inline", "file"] as const;
export type Way = (typeof ways)[number];

export interface Draft {
  what: What;
  topic: string;
  outline: string;
  /** The ending of `name` tells the form; `removed` are places of topics that are left out. */
  list: { name: string; text: string; removed: number[] };
  /** With a path the requests are read from that file. */
  requests: { form: "lines" | "blocks" | "jsonl"; text: string; path: string; name: string };
  files: { name: string; text: string }[];
  cache: string;
  provider: Provider;
  model: string;
  sceneModel: string;
  helperModel: string;
  way: Way;
  context: ContextWish;
  quality: Quality;
  /** 0 leaves it to the author. */
  scenes: number;
  language: string;
  style: string;
  folder: string;
  /** USD; 0 for no cap. */
  maxUsd: number;
  /** Seconds; null for the setting's own. */
  deadline: number | null;
}

export function emptyDraft({ settings }: Pick<Surroundings, "settings">): Draft {
  return {
    what: "topic",
    topic: "",
    outline: "",
    list: { name: "topics.txt", text: "", removed: [] },
    requests: { form: "lines", text: "", path: "", name: "" },
    ...{ files: [], cache: "", provider: settings.provider, model: "", sceneModel: "", helperModel: "" },
    way: settings.mode,
    ...{ context: "auto", quality: settings.quality, scenes: 0, language: "", style: "" },
    ...{ folder: settings.outputFolder, maxUsd: settings.maxUsd, deadline: null },
  };
}

/** What was kept, where an older version has kept other things. */
export function keptDraft(kept: unknown, around: Pick<Surroundings, "settings">): Draft {
  const empty = emptyDraft(around);
  if (typeof kept !== "object" || kept === null) return empty;
  const known = Object.entries(kept).filter(([name, value]) => isLike(value, empty[name as keyof Draft]));
  return { ...empty, ...Object.fromEntries(known) };
}

function isLike(value: unknown, usual: unknown): boolean {
  if (usual === undefined) return false;
  return usual === null ? value === null || typeof value === "number" : typeof value === typeof usual;
}

/** The form filled with what a job was asked to make. */
export function draftOf(request: JobRequest, around: Pick<Surroundings, "settings">): Draft {
  const { topic, quality, provider, model, sceneModel, helperModel, context, scenes, language, style } = request;
  const isOutline = topic.includes("\n");
  return {
    ...emptyDraft(around),
    ...(isOutline ? { what: "outline", outline: topic } : { what: "topic", topic }),
    ...{ quality, provider, model, sceneModel, helperModel, context, scenes, language, style },
    ...{ way: wayOf(request), folder: request.out, maxUsd: request.maxUsd, deadline: request.deadline },
  };
}

function wayOf({ mode, batchForm }: JobRequest): Way {
  return mode === "batch" && batchForm !== "auto" ? batchForm : mode;
}

/** Whether several videos, or requests, go together. */
export const isTogether = ({ what }: Draft): boolean => what === "list" || what === "requests";

/** The way as it will be taken: `auto` decided. */
export function takenWay({ way, ...draft }: Draft): { mode: "interactive" | "batch"; form: BatchForm } {
  if (way === "inline" || way === "file") return { mode: "batch", form: way };
  const batch = way === "batch" || (way === "auto" && isTogether({ way, ...draft }));
  return { mode: batch ? "batch" : "interactive", form: "auto" };
}

/** The topics that are to be made; `listed` are those of the list, as it was read. */
export function topicsOf(draft: Draft, listed: readonly TopicEntry[]): TopicEntry[] {
  if (draft.what === "topic") return entry(draft.topic, draft);
  if (draft.what === "outline") return entry(draft.outline, draft);
  const kept = listed.filter((_, place) => !draft.list.removed.includes(place));
  return kept.map((topic) => ({ ...(draft.scenes > 0 && { scenes: draft.scenes }), ...topic }));
}

function entry(topic: string, { scenes }: Draft): TopicEntry[] {
  return topic.trim() === "" ? [] : [{ topic, ...(scenes > 0 && { scenes }) }];
}

/** Null while there is nothing to make. */
export function videosTask(draft: Draft, listed: readonly TopicEntry[]): VideosTask | null {
  const topics = topicsOf(draft, listed);
  if (draft.what === "requests" || topics.length === 0) return null;
  const { provider, model, sceneModel, helperModel, context, quality, language, style, folder, maxUsd, deadline } =
    draft;
  const { mode, form } = takenWay(draft);
  const asked: Mode = draft.way === "auto" ? "auto" : mode;
  return {
    ...{ topics, isList: draft.what === "list" },
    shared: {
      ...{ out: folder, provider, model: model.trim(), sceneModel: sceneModel.trim(), helperModel: helperModel.trim() },
      ...{ mode: asked, batchForm: form, context, quality, language: language.trim(), style: style.trim(), maxUsd },
      ...(deadline !== null && { deadline }),
    },
  };
}

/** Null while there is nothing to ask. */
export function requestsTask(draft: Draft): RequestsTask | null {
  const { requests, files, context, cache, model, maxUsd } = draft;
  const { form, text, path } = requests;
  if (draft.what !== "requests" || (path === "" && text.trim() === "")) return null;
  const way = takenWay(draft);
  return {
    source: path === "" ? { form, text } : { form: "file", path },
    // A cache that is named holds what is shared.
    ...{ files: cache.trim() === "" ? files : [], context, cache: cache.trim(), model: model.trim(), maxUsd },
    ...{ provider: requestProvider(draft), mode: way.mode, batchForm: way.form },
  };
}

/** Templates answer no questions, and the editor's own models take none from here. */
function requestProvider({ provider }: Draft): Provider {
  return provider === "templates" || provider === "editor" ? "auto" : provider;
}
