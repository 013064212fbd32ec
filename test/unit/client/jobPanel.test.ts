import { beforeEach, describe, expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import { problem } from "../../../protocol/problems.js";
import type { Answer } from "../../../protocol/server.js";
import { JobPanel } from "../../../client/src/jobPanel.js";
import { servicesWith, settled } from "./fakeServices.js";
import type { FakePanel } from "./fakeVscode.js";
import { editor, Uri } from "./fakeVscode.js";
import { jobWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const extension = Uri.file("/extension") as unknown as vscode.Uri;
const selections = (panel: FakePanel | undefined) => panel?.sent.filter(({ type }) => type === "select");

describe("the job panel", () => {
  let panel: JobPanel;
  let jobs: ReturnType<typeof servicesWith>["jobs"];
  beforeEach(() => {
    editor.reset();
    const panelCall = (_: string, value: unknown): Promise<Answer<unknown>> => {
      const { id } = value as { id: string };
      if (id === "old") return Promise.resolve({ ok: true, value: jobWith({ id, status: "failed" }) });
      return Promise.resolve({ ok: false, problem: problem("job-missing", "") });
    };
    const fakes = servicesWith({ panelCall });
    jobs = fakes.jobs;
    jobs.accept(jobWith());
    panel = new JobPanel(extension, jobs, fakes.services.server, extension, fakes.services.keys);
  });

  it("is given everything once its page asks, the wanted job before the list", () => {
    panel.show("job-1");
    const [page] = editor.panels;
    expect(page?.sent).toEqual([]);
    page?.post({ type: "ready" });
    expect(page?.sent.map(({ type }) => type)).toEqual(["select", "backend", "jobs"]);
  });

  it("selects another job without loading its page again", () => {
    panel.show();
    const [page, ...others] = editor.panels;
    page?.post({ type: "ready" });
    panel.show("job-1");
    expect(selections(page)).toEqual([{ type: "select", id: "job-1" }]);
    expect(page?.pages).toHaveLength(1);
    expect(others).toEqual([]);
  });

  it("selects a job in a hidden page when that has been loaded again, and leaves later selections to the user", () => {
    panel.show();
    const [page] = editor.panels;
    page?.post({ type: "ready" });
    page?.setVisible(false);
    panel.show("job-1");
    expect(selections(page)).toEqual([]);
    page?.setVisible(true);
    page?.post({ type: "ready" });
    page?.setVisible(false);
    page?.post({ type: "ready" });
    expect(selections(page)).toEqual([{ type: "select", id: "job-1" }]);
  });

  it("cancels and resumes whole lists by the commands", () => {
    panel.show();
    editor.panels[0]?.post({ type: "cancelList", list: "list-1" });
    editor.panels[0]?.post({ type: "resumeList", list: "list-1" });
    editor.panels[0]?.post({ type: "cancelList" });
    expect(editor.executed).toEqual([
      ["manimVideo.cancelJob", { list: "list-1" }],
      ["manimVideo.resumeJob", { list: "list-1" }],
    ]);
  });

  it("gives addresses to the files of a job that has ended only", () => {
    panel.show();
    const [page] = editor.panels;
    page?.post({ type: "ready" });
    const made = { video: "/work/v.mp4", captions: "/work/c.srt" };
    jobs.accept(jobWith(made));
    expect(page?.sent.at(-1)).toMatchObject({ job: { videoUrl: null, captionsUrl: null } });
    jobs.accept(jobWith({ ...made, status: "completed", percentage: 100 }));
    const { job } = page?.sent.at(-1) as unknown as { job: { videoUrl: string; captionsUrl: string } };
    expect(job.videoUrl).toMatch(/v\.mp4\?v=\d+$/);
    expect(job.captionsUrl).toMatch(/c\.vtt\?v=\d+$/);
  });

  it("is sent a job that is older than those held, and told when there is none", async () => {
    panel.show();
    const [page] = editor.panels;
    page?.post({ type: "ready" });
    page?.post({ type: "wantJob", id: "old" });
    await settled();
    expect(page?.sent.at(-1)).toMatchObject({ type: "job", job: { id: "old", stillUrls: [null] } });
    page?.post({ type: "wantJob", id: "gone" });
    await settled();
    expect(page?.sent.at(-1)).toEqual({ type: "gone", id: "gone" });
  });
});
