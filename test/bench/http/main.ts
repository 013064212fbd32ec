/** How long it takes to ask for a video while ten are being made, by the command line's own server. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { machine, writePart } from "../page.js";

const [running, asked, goal] = [10, 300, 100];
/** Milliseconds from one request to the next: the ten generations go through all their stages meanwhile. */
const pace = 150;
/** One user has 120 new jobs a minute: those that are refused would be quick. */
const users = ["ann", "ben", "eve"];
const root = mkdtempSync(join(tmpdir(), "bench-http-"));
const places = ["--state", join(root, "state"), "--out", join(root, "out"), "--provider", "templates"];
const limits = ["--concurrency", String(running), "--user-jobs", "999", "--port", "0"];
const hashes = users.map((user) => `${user}:${createHash("sha256").update(user).digest("hex")}`);
const server = spawn(process.execPath, ["dist/cli.mjs", "serve", ...places, ...limits], {
  stdio: ["ignore", "ignore", "pipe"],
  env: { ...process.env, MANIM_VIDEO_TOKENS: hashes.join(",") },
});

const url = await new Promise<string>((done, failed) => {
  let log = "";
  server.stderr.on("data", (chunk) => {
    log += String(chunk);
    const said = /"url":"([^"]+)".*"msg":"serving"/.exec(log)?.[1];
    if (said !== undefined) done(said);
  });
  server.on("close", () => failed(new Error(log)));
});

const userOf = (at: number): string => users[at % users.length] ?? "";
/** Scenes that no other job has, so that none comes from the cache. */
const outlineOf = (title: string): string => `# ${title}\n\n## One\n- ${title}\n- again\n\n## Two\n- of ${title}\n`;
const as = (user: string): { authorization: string } => ({ authorization: `Bearer ${user}` });

async function generate(topic: string, quality: string, user: string): Promise<number> {
  const before = performance.now();
  const response = await fetch(`${url}/api/v1/videos/generate`, {
    method: "POST",
    headers: { "content-type": "application/json", ...as(user) },
    body: JSON.stringify({ topic, quality }),
  });
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
  return performance.now() - before;
}

async function runningNow(): Promise<number> {
  const figures = await (await fetch(`${url}/metrics`, { headers: as(userOf(0)) })).text();
  return Number(/^manim_video_queue_running (\d+)$/m.exec(figures)?.[1]);
}

try {
  for (let at = 0; at < running; at++) await generate(outlineOf(`Made ${at}`), "high", userOf(at));
  while ((await runningNow()) < running) await sleep(100);
  const times: number[] = [];
  let least = running;
  for (let at = 0; at < asked; at++) {
    times.push(await generate(outlineOf(`Asked ${at}`), "low", userOf(at)));
    await sleep(pace);
    if (at % 20 === 0) least = Math.min(least, await runningNow());
  }
  times.sort((a, b) => a - b);
  // The nearest rank.
  const at = (part: number): number => times[Math.ceil(times.length * part) - 1] ?? NaN;
  const [p50, p99, most] = [at(0.5), at(0.99), at(1)];
  const measured = { date: new Date().toISOString(), running: least, asked: times.length, p50, p99, most };
  const row = `| ${asked} | ${least} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${most.toFixed(1)} | ${goal} |`;
  const head =
    "| jobs asked for | at least running | p50 ms | p99 ms | most ms | goal p99 |\n|---|---|---|---|---|---|";
  const text = `## Asking over HTTP while videos are made\n\n${head}\n${row}\n\n${machine()}.`;
  process.stdout.write(`${text}\n`);
  writePart("http", text, measured);
} finally {
  server.removeAllListeners("close");
  server.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}
