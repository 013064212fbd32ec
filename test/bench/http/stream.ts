/** How fast a finished video is sent, beside nginx with the same file; and how fast parts of it, as a player asks for them. */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../fixtures/freePorts.mjs";
import { machine, writePart } from "../page.js";
import { outline, quantile, Served } from "./served.js";

const megabyte = 1024 * 1024;
const [size, rounds, clients, seeks, part] = [256 * megabyte, 5, 4, 200, megabyte];

/** Reads an answer to its end; its bytes. */
function bytesOf(url: string, range?: string): Promise<number> {
  const headers = range === undefined ? {} : { range };
  return new Promise((done, failed) => {
    get(url, { headers, agent: false }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => (bytes += chunk.length)).on("end", () => done(bytes));
      answer.on("error", failed);
    }).on("error", failed);
  });
}

/** MB a second, of so many who read the whole file at once. */
async function whole(url: string, readers: number): Promise<number> {
  const from = performance.now();
  const all = await Promise.all(Array.from({ length: readers }, () => bytesOf(url)));
  if (all.some((bytes) => bytes !== size)) throw new Error(`${url} sent ${all.join(", ")} bytes`);
  return (size * readers) / megabyte / ((performance.now() - from) / 1000);
}

/** Milliseconds for each of many parts, one after the other. */
async function parts(url: string): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < seeks; at++) {
    const start = ((at * 7919) % (size / part)) * part;
    const from = performance.now();
    const bytes = await bytesOf(url, `bytes=${start}-${start + part - 1}`);
    if (bytes !== part) throw new Error(`${url} sent ${bytes} bytes of a part`);
    times.push(performance.now() - from);
  }
  return times;
}

/** nginx as Debian ships it, as to what matters here: sendfile, and no log. */
async function startNginx(folder: string, file: string): Promise<{ url: string; stop: () => void }> {
  const port = await freePort();
  mkdirSync(folder);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder};`);
  const place = `server { listen 127.0.0.1:${port}; location = /video.mp4 { alias ${file}; } }`;
  const http = `sendfile on; tcp_nopush on; access_log off; ${paths.join(" ")} ${place}`;
  const config = join(folder, "nginx.conf");
  const events = "events { worker_connections 768; }";
  writeFileSync(
    config,
    `user root; daemon off; pid ${folder}/pid; worker_processes auto;\n${events}\nhttp { ${http} }\n`,
  );
  const program = process.env["MANIM_VIDEO_TEST_NGINX"];
  if (program === undefined) throw new Error("run npm run bench -- http stream, which sets nginx up");
  const child = spawn(program, ["-c", config, "-e", "stderr"], { stdio: ["ignore", "ignore", "inherit"] });
  const url = `http://127.0.0.1:${port}/video.mp4`;
  for (let tries = 0; ; tries++) {
    if (
      await fetch(url, { method: "HEAD" }).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    if (tries === 50 || child.exitCode !== null) throw new Error("nginx does not answer");
    await sleep(100);
  }
  return { url, stop: () => void child.kill("SIGTERM") };
}

const served = await Served.start([]);
try {
  const id = await served.generate(outline("A stream"), "low");
  await served.finished(id);
  const out = join(served.root, "out");
  const name = readdirSync(out, { recursive: true, encoding: "utf8" }).find((path) => path.endsWith("/video.mp4"))!;
  writeFileSync(join(out, name), Buffer.alloc(size, "What is measured is the way, and not the film. "));
  const nginx = await startNginx(join(served.root, "nginx"), join(out, name));
  const urls = { ours: `${served.url}/videos/jobs/${id}/stream`, nginx: nginx.url };
  const rows: { who: string; one: number; many: number; p50: number; p99: number }[] = [];
  for (const [who, url] of Object.entries(urls)) {
    await whole(url, 1);
    const [one, many]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) one.push(await whole(url, 1));
    for (let round = 0; round < rounds; round++) many.push(await whole(url, clients));
    const times = await parts(url);
    rows.push({
      who,
      one: quantile(one, 0.5),
      many: quantile(many, 0.5),
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
    });
  }
  nginx.stop();
  const head = `| | one client, MB/s | ${clients} clients, MB/s together | 1 MB of it, p50 ms | p99 ms |\n|---|---|---|---|---|`;
  const row = ({ who, one, many, p50, p99 }: (typeof rows)[number]): string =>
    `| ${who === "ours" ? "`/stream`" : "nginx"} | ${one.toFixed(0)} | ${many.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`;
  const what = `A file of ${size / megabyte} MB on loopback, to the same client, which takes a core itself; medians of ${rounds} rounds.`;
  const text = `## Streaming beside nginx\n\n${what}\n\n${head}\n${rows.map(row).join("\n")}\n\n${machine()}.`;
  process.stdout.write(`${text}\n`);
  writePart("http stream", text, { rows });
} finally {
  await served.close();
}
