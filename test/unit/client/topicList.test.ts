import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Backend, ListTask } from "../../../client/src/backend.js";
import { cancelJob, resumeJob } from "../../../client/src/jobCommands.js";
import { generateList } from "../../../client/src/topicList.js";
import type { Job } from "../../../protocol/job.js";
import { problem } from "../../../protocol/problems.js";
import { fakeMemory, later, servicesWith, settled } from "./fakeServices.js";
import { editor, FakeDocument, Uri, window } from "./fakeVscode.js";
import { jobWith, quoteWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const file = Uri.file("/work/topics.csv");
const topics = ["One", "Two", "Three"].map((topic) => ({ topic }));
const usage = { ...jobWith().usage, requests: 5, usd: 0.1 };
const jobs = ["1", "2", "3"].map((id) =>
  jobWith({ id, title: `T${id}`, list: "list-1", mode: "batch", percentage: 10, message: "Planning", usage }),
);
const ok = <T>(value: T) => Promise.resolve({ ok: true as const, value });
const broken = (line: number) =>
  problem("list-invalid", `Line ${line}: There is no topic.`, { file: file.path, line, column: 1 });

function backendWith(more: Partial<Backend> = {}) {
  const tasks: ListTask[] = [];
  const seen = <T>(task: ListTask, value: T) => (tasks.push(task), ok(value));
  const calls = {
    readTopics: vi.fn(() => ok({ topics, problems: [] })),
    quote: vi.fn((task: ListTask) => seen(task, quoteWith())),
    generateList: vi.fn((task: ListTask) => seen(task, { list: "list-1", jobs, problems: [] })),
  };
  return { ...calls, ...more, tasks };
}
const gemini = { provider: "gemini", mode: "batch" };
const keys = { states: { gemini: "set" } } as const;

beforeEach(() => {
  editor.reset();
  editor.folders = [{ uri: Uri.file("/work") }];
});

describe("Generate from topic list", () => {
  it("takes the list in the editor, saved, asks for the way, says the price, and starts", async () => {
    const document = new FakeDocument(file, "topic\nOne");
    document.isDirty = true;
    editor.documents = { [file.path]: document };
    window.activeTextEditor = { document };
    const backend = backendWith();
    const { services, jobs: mirror } = servicesWith(backend, keys);
    editor.answers.push(
      ({ items }) => items[0],
      ({ items }) => items[2],
      ({ text, items }) => {
        for (const words of [
          "3 videos from topics.csv",
          "15 requests (at most 102)",
          "61,234 tokens in (counted by the provider)",
          "In batches $0.42; at once $0.84. No cap is set.",
          "Expected wait: target 24 h, expires at 48 h.",
          "found again by the provider. Too short to store.",
        ])
          expect(text).toContain(words);
        return items[0];
      },
    );
    expect(await generateList(services)).toBe("list-1");
    expect(document.saves).toBe(1);
    expect(backend.readTopics).toHaveBeenCalledWith("/work/topics.csv");
    const task = { topics, shared: { out: "/work/manim-videos", ...gemini } };
    expect(backend.tasks).toEqual([task, task]);
    expect(mirror.ofList("list-1").map(({ id }) => id)).toHaveLength(3);
  });

  it("starts nothing when the price is not agreed to", async () => {
    const backend = backendWith();
    const { services } = servicesWith(backend, keys);
    expect(await generateList(services, file, gemini)).toBeUndefined();
    expect(editor.shown.at(-1)).toContain("Make 3 videos from topics.csv?");
    expect(backend.generateList).not.toHaveBeenCalled();
  });

  it("asks before many videos are made for nothing, too, and says what the list's reader noted", async () => {
    const noted = problem("request-duplicate", "Line 3: The topic is that of line 2.", {
      severity: "warning",
      line: 3,
    });
    const backend = backendWith({
      quote: vi.fn(() => ok(null)),
      readTopics: vi.fn(() => ok({ topics, problems: [noted] })),
    });
    const { services } = servicesWith(backend);
    editor.answers.push(({ text, items }) => {
      expect(text).toContain("Nothing is paid for.");
      expect(text).toContain("Line 3: The topic is that of line 2.");
      expect(items).toEqual(["Start"]);
      return undefined;
    });
    expect(await generateList(services, file, { provider: "templates" })).toBeUndefined();
    expect(backend.generateList).not.toHaveBeenCalled();
  });

  it("says which lines cannot be used, marks them, and goes on without them only when told to", async () => {
    const problems = [broken(2), broken(5)];
    const backend = backendWith({ readTopics: vi.fn(() => ok({ topics, problems })) });
    const { services } = servicesWith(backend, keys);
    expect(await generateList(services, file, gemini)).toBeUndefined();
    expect(editor.shown.at(-1)).toMatch(/^topics\.csv: 2 lines cannot be used\. Line 2: .* Line 5: /);
    expect(backend.quote).not.toHaveBeenCalled();
    expect(editor.diagnostics.get(file.path)?.map(({ range, code }) => [range.numbers[0], code])).toEqual([
      [1, "list-invalid"],
      [4, "list-invalid"],
    ]);
    editor.answers.push(({ items }) => (expect(items).toEqual(["Show problems", "Go on with 3 videos"]), items[1]));
    await generateList(services, file, gemini);
    expect(backend.quote).toHaveBeenCalledOnce();
    expect(editor.shown.at(-1)).toContain("2 lines are left out.");
    editor.answers = [() => "Show problems"];
    await generateList(services, file, gemini);
    expect(editor.executed.at(-1)).toEqual(["workbench.actions.view.problems"]);
  });

  it("offers nothing to go on with when no line can be used", async () => {
    const backend = backendWith({ readTopics: vi.fn(() => ok({ topics: [], problems: [broken(1)] })) });
    const { services } = servicesWith(backend, keys);
    editor.answers.push(({ items }) => (expect(items).toEqual(["Show problems"]), undefined));
    expect(await generateList(services, file, gemini)).toBeUndefined();
    expect(editor.shown.at(-1)).toContain("topics.csv: A line of the list cannot be used. Line 1:");
  });

  it("forgets the marks of a line that was corrected, when the file is saved", async () => {
    const backend = backendWith({ readTopics: vi.fn(() => ok({ topics, problems: [broken(2)] })) });
    const { services } = servicesWith(backend, keys);
    await generateList(services, file, gemini);
    expect(editor.diagnostics.size).toBe(1);
    editor.saved.fire({ uri: Uri.file("/work/other.csv") });
    await settled();
    expect(editor.diagnostics.size).toBe(1);
    editor.saved.fire({ uri: file });
    await settled();
    expect(editor.diagnostics.size).toBe(0);
  });
});

describe("a list that is followed", () => {
  async function started(more: Partial<Backend> = {}, memory = fakeMemory()) {
    const backend = backendWith(more);
    const fakes = servicesWith(backend, keys, memory);
    editor.answers.push(({ items }) => items[0]);
    await generateList(fakes.services, file, gemini);
    return { ...fakes, backend };
  }

  it("says how many are ready and what the batch is at, then the bill beside the quote", async () => {
    const { jobs: mirror } = await started();
    const message = "Batch of 2 requests: JOB_STATE_RUNNING";
    for (const job of jobs.slice(1)) mirror.accept(later(job, { message: `Scene ${job.id}: ${message}` }));
    mirror.accept(later(jobs[0]!, { status: "completed", percentage: 100 }));
    expect(editor.shown.at(-1)).toBe(`1 of 3 videos, ${message}`);
    const title = editor.shown.filter((text) => text === "topics.csv");
    expect(title).toHaveLength(1);
    mirror.accept(later(jobs[1]!, { status: "completed", percentage: 100 }));
    editor.answers.push(({ items }) => (expect(items).toEqual(["Resume", "Open panel"]), "Resume"));
    mirror.accept(later(jobs[2]!, { status: "failed" }));
    await settled();
    expect(editor.shown.at(-1)).toBe("topics.csv: 2 of 3 videos ready. 1 failed. Cost: $0.30, quoted $0.42.");
    expect(editor.executed).toEqual([["manimVideo.resumeJob", { list: "list-1" }]]);
  });

  it("never adds up a cost that is not known", async () => {
    const { jobs: mirror } = await started();
    mirror.accept(later(jobs[0]!, { status: "completed", usage: { ...usage, usd: null } }));
    for (const job of jobs.slice(1)) mirror.accept(later(job, { status: "completed" }));
    await settled();
    expect(editor.shown.at(-1)).toBe("topics.csv: 3 of 3 videos ready. Cost: price unknown, quoted $0.42.");
  });

  it("is cancelled as a whole from its notification, and resumed as a whole", async () => {
    const now = [...jobs];
    const change = (status: Job["status"]) => (id: string) => {
      const at = now.findIndex((job) => job.id === id);
      return ok((now[at] = later(now[at]!, { status })));
    };
    const calls = {
      panelCall: (name: string, value: unknown) => {
        expect([name, value]).toEqual(["guarded.listJobs", { list: "list-1" }]);
        return ok(now);
      },
      cancelJob: vi.fn(change("cancelled")),
      resumeJob: vi.fn(change("running")),
    };
    const { services } = await started(calls);
    editor.token?.cancel();
    expect(editor.executed).toEqual([["manimVideo.cancelJob", { list: "list-1" }]]);
    now[0] = later(now[0]!, { status: "completed" });
    await cancelJob(services, { list: "list-1" });
    expect(calls.cancelJob.mock.calls.map(([id]) => id).sort()).toEqual(["2", "3"]);
    await settled();
    expect(editor.shown.at(-1)).toContain("1 of 3 videos ready. 2 cancelled.");
    await resumeJob(services, { list: "list-1" });
    expect(calls.resumeJob.mock.calls.map(([id]) => id).sort()).toEqual(["2", "3"]);
    expect(editor.shown).toContain("Topic list");
  });

  it("is cancelled when the user gave up while it was started", async () => {
    const generate = vi.fn(() => (editor.token?.cancel(), ok({ list: "list-1", jobs, problems: [] })));
    await started({ generateList: generate });
    expect(editor.executed).toContainEqual(["manimVideo.cancelJob", { list: "list-1" }]);
  });

  it("is followed again after a reload of the window, once, and only in a window of its folder", async () => {
    const { jobs: mirror } = servicesWith({});
    mirror.refill([...jobs, jobWith({ id: "9", list: "elsewhere", folder: "/other/manim-videos/x" })]);
    expect(editor.shown).toEqual(["Topic list", "0 of 3 videos, Planning"]);
    mirror.refill(jobs);
    expect(editor.shown.filter((text) => text === "Topic list")).toHaveLength(1);
    await settled();
  });

  it("keeps its name and its quote over a reload of the window, and no longer than it runs", async () => {
    const memory = fakeMemory();
    await started({}, memory);
    editor.shown = [];
    const { jobs: mirror } = servicesWith({}, keys, memory);
    mirror.refill(jobs);
    expect(editor.shown[0]).toBe("topics.csv");
    for (const job of jobs) mirror.accept(later(job, { status: "completed" }));
    await settled();
    expect(editor.shown.at(-1)).toBe("topics.csv: 3 of 3 videos ready. Cost: $0.30, quoted $0.42.");
    editor.shown = [];
    servicesWith({}, keys, memory).jobs.refill(jobs);
    expect(editor.shown[0]).toBe("Topic list");
  });
});

it("offers whole lists where a command asks which video is meant", async () => {
  const cancel = vi.fn((id: string) =>
    ok(
      later(
        jobs.find((job) => job.id === id)!,
        { status: "cancelled" },
      ),
    ),
  );
  const all = [...jobs, jobWith({ id: "own" })];
  const { services } = servicesWith({ jobs: () => Promise.resolve(all), cancelJob: cancel });
  editor.answers.push(({ items }) => {
    expect((items as { label: string }[])[0]?.label).toContain("All 3 videos of a list");
    expect(items).toHaveLength(5);
    return items[0];
  });
  await cancelJob(services);
  expect(cancel.mock.calls.map(([id]) => id).sort()).toEqual(["1", "2", "3"]);
});
