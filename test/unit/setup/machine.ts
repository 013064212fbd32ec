/** A machine made of a few shell scripts: nothing of the real one is on its search path. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SetupContext } from "../../../bin/setup/context.mjs";
import type { ProgressEvent } from "../../../bin/setup/progress.mjs";

export interface FakeMachine {
  folder: string;
  context: SetupContext;
  events: ProgressEvent[];
  /** Puts a command on the search path; `script` is what /bin/sh runs. */
  command: (name: string, script: string) => void;
}

export function fakeMachine(more: Partial<SetupContext> = {}): FakeMachine {
  const folder = emptyFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const events: ProgressEvent[] = [];
  const context: SetupContext = {
    env: { PATH: bin },
    platform: "linux",
    arch: "x64",
    root: false,
    home: join(folder, "home"),
    report: (event) => events.push(event),
    ...more,
  };
  const command = (name: string, script: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  return { folder, context, events, command };
}

/** What a Python answers when it is asked about itself. */
export function pythonAnswer(path: string, version: string, has: { venv?: boolean; headers?: boolean } = {}): string {
  return `echo '${JSON.stringify({ path, version, venv: has.venv ?? true, headers: has.headers ?? true })}'`;
}

/** Removed when the test ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "manim-video-setup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
