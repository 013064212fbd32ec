import { beforeEach, describe, expect, it, vi } from "vitest";
import { problem, problemKinds } from "../../../protocol/problems.js";
import { followJob } from "../../../client/src/followJob.js";
import { generateVideo, topicFault } from "../../../client/src/generate.js";
import { later, servicesWith, settled } from "./fakeServices.js";
import { editor, Uri } from "./fakeVscode.js";
import { jobWith, quoteWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

beforeEach(() => {
  editor.reset();
  editor.folders = [{ uri: Uri.file("/work") }];
});

describe("Generate Manim video", () => {
  it("asks for topic and mode, and starts the job in the output folder", async () => {
    const generate = vi.fn(() => Promise.resolve({ ok: true as const, value: jobWith() }));
    const { services } = servicesWith({ generate });
    editor.answers.push(
      () => "binary search",
      ({ items }) => {
        const labels = (items as { label: string; description: string }[]).map(
          ({ label, description }) => `${label}|${description}`,
        );
        expect(labels).toEqual([
          "$(wand) Automatic|templates",
          "$(library) Built-in templates (no key)|on this computer",
          "$(sparkle) Gemini|no API key yet",
          "$(sparkle) Gemini: Batch (half price, within a day)|no API key yet",
          "$(server) OpenAI-compatible|no model is named yet, no API key yet",
          "$(server) OpenAI-compatible: Batch (half price, within a day)|no model is named yet, no API key yet",
        ]);
        return items[1];
      },
    );
    expect(await generateVideo(services)).toBe("job-1");
    expect(generate).toHaveBeenCalledWith({ topic: "binary search", out: "/work/manim-videos", provider: "templates" });
  });

  it.each([
    ["no folder", (): void => void (editor.folders = []), "workspace-missing"],
    ["no trust", (): void => void (editor.trusted = false), "workspace-untrusted"],
  ] as const)("refuses with %s, in the problem's own words, before it asks anything", async (_, set, code) => {
    set();
    const { services } = servicesWith({});
    expect(await generateVideo(services)).toBeUndefined();
    expect(editor.shown).toHaveLength(1);
    expect(editor.shown[0]).toContain(problemKinds[code].title);
  });

  it("does nothing when the user leaves a question", async () => {
    const { services } = servicesWith({});
    expect(await generateVideo(services)).toBeUndefined();
    editor.answers.push(() => "topic");
    expect(await generateVideo(services)).toBeUndefined();
  });

  it("asks for a missing key, and takes the templates instead if the user wants", async () => {
    const generate = vi.fn(() => Promise.resolve({ ok: true as const, value: jobWith() }));
    const { services } = servicesWith({ generate });
    editor.answers.push(() => "Use templates");
    await generateVideo(services, { topic: "t", provider: "gemini" });
    expect(generate).toHaveBeenLastCalledWith(expect.objectContaining({ provider: "templates" }));
    const withKey = servicesWith({ generate }, { given: true });
    editor.answers = [() => "Set API key"];
    await generateVideo(withKey.services, { topic: "t", provider: "gemini" });
    expect(generate).toHaveBeenLastCalledWith(expect.objectContaining({ provider: "gemini" }));
  });

  it("starts a batch only when its price was agreed to, and one above the cap never", async () => {
    const generate = vi.fn(() => Promise.resolve({ ok: true as const, value: jobWith() }));
    const quotes = [quoteWith(), quoteWith(), quoteWith({ cap: 0.01, allowed: false })];
    const quote = vi.fn(() => Promise.resolve({ ok: true as const, value: quotes.shift() ?? null }));
    const { services } = servicesWith({ generate, quote }, { states: { gemini: "set" } });
    const way = { topic: "t", provider: "gemini", mode: "batch" };
    editor.answers.push(() => undefined);
    expect(await generateVideo(services, way)).toBeUndefined();
    expect(generate).not.toHaveBeenCalled();
    editor.answers.push(({ items }) => (expect(items).toEqual(["Spend about $0.42"]), "Spend about $0.42"));
    expect(await generateVideo(services, way)).toBe("job-1");
    const shared = { out: "/work/manim-videos", provider: "gemini", mode: "batch" };
    expect(quote).toHaveBeenLastCalledWith({ topics: [{ topic: "t" }], shared }, expect.anything());
    expect(generate).toHaveBeenLastCalledWith({ topic: "t", ...shared });
    editor.answers.push(({ items }) => (expect(items).toEqual(["Open settings"]), "Open settings"));
    expect(await generateVideo(services, way)).toBeUndefined();
    expect(generate).toHaveBeenCalledOnce();
    expect(editor.executed.at(-1)).toEqual(["workbench.action.openSettings", "manimVideo.maxUsd"]);
  });

  it("shows the backend's problem and starts nothing", async () => {
    const answer = { ok: false as const, problem: problem("python-missing", "None on PATH.") };
    const { services, jobs } = servicesWith({ generate: () => Promise.resolve(answer) });
    expect(await generateVideo(services, { topic: "t", provider: "templates" })).toBeUndefined();
    expect(editor.shown.at(-1)).toContain("Python was not found. None on PATH.");
    expect(jobs.all()).toEqual([]);
  });

  it("takes no topic that is empty or too long", () => {
    expect(["", " \n", "x".repeat(50_001), "x"].map(topicFault)).toEqual([
      "topic-empty",
      "topic-empty",
      "topic-too-long",
      null,
    ]);
  });
});

describe("a job that is followed", () => {
  it("reports progress that never falls, then shows the video and offers what to do", async () => {
    const { services, jobs, panel } = servicesWith({});
    const job = jobWith();
    jobs.accept(job);
    followJob(services, job);
    jobs.accept(later(job, { percentage: 80, message: "Joining" }));
    editor.answers.push(({ items }) => (expect(items).toEqual(["Open video", "Open code", "Open panel"]), "Open code"));
    jobs.accept(later(job, { percentage: 100, status: "completed", stage: "completed", video: "/v.mp4", message: "" }));
    await settled();
    expect(editor.shown).toEqual([
      "Binary search",
      "60 % · Rendering scene 2 of 4",
      "80 % · Joining",
      "100 % · Finished",
      "“Binary search” is ready.",
    ]);
    expect(panel.show).toHaveBeenCalledWith("job-1", true);
    expect(editor.executed).toEqual([["manimVideo.openCode", "job-1"]]);
  });

  it("is cancelled from its notification, and can be resumed", async () => {
    const { services, jobs } = servicesWith({});
    const job = jobWith();
    jobs.accept(job);
    followJob(services, job);
    editor.token?.cancel();
    expect(editor.executed).toEqual([["manimVideo.cancelJob", "job-1"]]);
    editor.answers.push(() => "Resume");
    jobs.accept(later(job, { status: "cancelled" }));
    await settled();
    expect(editor.executed.at(-1)).toEqual(["manimVideo.resumeJob", "job-1"]);
  });

  it("shows its first error when it failed", async () => {
    const { services, jobs } = servicesWith({});
    const job = jobWith();
    jobs.accept(job);
    followJob(services, job);
    const problems = [problem("sandbox-missing", ""), problem("disk-full", "No space left.")];
    jobs.accept(later(job, { status: "failed", problems }));
    await settled();
    expect(editor.shown.at(-1)).toContain("The disk is full. No space left.");
  });

  it("goes on over a restart of the backend and ends when it is gone for good", async () => {
    const { services, jobs, stateChanged } = servicesWith({});
    const job = jobWith();
    jobs.accept(job);
    followJob(services, job);
    stateChanged.fire("starting");
    jobs.refill([later(job, { percentage: 65, message: "Rendering again" })]);
    expect(editor.shown.slice(-2)).toEqual(["restarting", "65 % · Rendering again"]);
    stateChanged.fire("stopped");
    jobs.accept(later(job, { percentage: 90 }));
    await settled();
    expect(editor.shown.at(-1)).toBe("65 % · Rendering again");
  });
});
