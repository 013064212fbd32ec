/**
 * Whether Manim's OpenGL renderer has a graphics card to work with. Software that stands in for one is slower than the
 * usual renderer, and not used.
 */
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { z } from "zod";
import { runProcess } from "../processes.js";
import type { Python } from "./python.js";
import { inSandbox, type Sandbox } from "./sandbox.js";

export type Gpu =
  /** `software`: it draws, and no faster than the usual renderer. */
  { kind: "found"; renderer: string; software: boolean } | { kind: "none"; reason: string };

const probeBound = 20_000;

/** As Manim opens it, without a window; one picture is cleared, since a context alone may still fail to draw. */
const probe = `
import json, sys
import moderngl
try:
    context = moderngl.create_context(standalone=True)
except Exception:
    context = moderngl.create_context(standalone=True, backend="egl")
frame = context.simple_framebuffer((16, 16))
frame.use()
frame.clear(1.0, 0.0, 0.0, 1.0)
if frame.read(components=3)[0] < 250:
    sys.exit("a picture that was made red is not red")
print(json.dumps({"renderer": context.info["GL_RENDERER"]}))
`;

const Answer = z.object({ renderer: z.string() });
const softwareNames = /llvmpipe|softpipe|swrast|software|swiftshader|basic render/i;

/** Asks the graphics driver, in the sandbox in which scenes are rendered. */
export async function findGpu({ path, prefixes }: Python, sandbox: Sandbox, signal: AbortSignal): Promise<Gpu> {
  const { PATH = "" } = process.env;
  const start = { command: path, args: ["-I", "-B", "-c", probe], env: { PATH, HOME: tmpdir() } };
  const folders = { readable: prefixes, writable: null, devices: gpuDevices() };
  const { code, stdout, stderr, timedOut } = await runProcess(inSandbox(sandbox, start, folders), probeBound, signal);
  if (timedOut) return { kind: "none", reason: "the graphics driver did not answer within 20 seconds" };
  const answer = code === 0 ? Answer.safeParse(parsed(stdout)) : null;
  if (answer?.success !== true)
    return { kind: "none", reason: `the graphics driver gives no OpenGL (${lastLine(stderr)})` };
  const { renderer } = answer.data;
  return { kind: "found", renderer, software: softwareNames.test(renderer) };
}

/** Why the GPU cannot be used, as a sentence; null when it can. */
export function gpuTrouble(gpu: Gpu): string | null {
  if (gpu.kind === "none") return `Manim's OpenGL renderer does not work here: ${gpu.reason}.`;
  return gpu.software ? `OpenGL is drawn by software here (${gpu.renderer}), slower than the usual renderer.` : null;
}

/** What a sandbox has to show of this machine for its graphics card to be found. */
export function gpuDevices(): string[] {
  if (!existsSync("/dev")) return [];
  const named = readdirSync("/dev").filter((name) => name === "dri" || /^nvidia(\d+|ctl|-modeset|-uvm)$/.test(name));
  return named.map((name) => `/dev/${name}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.slice(0, 200) ?? "";
}
