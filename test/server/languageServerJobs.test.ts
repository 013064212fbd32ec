/** Jobs, and the Python they run on, in the built language server over its real pipe: killed, closed, installed. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { managedPlaces } from "../../bin/setup/managedPython.mjs";
import { CancelJobRequest, DoctorRequest, GenerateRequest, ListJobsRequest } from "../../protocol/server.js";
import { outlineOf } from "./commandLine.js";
import { LanguageClient, processesNaming, until, valueOf } from "./languageClient.js";
import { testPython } from "./python.js";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "server-jobs-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Milliseconds; a bound is tested at three times its value, since the machine may be busy. */
const promisedCancel = 1000;
/** Anything that a job of this state folder has started. */
const workers = (state: string): string[] => processesNaming(join(state, "scratch"));

describe("a job of the editor", () => {
  it("tells its progress, and is cancelled within a second with everything it started", async () => {
    const state = join(root, "cancelled");
    const client = await LanguageClient.open({ state });
    const asked = { topic: outlineOf("Cancelled"), out: join(root, "videos"), quality: "high" as const };
    const { id } = valueOf(await client.connection.sendRequest(GenerateRequest, asked));
    await client.job(id, ({ scenes }) => scenes.some((scene) => scene.state === "rendering"));
    expect(workers(state)).not.toEqual([]);
    const begun = performance.now();
    const cancelled = valueOf(await client.connection.sendRequest(CancelJobRequest, { id }));
    expect(performance.now() - begun).toBeLessThan(3 * promisedCancel);
    expect(cancelled.status).toBe("cancelled");
    expect(workers(state)).toEqual([]);
    await client.job(id, ({ status }) => status === "cancelled");
    const told = client.jobs.map(({ percentage }) => percentage);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.length).toBeGreaterThan(5);
    expect(new Set(client.jobs.map(({ stage }) => stage))).toContain("code_generation");
    await client.close();
  });

  it("goes on after the server was killed, and after its window was closed, until it is done", async () => {
    const state = join(root, "killed");
    let client = await LanguageClient.open({ state });
    const asked = { topic: outlineOf("Killed"), out: join(root, "videos"), quality: "medium" as const };
    const { id } = valueOf(await client.connection.sendRequest(GenerateRequest, asked));
    await client.job(id, ({ scenes }) => scenes.some((scene) => scene.state === "checking"));
    await client.kill();
    await until("the end of all it started", () => workers(state).length === 0);

    client = await LanguageClient.open({ state });
    await client.job(id, ({ scenes }) => scenes.some((scene) => scene.state === "rendering"));
    await client.close();
    await until("the end of all it started", () => workers(state).length === 0);

    client = await LanguageClient.open({ state });
    const done = await client.job(id, ({ status }) => status === "completed");
    expect(done).toMatchObject({ percentage: 100, problems: [], scenes: [{ state: "done" }, { state: "done" }] });
    expect(existsSync(done.video!)).toBe(true);
    expect((await client.connection.sendRequest(ListJobsRequest)).map((job) => job.id)).toEqual([id]);
    await client.close();
  });
});

describe("the Python of the editor", () => {
  const PATH = "/nowhere";
  const broken = "from manim import *\n\n\nclass A(Scene):\n    def construct(self):\n        1 / 0\n";

  it("is the one that the doctor has installed, without a setting or a restart", async () => {
    const home = join(root, "home");
    const env = { PATH, MANIM_VIDEO_HOME: home, MANIM_VIDEO_DEFAULT_PYTHON: "" };
    const client = await LanguageClient.open({ state: join(root, "installing"), env });
    const uri = await client.openText(join(root, "a.py"), broken);
    expect((await client.diagnostics(uri)).diagnostics).toMatchObject([{ code: "python-missing" }]);
    const before = await client.connection.sendRequest(DoctorRequest);
    expect(before).toContainEqual(expect.objectContaining({ state: "missing" }));

    const from = client.published.length;
    const { venv } = managedPlaces({ home, platform: process.platform });
    mkdirSync(dirname(venv), { recursive: true });
    symlinkSync(dirname(dirname(testPython())), venv);
    const after = await client.connection.sendRequest(DoctorRequest);
    expect(after.find(({ name }) => name === "Python")?.detail).toContain(venv);
    expect((await client.diagnostics(uri, from)).diagnostics).toMatchObject([{ code: "scene-exception" }]);
    await client.close();
  });

  it("is not a workspace's own before the workspace is trusted", async () => {
    const folder = join(root, "strangers");
    const ran = join(folder, "ran");
    mkdirSync(join(folder, ".venv", "bin"), { recursive: true });
    const python = join(folder, ".venv", "bin", "python");
    writeFileSync(python, `#!/bin/sh\n: > ${ran}\n`);
    chmodSync(python, 0o755);
    const doctor = async (trusted: boolean): Promise<boolean> => {
      const state = join(root, `trust-${trusted}`);
      const client = await LanguageClient.open({ state, trusted, folders: [folder] });
      await client.connection.sendRequest(DoctorRequest);
      await client.close();
      return existsSync(ran);
    };
    expect(await doctor(false)).toBe(false);
    expect(await doctor(true)).toBe(true);
  });
});
