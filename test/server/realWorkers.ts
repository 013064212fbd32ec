/** Workers on the real Manim and scenes to give them, for tests without a job around them. */
import type { Log } from "../../server/src/log.js";
import { PythonHost } from "../../server/src/manim/pythonHost.js";
import { Workers } from "../../server/src/manim/workers.js";
import { testPython, workerPackage } from "./python.js";

const ignore = (): void => undefined;
export const silent: Log = { info: ignore, warn: ignore, error: ignore };

/** They write into `scratch`; whoever opens them releases them. */
export function realWorkers(scratch: string, log = silent): { host: PythonHost; workers: Workers } {
  const host = new PythonHost(
    () => ({ named: testPython(), others: [], workerPackage }),
    () => true,
  );
  const workers = new Workers({
    scratch,
    workerPackage,
    log,
    python: (signal) => host.require(signal),
    sandbox: () => host.sandbox(),
  });
  return { host, workers };
}

/** A file with the scene `A` of these lines. */
export function sceneOf(...lines: string[]): string {
  const body = lines.map((line) => `        ${line}\n`).join("");
  return `from manim import *\n\n\nclass A(Scene):\n    def construct(self):\n${body}`;
}
