/** How long it takes to ask for a video while ten are being made, by the command line's own server. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machine, writePart } from "../page.js";

const [running, asked, goal] = [10, 100, 100];
const root = mkdtempSync(join(tmpdir(), "bench-http-"));
const places = ["--state", join(root, "state"), "--out", join(root, "out"), "--provider", "templates"];
const limits = ["--concurrency", String(running), "--user-jobs", "999", "--port", "0"];
const server = spawn(process.execPath, ["dist/cli.mjs", "serve", ...places, ...limits], {
  stdio: ["ignore", "ignore", "pipe"],
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

async function generate(topic: string, quality: string): Promise<number> {
  const before = performance.now();
  const response = await fetch(`${url}/api/v1/videos/generate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ topic, quality }),
  });
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
  return performance.now() - before;
}

async function count(status: string): Promise<number> {
  const page = (await (await fetch(`${url}/videos/jobs?limit=200&status=${status}`)).json()) as { jobs: unknown[] };
  return page.jobs.length;
}

try {
  for (let at = 0; at < running; at++) await generate(`Unit circle ${at}`, "high");
  while ((await count("running")) < running) await new Promise((done) => setTimeout(done, 100));
  const times: number[] = [];
  // One user has 120 a minute: those that are refused would be quick.
  for (let at = 0; at < asked; at++) times.push(await generate(`Asked ${at}`, "low"));
  const still = await count("running");
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
  const measured = { date: new Date().toISOString(), running: still, asked: times.length, p50: at(0.5), p99: at(0.99) };
  const row = `| ${measured.asked} | ${still} | ${measured.p50.toFixed(1)} | ${measured.p99.toFixed(1)} | ${goal} |`;
  const head = "| jobs asked for | jobs running | p50 ms | p99 ms | goal p99 |\n|---|---|---|---|---|";
  const text = `## Asking over HTTP while videos are made\n\n${head}\n${row}\n\n${machine()}.`;
  process.stdout.write(`${text}\n`);
  writePart("http", text, measured);
} finally {
  server.removeAllListeners("close");
  server.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}
