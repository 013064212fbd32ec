/** Finds the Python that has Manim. An interpreter named on purpose is used or refused, never passed over. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { z } from "zod";
import { problem, type Problem } from "../../../protocol/problems.js";
import { runProcess } from "../processes.js";

/** What `python manim_video_worker --probe` prints. */
const Probe = z.object({
  python: z.string(),
  executable: z.string(),
  prefix: z.string().optional(),
  base_prefix: z.string().optional(),
  manim: z.string().nullable(),
  typst: z.string().nullable(),
  latex: z.boolean(),
});

export interface Python {
  /** Absolute path of the interpreter. */
  path: string;
  version: string;
  manim: string;
  typst: string | null;
  latex: boolean;
  /** Folders a sandboxed run must read: the environment and the Python it is based on. */
  prefixes: string[];
}

export type PythonFound = { kind: "found"; python: Python } | { kind: "problem"; problem: Problem };

export interface PythonPlaces {
  /** A setting or a flag; when set, nothing else is tried. */
  named: string;
  /** Tried in this order after `named`; the first with a usable Manim wins. */
  others: string[];
  /** Path of the package folder manim_video_worker. */
  workerPackage: string;
}

const oldestPython = [3, 11];
const oldestManim = [0, 19];

/** Tries the places in order; the problem, when there is one, is that of the most promising place. */
export async function findPython(places: PythonPlaces, signal?: AbortSignal): Promise<PythonFound> {
  if (places.named !== "") return probe(places.named, places.workerPackage, signal);
  let best: PythonFound | undefined;
  for (const path of [...new Set(places.others)]) {
    const found = await probe(path, places.workerPackage, signal);
    if (found.kind === "found") return found;
    if (best === undefined || rank(found) > rank(best)) best = found;
  }
  return best ?? { kind: "problem", problem: problem("python-missing", "No Python was found in the usual places.") };
}

/** Every python of the search path, the preferred names first. */
export function pythonsOnPath(path = process.env["PATH"] ?? ""): string[] {
  const names =
    process.platform === "win32"
      ? ["python.exe", "python3.exe"]
      : ["python3.13", "python3.12", "python3.11", "python3", "python"];
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter((file) => existsSync(file));
}

/** Where a virtual environment keeps its interpreter. */
export function pythonOfEnvironment(folder: string): string {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}

function rank(found: PythonFound): number {
  if (found.kind === "found") return 4;
  return ["python-missing", "python-too-old", "manim-missing", "manim-too-old"].indexOf(found.problem.code);
}

async function probe(path: string, workerPackage: string, signal?: AbortSignal): Promise<PythonFound> {
  const refuse = (code: Problem["code"], message: string): PythonFound => ({
    kind: "problem",
    problem: problem(code, message),
  });
  const env = { PATH: process.env["PATH"] ?? "", SYSTEMROOT: process.env["SYSTEMROOT"] ?? "" };
  const run = await runProcess({ command: path, args: ["-I", "-B", workerPackage, "--probe"], env }, 20_000, signal);
  if (run.failure !== null)
    return refuse("python-missing", `${path} cannot be started: ${run.failure.message.split("\n")[0] ?? ""}`);
  const parsed = Probe.safeParse(parseJson(run.stdout));
  if (!parsed.success)
    return refuse(
      "python-missing",
      `${path} did not answer as a Python does: ${run.stderr.trim().slice(-300) || "no output"}`,
    );
  const { data } = parsed;
  if (older(data.python, oldestPython)) return refuse("python-too-old", `${path} is Python ${data.python}.`);
  if (data.manim === null) return refuse("manim-missing", `${path} (Python ${data.python}) has no Manim.`);
  if (older(data.manim, oldestManim))
    return refuse("manim-too-old", `${path} has Manim ${data.manim}; ${oldestManim.join(".")} or newer is needed.`);
  const prefixes = [...new Set([data.prefix, data.base_prefix].filter((prefix) => prefix !== undefined))];
  return {
    kind: "found",
    python: { path, version: data.python, manim: data.manim, typst: data.typst, latex: data.latex, prefixes },
  };
}

function older(version: string, oldest: number[]): boolean {
  const parts = version.split(".").map((part) => Number.parseInt(part, 10));
  for (const [index, least] of oldest.entries()) if ((parts[index] ?? 0) !== least) return (parts[index] ?? 0) < least;
  return false;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
