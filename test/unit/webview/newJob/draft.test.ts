import { describe, expect, it } from "vitest";
import { noWishes, type JobRequest } from "../../../../protocol/job.js";
import { defaultSettings } from "../../../../protocol/settings.js";
import { withFile } from "../../../../webview/src/newJob/droppedFile.js";
import {
  draftOf,
  emptyDraft,
  keptDraft,
  requestsTask,
  takenWay,
  topicsOf,
  videosTask,
  type Draft,
} from "../../../../webview/src/newJob/draft.js";
import { resolvedProvider } from "../../../../webview/src/newJob/form.js";

const around = { settings: defaultSettings() };
const draft = (more: Partial<Draft> = {}): Draft => ({ ...emptyDraft(around), ...more });

describe("the draft of videos", () => {
  it("is no task before there is something to make", () => {
    expect(videosTask(draft(), [])).toBeNull();
    expect(videosTask(draft({ what: "outline", outline: " \n" }), [])).toBeNull();
    expect(videosTask(draft({ what: "list" }), [])).toBeNull();
  });

  it("is one topic with all that was wished, and nothing that was not", () => {
    const wishes = { model: " gemini-x ", scenes: 3, language: "German", style: "calm", maxUsd: 2, deadline: 3600 };
    const task = videosTask(draft({ topic: "Why", ...wishes }), []);
    expect(task).toMatchObject({ isList: false, topics: [{ topic: "Why", scenes: 3 }] });
    expect(task?.shared).toMatchObject({
      model: "gemini-x",
      language: "German",
      style: "calm",
      maxUsd: 2,
      deadline: 3600,
    });
    expect(videosTask(draft({ topic: "Why" }), [])?.shared).not.toHaveProperty("deadline");
    expect(videosTask(draft({ topic: "Why" }), [])?.topics).toEqual([{ topic: "Why" }]);
  });

  it("leaves out removed topics, and a topic's own wishes go before the form's", () => {
    const listed = [{ topic: "a" }, { topic: "b", scenes: 2 }, { topic: "c" }];
    const list = { name: "l.txt", text: "…", removed: [0] };
    expect(topicsOf(draft({ what: "list", list, scenes: 5 }), listed)).toEqual([
      { topic: "b", scenes: 2 },
      { topic: "c", scenes: 5 },
    ]);
  });

  it.each([
    ["topic", "auto", { mode: "interactive", form: "auto" }],
    ["list", "auto", { mode: "batch", form: "auto" }],
    ["topic", "inline", { mode: "batch", form: "inline" }],
    ["requests", "file", { mode: "batch", form: "file" }],
    ["list", "interactive", { mode: "interactive", form: "auto" }],
  ] as const)("%s in the way %s is %j", (what, way, taken) => {
    expect(takenWay(draft({ what, way }))).toEqual(taken);
  });
});

describe("the draft of questions", () => {
  const requests = { form: "lines" as const, text: "One", path: "", name: "" };

  it("goes by the file where one was chosen", () => {
    expect(requestsTask(draft({ what: "requests" }))).toBeNull();
    expect(requestsTask(draft({ what: "requests", requests }))?.source).toEqual({ form: "lines", text: "One" });
    const chosen = { ...requests, text: "", path: "/w/r.jsonl", name: "r.jsonl" };
    expect(requestsTask(draft({ what: "requests", requests: chosen }))?.source).toEqual({
      form: "file",
      path: "/w/r.jsonl",
    });
  });

  it("sends no files beside a named cache, and never asks the templates", () => {
    const files = [{ name: "a.md", text: "A" }];
    const asked = draft({ what: "requests", requests, files, cache: " rules ", provider: "templates" });
    expect(requestsTask(asked)).toMatchObject({ files: [], cache: "rules", provider: "auto" });
  });
});

describe("a draft from before", () => {
  it("is kept, without what this version does not know", () => {
    const kept = { ...draft({ topic: "Why" }), later: 1, scenes: "many", what: "topic" };
    expect(keptDraft(kept, around)).toEqual(draft({ topic: "Why" }));
    expect(keptDraft(undefined, around)).toEqual(draft());
  });

  it("may be what a job was asked to make", () => {
    const request: JobRequest = {
      ...{
        ...noWishes,
        topic: "# A\n\n## B",
        out: "/o",
        quality: "high",
        provider: "gemini",
        mode: "batch",
        model: "m",
      },
      ...{ batchForm: "file", sceneModel: "s", context: "none", maxUsd: 3, deadline: 60 },
    };
    const form = draftOf(request, around);
    expect(form).toMatchObject({ what: "outline", outline: "# A\n\n## B", way: "file", quality: "high", deadline: 60 });
    expect(videosTask(form, [])?.shared).toMatchObject({
      batchForm: "file",
      mode: "batch",
      sceneModel: "s",
      context: "none",
    });
    expect(draftOf({ ...request, topic: "A", batchForm: "auto" }, around)).toMatchObject({ topic: "A", way: "batch" });
  });
});

describe("a file that comes", () => {
  const file = (name: string, text: string | null = "x") => ({ name, path: `/w/${name}`, text });

  it("goes where its kind and the form say", () => {
    expect(withFile(draft(), file("a.csv"))).toEqual({ what: "list", list: { name: "a.csv", text: "x", removed: [] } });
    expect(withFile(draft(), file("a.log"))).toMatchObject({ list: { name: "a.log.txt" } });
    expect(withFile(draft({ what: "outline" }), file("a.md"))).toEqual({ outline: "x" });
    expect(withFile(draft({ what: "requests" }), file("a.jsonl"))).toMatchObject({
      requests: { form: "jsonl", text: "x" },
    });
    expect(withFile(draft({ what: "requests" }), file("a.jsonl", null))).toMatchObject({
      requests: { path: "/w/a.jsonl" },
    });
  });

  it("is added to what questions share, once", () => {
    const files = [
      { name: "a.md", text: "old" },
      { name: "b.md", text: "b" },
    ];
    expect(withFile(draft({ what: "requests", files }), file("a.md")).files?.map(({ text }) => text)).toEqual([
      "b",
      "x",
    ]);
  });
});

describe("who will be asked", () => {
  const surroundings = (gemini: "set" | "unset", model = "") => ({
    ...{
      keys: { gemini, openai: "unset" as const },
      openaiHost: "",
      openaiNeedsKey: true,
      editorModels: [],
      problem: null,
    },
    settings: { ...defaultSettings(), model },
  });

  it.each([
    [{}, "unset", "", "templates"],
    [{}, "set", "", "gemini"],
    [{ what: "requests" }, "unset", "", "gemini"],
    [{}, "unset", "openai/llama", "openai"],
    [{ model: "editor/x/y" }, "set", "", "editor"],
    [{ provider: "openai" }, "set", "", "openai"],
  ] as const)("%j with a key %s and the model %j: %s", (more, key, model, expected) => {
    expect(resolvedProvider({ draft: draft(more), around: surroundings(key, model) })).toBe(expected);
  });
});
