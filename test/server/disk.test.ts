/** A disk that is full or may not be written: the built command line says so, loses nothing and goes on later. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../protocol/job.js";
import { problemKinds } from "../../protocol/problems.js";
import { VideoFolder } from "../../server/src/storage/videoFolder.js";
import { framesOf, halfFiles, outlineOf, runCommand, type Answer, type Places } from "./commandLine.js";
import { SmallDisk } from "./smallDisk.js";

const refusal = SmallDisk.refusal();
const why = refusal === null ? "" : `: skipped, ${refusal}`;

describe.skipIf(refusal !== null)(`a job whose folder lies on a small disk${why}`, () => {
  let disk: SmallDisk;
  let root: string;
  let places: Places;
  beforeAll(() => {
    disk = SmallDisk.mount();
    root = mkdtempSync(join(tmpdir(), "disk-"));
    places = { state: join(root, "state"), out: disk.path };
  });
  afterAll(() => {
    disk.remove();
    rmSync(root, { recursive: true, force: true });
  });

  const outline = (title: string): string => {
    writeFileSync(join(root, `${title}.md`), outlineOf(title));
    return join(root, `${title}.md`);
  };
  const expectProblem = (answer: Answer, code: "disk-full" | "disk-read-only"): Job => {
    expect(answer.ok).toBe(false);
    expect(answer.problems).toMatchObject([{ code, severity: "error", fix: problemKinds[code].fix }]);
    expect(answer.job?.status).toBe("failed");
    expect(halfFiles(disk.path)).toEqual([]);
    return answer.job!;
  };
  const finish = async ({ id }: Job): Promise<Job> => {
    const { code, answer } = await runCommand(places, ["jobs", "resume", id]);
    expect([code, answer.job?.status]).toEqual([0, "completed"]);
    const { metadata, video } = answer.job!;
    const { scenes } = JSON.parse(readFileSync(metadata!, "utf8")) as { scenes: { frames: number }[] };
    expect(framesOf(video!)).toBe(scenes.reduce((sum, { frames }) => sum + frames, 0));
    return answer.job!;
  };

  it("stops when the disk is full, and goes on when there is space", async () => {
    disk.fill();
    const { code, answer } = await runCommand(places, ["generate", outline("Full")]);
    expect(code).toBe(1);
    const job = expectProblem(answer, "disk-full");
    expect(existsSync(join(job.folder, "video.mp4"))).toBe(false);
    disk.free();
    await finish(job);
  });

  it("keeps the earlier video whole when there is no space for another", async () => {
    const done = await finish((await runCommand(places, ["generate", outline("Earlier")])).answer.job!);
    const earlier = readFileSync(done.video!);
    rmSync(join(done.folder, "contact-sheet.png"));
    disk.fill(4096);
    expectProblem((await runCommand(places, ["jobs", "resume", done.id])).answer, "disk-full");
    expect(readFileSync(done.video!).equals(earlier)).toBe(true);
    disk.free();
    await finish(done);
  });

  it("never holds half a file", async () => {
    const [folder, large] = [new VideoFolder(join(disk.path, "direct")), join(root, "large.mp4")];
    writeFileSync(large, Buffer.alloc(600_000));
    await folder.write("video.mp4", "earlier");
    disk.fill(300_000);
    for (const name of ["video.mp4", "other.mp4"])
      await expect(folder.take(name, large)).rejects.toMatchObject({ problem: { code: "disk-full" } });
    expect(readdirSync(folder.path)).toEqual(["video.mp4"]);
    expect(await folder.read("video.mp4")).toBe("earlier");
    disk.free();
    await folder.take("video.mp4", large);
    expect(await folder.has("video.mp4")).toBe(true);
  });

  it("stops when nothing may be written, and goes on when that was put right", async () => {
    disk.writable(false);
    const { code, answer } = await runCommand(places, ["generate", outline("Locked")]);
    expect(code).toBe(1);
    const job = expectProblem(answer, "disk-read-only");
    disk.writable(true);
    await finish(job);
  });

  it("says the same of the folder that keeps the journal", async () => {
    const state = { state: join(disk.path, "state"), out: join(root, "videos") };
    disk.fill();
    expect((await runCommand(state, ["generate", outline("State")])).answer.problems).toMatchObject([
      { code: "disk-full", fix: problemKinds["disk-full"].fix },
    ]);
    disk.free();
    disk.writable(false);
    expect((await runCommand(state, ["jobs", "list"])).answer.problems).toMatchObject([{ code: "disk-read-only" }]);
    disk.writable(true);
    expect((await runCommand(state, ["jobs", "list"])).answer).toMatchObject({ ok: true, jobs: [] });
  });

  it("says so, and loses no step, when the journal's folder is full in the middle of a job", async () => {
    const state = { state: join(disk.path, "middle"), out: join(root, "middle") };
    await runCommand(state, ["jobs", "list"]);
    disk.fill(100_000);
    const { code, answer } = await runCommand(state, ["generate", outline("Middle")]);
    expect([code, answer.problems.map((found) => found.code)]).toEqual([1, ["disk-full"]]);
    disk.free();
    const [job] = (await runCommand(state, ["jobs", "list"])).answer.jobs!;
    const resumed = await runCommand(state, ["jobs", "resume", job!.id]);
    expect([resumed.code, resumed.answer.job?.status]).toEqual([0, "completed"]);
  });
});
