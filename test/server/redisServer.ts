/** A Redis of a test's own on a free port of 127.0.0.1: with its journal on disk, so that it can be killed and come back. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "../fixtures/freePorts.mjs";

/** `test/run.mjs` names it; run alone, the tests look where the system's packages put it. */
function redisProgram(): string {
  const named = process.env["MANIM_VIDEO_TEST_REDIS"];
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
  const found = named ?? folders.map((folder) => join(folder, "redis-server")).find((path) => existsSync(path));
  if (found === undefined) throw new Error("redis-server is missing: run npm test once, which sets it up");
  return found;
}

export class RedisServer {
  private child: ChildProcess | null = null;
  readonly folder = mkdtempSync(join(tmpdir(), "redis-"));

  private constructor(readonly port: number) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.start();
    return server;
  }

  /** Starts it, again after {@link kill}; what was acknowledged before is there. */
  async start(): Promise<void> {
    const place = ["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.folder];
    const safe = ["--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction", "--save", ""];
    this.child = spawn(redisProgram(), [...place, ...safe], { stdio: "ignore" });
    const redis = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    redis.on("error", () => undefined);
    try {
      await redis.ping();
    } finally {
      redis.disconnect();
    }
  }

  /** As a machine that loses its power. */
  async kill(): Promise<void> {
    const child = this.child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("close", done));
    child.kill("SIGKILL");
    await ended;
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
