/** What is installed and what is missing, said before any token is spent. */
import { problem, problemKinds } from "../../../protocol/problems.js";
import type { Finding } from "../../../protocol/server.js";
import type { Settings } from "../../../protocol/settings.js";
import type { KeySource } from "../models.js";
import { storageFinding } from "../storage/objects/uploaded.js";
import { findGpu, gpuTrouble, type Gpu } from "./gpu.js";
import type { PythonHost } from "./pythonHost.js";
import type { PoolMemory } from "./workerMemory.js";

/** One finding a part, in the order in which they are needed; `memory` is what the workers hold, where that is known. */
export async function doctor(
  host: PythonHost,
  keys: KeySource,
  { memory, settings }: { memory: PoolMemory | null; settings: Settings },
  signal: AbortSignal,
): Promise<Finding[]> {
  const [found, sandbox, key, storage] = await Promise.all([
    ...([host.find(), host.sandbox(), keys.hasGeminiKey()] as const),
    storageFinding(settings),
  ]);
  signal.throwIfAborted();
  const findings: Finding[] = [{ name: "Node", state: "good", detail: process.version }];
  if (found.kind === "problem") {
    findings.push({
      name: "Python with Manim",
      state: "missing",
      detail: `${found.problem.message} ${found.problem.fix}`,
      problem: found.problem,
    });
  } else {
    const { path, version, manim, typst, latex } = found.python;
    findings.push({ name: "Python", state: "good", detail: `${version} (${path})` });
    findings.push({ name: "Manim", state: "good", detail: manim });
    findings.push(
      typst === null
        ? {
            name: "Typst",
            state: "warning",
            detail: problemKinds["typst-missing"].fix,
            problem: problem("typst-missing", `${path} has no Typst.`),
          }
        : { name: "Typst", state: "good", detail: typst },
    );
    findings.push({
      name: "LaTeX",
      state: latex ? "good" : "warning",
      detail: latex
        ? "found"
        : "not installed; formulas use Typst. For Tex and MathTex install texlive-latex-extra and dvisvgm (Debian) or MiKTeX or MacTeX.",
    });
  }
  findings.push(
    sandbox.kind === "none"
      ? {
          name: "Sandbox",
          state: "warning",
          detail: sandbox.reason,
          problem: problem("sandbox-missing", sandbox.reason),
        }
      : { name: "Sandbox", state: "good", detail: `${sandbox.kind} (${sandbox.path})` },
  );
  if (found.kind === "found") findings.push(gpuFinding(await findGpu(found.python, sandbox, signal), settings.useGpu));
  if (storage !== null) findings.push(storage);
  findings.push({
    name: "Gemini key",
    state: key ? "good" : "warning",
    detail: key ? "set" : "not set; videos are made from the built-in templates",
  });
  if (memory !== null && memory.workers > 0)
    findings.push({ name: "Memory of scene code", state: "good", detail: memoryWords(memory) });
  return findings;
}

/** What cannot be used is a fault only where it is asked for. */
function gpuFinding(gpu: Gpu, wished: boolean): Finding {
  const trouble = gpuTrouble(gpu);
  const name = "GPU (OpenGL renderer)";
  if (trouble !== null && wished)
    return { name, state: "warning", detail: trouble, problem: problem("gpu-missing", trouble) };
  const renderer = gpu.kind === "found" && trouble === null ? gpu.renderer : null;
  const detail =
    renderer === null ? `not used. ${trouble ?? ""}` : `${renderer}${wished ? "" : "; not used: useGpu is off"}`;
  return { name, state: "good", detail };
}

function memoryWords({ workers, workerBytes, forks, forkBytes }: PoolMemory): string {
  const warm = `${counted(workers, "warm worker")} with ${megabytes(workerBytes)}`;
  if (forks === 0) return `${warm}, nothing kept between checks`;
  return `${warm}, ${forks} kept states and runs with ${megabytes(forkBytes)}`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MB`;
}
