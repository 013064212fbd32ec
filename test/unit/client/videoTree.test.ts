import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DataTransfer, type TreeItem } from "vscode";
import { JobMirror } from "../../../client/src/jobMirror.js";
import { VideoTree } from "../../../client/src/videoTree.js";
import { jobWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const finished = (id: string, more = {}) =>
  jobWith({ id, status: "completed", video: `/work/manim-videos/${id}/video.mp4`, title: `T ${id}`, ...more });

let jobs: JobMirror;
let tree: VideoTree;
beforeEach(() => {
  vi.useFakeTimers();
  jobs = new JobMirror();
  tree = new VideoTree(jobs);
});
afterEach(() => {
  tree.dispose();
  vi.useRealTimers();
});

describe("the list of finished videos", () => {
  it("has those that can be played, and nothing below them", () => {
    jobs.refill([
      finished("a"),
      jobWith({ id: "b", video: "/v.mp4" }),
      finished("c", { video: null }),
      finished("d", { status: "completed_with_errors" }),
    ]);
    const shown = tree.getChildren();
    expect(shown.map(({ id }) => id).sort()).toEqual(["a", "d"]);
    expect(tree.getChildren(shown[0])).toEqual([]);
  });

  it("opens a video in the player", () => {
    jobs.refill([finished("a")]);
    const item = tree.getTreeItem(tree.getChildren()[0]!) as TreeItem & { label: string };
    expect(item.label).toBe("T a");
    expect(item.command).toMatchObject({ command: "vscode.openWith" });
    expect(item.command?.arguments?.map(String)).toEqual([
      "file:///work/manim-videos/a/video.mp4",
      "manimVideo.player",
    ]);
  });

  it("gives dragged videos as files", () => {
    jobs.refill([finished("a"), finished("b")]);
    const data = new DataTransfer();
    tree.handleDrag(tree.getChildren(), data);
    expect([...data].map(([type]) => type)).toEqual(["text/uri-list"]);
    expect((data.get("text/uri-list")?.value as string).split("\r\n").sort()).toEqual([
      "file:///work/manim-videos/a/video.mp4",
      "file:///work/manim-videos/b/video.mp4",
    ]);
  });

  it("is told anew when a video is finished, and not while one is made", () => {
    let told = 0;
    tree.onDidChangeTreeData(() => (told += 1));
    const running = jobWith({ id: "a" });
    for (let percentage = 0; percentage < 100; percentage++) jobs.accept({ ...running, percentage });
    vi.advanceTimersByTime(1000);
    expect(told).toBe(0);
    jobs.accept({ ...finished("a"), updatedAt: "2026-11-21T11:00:00.000Z" });
    vi.advanceTimersByTime(1000);
    expect(told).toBe(1);
  });
});
