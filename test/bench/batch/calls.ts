/** What a job of twenty scenes asks of its provider, once in batches and once at once: calls, tokens and money. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Job } from "../../../protocol/job.js";
import type { CommandAnswer } from "../../../server/src/cli/answer.js";
import type { RecordedRequest, Scenario } from "../../fixtures/gemini/scenario.js";
import { withProcess } from "./children.js";
import { tally, type CallsMeasured, type JobCalls } from "./callsReport.js";

const scenes = 20;
const topic = "How a circle is measured";
const modes = ["interactive", "batch"] as const;
/** Milliseconds that one job may take: its scenes are rendered too. */
const longestJob = 15 * 60_000;

/** Needs dist/cli.mjs, dist/test/geminiServer.mjs and a Python with Manim. Throws when a job does not make its video. */
export async function countCalls(): Promise<CallsMeasured> {
  const jobs: JobCalls[] = [];
  for (const mode of modes) {
    const scenario: Scenario = { scenes };
    const made = await withProcess([resolve("dist/test/geminiServer.mjs"), JSON.stringify(scenario)], (line) =>
      makeVideo(mode, JSON.parse(line) as { url: string; key: string }),
    );
    jobs.push(made);
    const { usd, tokens, calls } = made;
    const counts = Object.entries(calls).flatMap(([kind, count]) => (count > 0 ? `${kind} ${count}` : []));
    console.log(`${scenes} scenes, ${mode}: ${counts.join(", ")}; ${tokens.total} tokens, $${usd.toFixed(4)}`);
  }
  return { date: new Date().toISOString().slice(0, 10), scenes, jobs };
}

async function makeVideo(mode: JobCalls["mode"], server: { url: string; key: string }): Promise<JobCalls> {
  const root = mkdtempSync(join(tmpdir(), "bench-calls-"));
  try {
    const job = await generate(root, mode, server);
    const requests = (await (await fetch(`${server.url}/__requests`)).json()) as RecordedRequest[];
    const { tokens, usd } = job.usage;
    if (usd === null) throw new Error("The price of the job's model is not known.");
    return { mode, tokens, usd, ...tally(requests) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The built command line as a user starts it, with nothing kept from an earlier run. */
async function generate(root: string, mode: string, { url, key }: { url: string; key: string }): Promise<Job> {
  const { PATH, MANIM_VIDEO_DEFAULT_PYTHON } = process.env;
  const env = {
    ...{ PATH, MANIM_VIDEO_DEFAULT_PYTHON, HOME: root, MANIM_VIDEO_HOME: root },
    ...{ GEMINI_API_KEY: key, GOOGLE_GEMINI_BASE_URL: url, MANIM_VIDEO_BATCH_POLL: "1" },
  };
  const places = ["--state", join(root, "state"), "--out", join(root, "videos")];
  const args = ["generate", topic, ...places, "--quality", "low", "--mode", mode, "--json"];
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", resolve("dist/cli.mjs"), ...args], {
    ...{ env, cwd: root, stdio: ["ignore", "pipe", "pipe"] },
    signal: AbortSignal.timeout(longestJob),
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  await once(child, "close");
  const answer = (stdout === "" ? null : JSON.parse(stdout)) as CommandAnswer | null;
  const job = answer?.job;
  if (job?.status !== "completed" || job.scenes.length !== scenes)
    throw new Error(`The ${mode} job did not make its ${scenes} scenes: ${JSON.stringify(answer?.problems)} ${stderr}`);
  return job;
}
