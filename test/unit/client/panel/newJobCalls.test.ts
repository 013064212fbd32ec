import { beforeEach, describe, expect, it, vi } from "vitest";
import type { NewJobCalls } from "../../../../protocol/calls/newJobCalls.js";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Backend } from "../../../../client/src/backend.js";
import { newJobCalls } from "../../../../client/src/panel/newJobCalls.js";
import { servicesWith } from "../fakeServices.js";
import { editor, Uri } from "../fakeVscode.js";
import { jobWith } from "../jobs.js";

vi.mock("vscode", () => import("../fakeVscode.js"));

const token = new AbortController() as never;

function callsOver(backend: Partial<Backend>, keys: Parameters<typeof servicesWith>[1] = {}) {
  const fakes = servicesWith(backend, keys);
  const said: string[] = [];
  const calls = newJobCalls({
    backend: () => Promise.resolve(backend as Backend),
    ...{ jobs: fakes.jobs, keys: fakes.services.keys },
    started: ({ id }) => void said.push(`started ${id}`),
    startedList: ({ list, name, quote }) => void said.push(`list ${list} ${name} ${quote?.price}`),
    show: (id) => void said.push(`show ${id}`),
  });
  return { calls, said, asked: fakes.asked };
}

type Start = NewJobCalls["newJob.start"]["value"];

const task = (more: Partial<Start> = {}): Start => ({
  ...{
    topics: [{ topic: "Why", scenes: 2 }],
    isList: false,
    shared: { out: "videos", provider: "gemini", model: "m" },
  },
  quoted: { price: 0.5 },
  ...more,
});

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ProblemError ? error.problem.code : String(error);
}

beforeEach(() => {
  editor.reset();
  editor.folders = [{ uri: Uri.file("/w") }];
});

describe("starting from the form", () => {
  it("takes the way of the palette's command: one video, in the folder of the workspace, followed and shown", async () => {
    const asked: unknown[] = [];
    const generate: Backend["generate"] = (request) => {
      asked.push(request);
      return Promise.resolve({ ok: true, value: jobWith() });
    };
    const { calls, said } = callsOver({ generate });
    expect(await calls["newJob.start"](task(), token)).toEqual({ ids: ["job-1"], problems: [] });
    expect(asked).toEqual([{ topic: "Why", scenes: 2, out: "/w/videos", provider: "gemini", model: "m" }]);
    expect(said).toEqual(["started job-1", "show job-1"]);
  });

  it("follows a list as a list, with the problems of topics that were not started", async () => {
    const left = problem("topic-empty", "There is no topic.");
    const generateList: Backend["generateList"] = () =>
      Promise.resolve({ ok: true, value: { list: "l1", jobs: [jobWith({ list: "l1" })], problems: [left] } });
    const { calls, said } = callsOver({ generateList });
    expect(await calls["newJob.start"](task({ isList: true }), token)).toEqual({ ids: ["job-1"], problems: [left] });
    expect(said).toEqual(["list l1 1 video 0.5", "show job-1"]);
  });

  it("starts nothing in a workspace that is not trusted, and says what the backend says", async () => {
    const generate: Backend["generate"] = () =>
      Promise.resolve({ ok: false, problem: problem("cap-exceeded", "Dear.") });
    const { calls, said } = callsOver({ generate });
    expect(await problemOf(calls["newJob.start"](task(), token))).toBe("cap-exceeded");
    editor.trusted = false;
    expect(await problemOf(calls["newJob.start"](task(), token))).toBe("workspace-untrusted");
    expect(said).toEqual([]);
  });
});

describe("what the form starts from", () => {
  it("has the keys' states, never a key, and the settings", async () => {
    editor.configuration = { quality: "high", openaiBaseUrl: "http://127.0.0.1:11434/v1" };
    const { calls } = callsOver({}, { states: { gemini: "set" } });
    const around = await calls["newJob.surroundings"](null, token);
    expect(around).toMatchObject({ keys: { gemini: "set", openai: "unset" }, openaiNeedsKey: false, problem: null });
    expect(around.settings.quality).toBe("high");
    expect(around.openaiHost).toBe("127.0.0.1:11434");
    editor.folders = [];
    expect((await calls["newJob.surroundings"](null, token)).problem?.code).toBe("workspace-missing");
  });

  it("asks for a key in the editor's box", async () => {
    const { calls, asked } = callsOver({}, { states: { openai: "set" } });
    expect(await calls["newJob.setKey"]({ provider: "openai" }, token)).toBe("set");
    expect(asked).toEqual(["openai"]);
  });

  it.each(["file:///etc/passwd", "file:///w/../etc/passwd", "http://x/w/a.csv", ""])(
    "takes no %s that is dropped",
    async (uri) => {
      const { calls } = callsOver({});
      expect(await problemOf(calls["newJob.openDropped"]({ uri }, token))).toBe("path-refused");
    },
  );
});
