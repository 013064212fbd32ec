/** Videos of the command line that go into a bucket, also when the storage is gone when they are finished. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JobHistory } from "../../server/src/engine.js";
import { s3Objects } from "../../server/src/storage/objects/s3.js";
import { outlineOf, startCli, type Ran, type Started } from "./commandLine.js";
import { testPython } from "./python.js";
import { S3Server } from "./s3Server.js";

let server: S3Server;
let home: string;
beforeAll(async () => {
  server = await S3Server.start();
});
afterAll(() => server.close());
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "s3-jobs-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function start(args: string[], env: Record<string, string> = {}): Started {
  const options = ["--state", join(home, "state"), "--json"];
  const bucket = { S3_BUCKET: server.bucket, S3_ENDPOINT_URL: server.url, S3_PREFIX: "team" };
  return startCli([...args, ...options], { home, env: { ...bucket, ...server.environment(), ...env } });
}
const command = (...args: string[]): Promise<Ran> => start(args).ended;
const generate = (env: Record<string, string> = {}): Started => {
  const outline = join(home, "outline.md");
  writeFileSync(outline, outlineOf("Stored"));
  const out = ["--out", join(home, "videos")];
  return start(["generate", outline, "--quality", "low", "--provider", "templates", ...out], env);
};

/** Scenes that each run of the job rendered. */
async function rendersOf(id: string): Promise<number[]> {
  const { answer } = await command("jobs", "export", id);
  const [history] = answer.history as JobHistory[];
  const runs: number[] = [];
  for (const { event } of history?.events ?? [])
    if (event.type === "started") runs.push(0);
    else if (event.type === "scene" && event.state === "rendering") runs.push((runs.pop() ?? 0) + 1);
  return runs;
}

const served = ["captions.srt", "captions.vtt", "code.zip", "metadata.json", "thumbnail.png", "video.mp4"];
const keysOf = async (id: string): Promise<string[]> =>
  (await server.keys()).filter((key) => key.startsWith(`team/${id}/`)).map((key) => key.slice(`team/${id}/`.length));

describe("a bucket that is named", () => {
  it("is looked at by the doctor", async () => {
    const finding = async (env: Record<string, string>) => {
      const { answer } = await start(["doctor"], env).ended;
      return answer.findings?.find(({ name }) => name === "Storage");
    };
    expect(await finding({})).toEqual({
      ...{ name: "Storage", state: "good", detail: `videos are uploaded to s3://${server.bucket}/team` },
    });
    const wrong = await finding({ AWS_SECRET_ACCESS_KEY: "wrong-secret-value" });
    expect(wrong).toMatchObject({ state: "warning", problem: { code: "storage-refused" } });
    expect(JSON.stringify(wrong)).not.toContain("wrong-secret-value");
    expect((await finding({ S3_BUCKET: "nobody-has-made-it" }))?.problem?.code).toBe("storage-missing");
    expect(await finding({ S3_BUCKET: "" })).toBeUndefined();
  });

  it("has nothing left of a job that is deleted with its files", async () => {
    const { id } = (await generate().ended).answer.job!;
    expect(await keysOf(id)).toEqual(served);
    await server.down();
    const refused = await command("jobs", "delete", id, "--files");
    expect(refused.answer.problems).toMatchObject([{ code: "storage-unavailable" }]);
    await server.up();
    expect((await command("jobs", "delete", id, "--files")).code).toBe(0);
    expect(await keysOf(id)).toEqual([]);
  });

  it("gets the video, what belongs to it, and its code", async () => {
    const { code, answer } = await generate().ended;
    expect([code, answer.problems]).toEqual([0, []]);
    const { id, video, message, error } = answer.job!;
    expect(message).toContain(`${id}/video.mp4`);
    expect(error).toBeNull();
    expect(await keysOf(id)).toEqual(served);
    const objects = s3Objects(server.settings({ "s3.prefix": "team" }), server.environment());
    const read = async (name: string): Promise<Buffer> =>
      buffer((await objects.read(`${id}/${name}`, new AbortController().signal))!.body);
    expect((await read("video.mp4")).equals(readFileSync(video!))).toBe(true);
    const archive = join(home, "code.zip");
    writeFileSync(archive, await read("code.zip"));
    const names = execFileSync(testPython(), ["-I", "-m", "zipfile", "-l", archive], { encoding: "utf8" });
    expect(names).toContain("storyboard.json");
    expect(names).toMatch(/scenes\/.*\.py/);
    const [history] = (await command("jobs", "export", id)).answer.history as JobHistory[];
    const stored = history!.events.flatMap(({ event }) => (event.type === "files" ? [event.objects] : []));
    expect(stored).toEqual([undefined, expect.objectContaining({ video: `${id}/video.mp4`, code: `${id}/code.zip` })]);
  });

  it("is not used where that is switched off", async () => {
    const before = await server.keys();
    const { code, answer } = await generate({ ENABLE_S3_UPLOAD: "false" }).ended;
    expect([code, answer.job?.status]).toEqual([0, "completed"]);
    expect(await server.keys()).toEqual(before);
  });

  it("without keys ends the job before anything is made", async () => {
    const { code, answer } = await generate({ AWS_SECRET_ACCESS_KEY: "" }).ended;
    expect(code).toBe(1);
    expect(answer.job).toMatchObject({
      status: "failed",
      video: null,
      scenes: [],
      error: { code: "storage-refused", stage: "initializing", recoverable: false },
    });
  });

  it("that is gone leaves the video here, and a resumed job only uploads", async () => {
    await server.down();
    const { code, answer, stderr } = await generate({ S3_RETRY_SECONDS: "2" }).ended;
    await server.up();
    expect(code).toBe(1);
    expect(stderr).toContain("trying again in");
    const { id, video, error } = answer.job!;
    expect(answer.job).toMatchObject({ status: "failed", stage: "storage" });
    expect(error).toMatchObject({ kind: "StorageError", code: "storage-unavailable", recoverable: true });
    expect(error?.next).toContain("resume");
    expect(JSON.stringify(answer)).not.toContain(server.secret);
    expect(readFileSync(video!).length).toBeGreaterThan(1000);
    expect(await keysOf(id)).toEqual([]);

    const again = await command("jobs", "resume", id);
    expect(again.answer.job).toMatchObject({ status: "completed", percentage: 100, error: null });
    expect(await keysOf(id)).toEqual(served);
    expect(await rendersOf(id)).toEqual([2, 0]);
  });

  it("is waited for: the job goes on by itself when it is back", async () => {
    await server.down();
    const { said, ended } = generate({ S3_RETRY_SECONDS: "60" });
    await said("trying again in");
    await server.up();
    const { code, answer } = await ended;
    expect([code, answer.job?.status]).toEqual([0, "completed"]);
    expect(await rendersOf(answer.job!.id)).toEqual([2]);
  });

  it.each<[string, NodeJS.Signals, string]>([
    ["killed", "SIGKILL", "queued"],
    ["interrupted", "SIGINT", "cancelled"],
  ])("while it is waited for the job can be %s, and goes on later", async (_, how, status) => {
    await server.down();
    const { child, said, ended } = generate({ S3_RETRY_SECONDS: "600" });
    await said("trying again in");
    const asked = performance.now();
    child.kill(how);
    await ended;
    expect(performance.now() - asked).toBeLessThan(5000);
    await server.up();
    const [job] = (await command("jobs", "list")).answer.jobs!;
    expect(job).toMatchObject({ status, stage: "storage" });
    const again = await command("jobs", "resume", job!.id);
    expect(again.answer.job).toMatchObject({ status: "completed" });
    expect(await keysOf(job!.id)).toEqual(served);
    expect(await rendersOf(job!.id)).toEqual([2, 0]);
  });
});
