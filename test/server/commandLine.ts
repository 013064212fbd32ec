/** The built command line as a process of its own, with a state folder and an output folder of the test's. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Job } from "../../protocol/job.js";
import type { Problem } from "../../protocol/problems.js";
import { testPython } from "./python.js";

export interface CommandAnswer {
  ok: boolean;
  command: string;
  problems: Problem[];
  job?: Job;
  jobs?: Job[];
}

/** `answer` is null when the process was killed before it answered. */
export interface Ran {
  code: number | null;
  answer: CommandAnswer | null;
  stderr: string;
}

export interface Places {
  state: string;
  out: string;
}

/** Starts `manim-video … --json`. */
export function startCommand({ state, out }: Places, args: string[]): { child: ChildProcess; ended: Promise<Ran> } {
  const PATH = process.env["PATH"] ?? "";
  const env = { PATH, HOME: state, MANIM_VIDEO_HOME: state, MANIM_VIDEO_DEFAULT_PYTHON: testPython() };
  const options = ["--state", state, "--out", out, "--quality", "low", "--provider", "templates", "--json"];
  const program = ["--disable-warning=ExperimentalWarning", resolve("dist/cli.mjs")];
  const child = spawn(process.execPath, [...program, ...options, ...args], { env });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  const read = (): CommandAnswer | null => (stdout === "" ? null : (JSON.parse(stdout) as CommandAnswer));
  const ended = new Promise<Ran>((done) => child.on("close", (code) => done({ code, stderr, answer: read() })));
  return { child, ended };
}

export async function runCommand(places: Places, args: string[]): Promise<Ran & { answer: CommandAnswer }> {
  const { code, stderr, answer } = await startCommand(places, args).ended;
  if (answer === null) throw new Error(`${args.join(" ")} ended with ${code} and no answer: ${stderr}`);
  return { code, stderr, answer };
}

/** Frames that a video shows, each decoded: a cut file has fewer than it should, or is none. */
export function framesOf(video: string): number {
  const count = "import av, sys\nprint(sum(1 for _ in av.open(sys.argv[1]).decode(video=0)))";
  const { stdout, stderr, status } = spawnSync(testPython(), ["-I", "-c", count, video], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${video} cannot be decoded: ${stderr}`);
  return Number(stdout);
}

/** Files below a folder that were being written when something ended the writing. */
export function halfFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".half")).map((name) => join(folder, name));
}
