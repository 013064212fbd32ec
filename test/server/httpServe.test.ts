/** `manim-video serve` as it is started: what it refuses, and how it ends and goes on. `test/run.mjs` builds dist/ before. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobShape } from "../../server/src/http/shapes/jobShape.js";
import { outlineOf, startCli } from "./commandLine.js";
import { environmentIn } from "./python.js";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "serve-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const started: ChildProcess[] = [];
afterAll(() => started.forEach((child) => child.kill("SIGKILL")));

interface Server {
  url: string;
  /** Standard error until now. */
  log: () => string;
  stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts it on a free port and waits until it says where it listens. */
async function serve(args: string[], env: Record<string, string> = {}): Promise<Server> {
  const places = [
    "--state",
    join(root, "state"),
    "--out",
    join(root, "out"),
    "--quality",
    "low",
    "--provider",
    "templates",
  ];
  const program = ["--disable-warning=ExperimentalWarning", resolve("dist/cli.mjs"), "serve", "--port", "0"];
  const child = spawn(process.execPath, [...program, ...places, ...args], { env: { ...environmentIn(root), ...env } });
  started.push(child);
  let log = "";
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const url = await new Promise<string>((done, failed) => {
    child.stderr.on("data", (chunk) => {
      log += String(chunk);
      const said = /"url":"([^"]+)".*"msg":"serving"/.exec(log)?.[1];
      if (said !== undefined) done(said);
    });
    void ended.then((code) => failed(new Error(`it ended with ${code}: ${log}`)));
  });
  const stop = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { url, log: () => log, stop };
}

const post = async (url: string, body: object, headers: Record<string, string> = {}): Promise<{ job_id: string }> => {
  const asked = {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
  return (await (await fetch(url, asked)).json()) as { job_id: string };
};
const status = async (url: string, id: string): Promise<JobShape> =>
  (await (await fetch(`${url}/api/v1/videos/jobs/${id}/status`)).json()) as JobShape;

async function until(url: string, id: string, right: (job: JobShape) => boolean): Promise<JobShape> {
  for (const end = Date.now() + 90_000; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
    const job = await status(url, id);
    if (right(job)) return job;
  }
  throw new Error(`${id} is ${JSON.stringify(await status(url, id))}`);
}

describe("manim-video serve", () => {
  it("refuses to be reached by others without tokens, and to be reached by nobody", async () => {
    const run = (args: string[], env: Record<string, string> = {}) =>
      startCli([...args, "--json"], { home: root, env }).ended;
    const open = await run(["serve", "--host", "0.0.0.0"]);
    expect([open.code, open.answer.problems[0]?.message]).toEqual([2, expect.stringContaining("--tokens")]);
    const empty = join(root, "empty");
    writeFileSync(empty, "");
    expect((await run(["serve", "--tokens", empty])).code).toBe(2);
    expect((await run(["serve"], { MANIM_VIDEO_TOKENS: "nonsense" })).code).toBe(2);
    expect((await run(["serve", "--port", "99999"])).code).toBe(2);
    expect((await run(["serve", "more"])).code).toBe(2);
  });

  it("refuses to start where scenes would run without a sandbox", async () => {
    const args = ["serve", "--port", "0", "--state", join(root, "bare"), "--json"];
    const settings = join(root, "config.json");
    writeFileSync(settings, JSON.stringify({ sandbox: false }));
    const { code, answer } = await startCli(args, { home: root, env: { MANIM_VIDEO_CONFIG: settings } }).ended;
    expect([code, answer.problems]).toMatchObject([1, [{ code: "sandbox-missing", severity: "error" }]]);
    const allowed = await serve(["--allow-unsandboxed"], { MANIM_VIDEO_CONFIG: settings });
    expect((await fetch(`${allowed.url}/ready`)).status).toBe(200);
    expect(await allowed.stop("SIGTERM")).toBe(0);
  });

  it("makes tokens, and serves whoever has one", async () => {
    const file = join(root, "tokens");
    const made = await startCli(["serve", "token", "alice", "--tokens", file], { home: root }).ended;
    expect(made.code).toBe(0);
    const token = made.stdout.trim();
    expect(readFileSync(file, "utf8")).toMatch(/^alice:[0-9a-f]{64}\n$/);
    const server = await serve(["--tokens", file]);
    const asked = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${server.url}/videos/jobs`, { headers })).status;
    expect([await asked({}), await asked({ authorization: `Bearer ${token}` })]).toEqual([401, 200]);
    expect(server.log()).not.toContain(token);
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  it("lets what runs end when it is told to, keeps what waits, and goes on with it at its next start", async () => {
    const first = await serve(["--concurrency", "1"]);
    const key = { "idempotency-key": "survives" };
    const wish = { topic: outlineOf("Drained") };
    const runs = (await post(`${first.url}/videos/generate`, wish, key)).job_id;
    const waits = (await post(`${first.url}/videos/generate`, { topic: outlineOf("Waiting") })).job_id;
    await until(first.url, runs, (job) => job.status === "running");
    expect((await status(first.url, waits)).status).toBe("queued");
    const ended = first.stop("SIGTERM");
    // It answers while it drains, and takes nothing new.
    await until(first.url, runs, () => first.log().includes("draining"));
    expect((await fetch(`${first.url}/ready`)).status).toBe(503);
    expect(await post(`${first.url}/videos/generate`, wish)).toMatchObject({ code: "server-draining", status: 503 });
    expect(await ended).toBe(0);

    const second = await serve([]);
    expect((await status(second.url, runs)).status).toBe("completed");
    expect((await post(`${second.url}/videos/generate`, wish, key)).job_id).toBe(runs);
    await until(second.url, waits, (job) => job.status === "completed");
    expect(await second.stop("SIGTERM")).toBe(0);
  });

  it("goes on after it was killed, with the progress that was made", async () => {
    const first = await serve([]);
    const { job_id: id } = await post(`${first.url}/videos/generate`, {
      topic: outlineOf("Killed"),
      quality: "medium",
    });
    const before = await until(first.url, id, (job) => job.stage === "rendering");
    await first.stop("SIGKILL");
    const second = await serve([]);
    const { percentage } = await status(second.url, id);
    expect(percentage).toBeGreaterThanOrEqual(before.percentage);
    await until(second.url, id, (job) => job.status === "completed");
    expect(await second.stop("SIGINT")).toBe(0);
  });

  it("documents what it serves, on a page of its own", async () => {
    const server = await serve([]);
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(document.openapi).toMatch(/^3\.1\./);
    const job = "/api/v1/videos/jobs/{id}";
    const routes = [
      "/status",
      "/events",
      "/video-url",
      "/stream",
      "/download",
      "/thumbnail",
      "/captions",
      "/code",
      "/metadata",
    ];
    const rest = [
      "/videos/generate",
      "/videos/quote",
      "/videos/jobs",
      "/batches",
      "/batches/{id}",
      "/batches/{id}/cancel",
      "/health",
      "/ready",
      "/metrics",
    ];
    expect(Object.keys(document.paths).sort()).toEqual(
      [
        ...["", ...routes, "/cancel", "/retry", "/resume"].map((path) => job + path),
        ...rest.map((path) => `/api/v1${path}`),
      ].sort(),
    );
    const page = await fetch(`${server.url}/docs`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("swagger")]);
    expect(await server.stop("SIGTERM")).toBe(0);
  });

  it("says in the editor's package, which does not hold it, where it is", async () => {
    const alone = join(root, "alone", "dist");
    mkdirSync(alone, { recursive: true });
    writeFileSync(join(alone, "cli.mjs"), readFileSync(resolve("dist/cli.mjs")));
    const child = spawn(process.execPath, [join(alone, "cli.mjs"), "serve", "--json"], {
      env: environmentIn(root),
    });
    let said = "";
    child.stdout.on("data", (chunk) => (said += String(chunk)));
    expect(await new Promise((done) => child.on("close", done))).toBe(2);
    expect(JSON.parse(said)).toMatchObject({ ok: false, problems: [{ code: "usage" }] });
  });
});
