/** The built command line as a process of its own, with a state folder and an output folder of the test's. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CommandAnswer } from "../../server/src/cli/answer.js";
import { environmentIn, testPython } from "./python.js";

/** What is printed with --json. */
export type Answer = Omit<CommandAnswer, "lines"> & { command: string };

/** `answer` is empty where the process did not answer in JSON: it printed words, or was killed before. */
export interface Ran {
  code: number | null;
  answer: Answer;
  stdout: string;
  stderr: string;
}

export interface Started {
  child: ChildProcess;
  /** Resolves with standard error once this stands on it; rejects when the process ends without it. */
  said: (text: string) => Promise<string>;
  ended: Promise<Ran>;
}

export interface Places {
  state: string;
  out: string;
}

/** Starts `manim-video …` for a user whose home is `home`; `env` are variables beside those every process has. */
export function startCli(
  args: readonly string[],
  { home, cwd, env = {} }: { home: string; cwd?: string; env?: Record<string, string> },
): Started {
  const program = ["--disable-warning=ExperimentalWarning", resolve("dist/cli.mjs")];
  const child = spawn(process.execPath, [...program, ...args], { env: { ...environmentIn(home), ...env }, cwd });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  const read = (): Answer => (stdout.startsWith('{"ok"') ? JSON.parse(stdout) : {}) as Answer;
  const ended = new Promise<Ran>((done) => child.on("close", (code) => done({ code, stdout, stderr, answer: read() })));
  const said = (text: string): Promise<string> =>
    new Promise((done, failed) => {
      const look = (): void => (stderr.includes(text) ? done(stderr) : undefined);
      child.stderr.on("data", look);
      child.on("close", () => failed(new Error(`it ended without ${JSON.stringify(text)}: ${stderr}`)));
      look();
    });
  return { child, said, ended };
}

/** Starts `manim-video … --json` with the templates, at the smallest size. */
export function startCommand({ state, out }: Places, args: readonly string[]): Started {
  const options = ["--state", state, "--out", out, "--quality", "low", "--provider", "templates", "--json"];
  return startCli([...options, ...args], { home: state });
}

export async function runCommand(places: Places, args: readonly string[]): Promise<Ran> {
  const ran = await startCommand(places, args).ended;
  if (ran.stdout === "") throw new Error(`${args.join(" ")} ended with ${ran.code} and no answer: ${ran.stderr}`);
  return ran;
}

/** A topic that the templates make a video of two short scenes of. */
export function outlineOf(title: string): string {
  return `# ${title}\n\n## First\n- one point\n\n## Second\n- another point\n`;
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
