/** `manim render --dry_run` of a file: how long it takes, and, in a process of our own, what stops it where. */
import { spawn, execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { testPython } from "../../server/python.js";

/**
 * Seconds after which a dry run is ended: it is counted as having taken so long, which is in its favour. Left alone it takes
 * up to two minutes on these scenes, and nobody would run the bench.
 */
export const longest = 30;

/** The command line prints its traceback boxed and wrapped, so the same dry run is asked for its exception here. */
const catching = `import json, runpy, sys, traceback
from pathlib import Path
from manim import tempconfig
file, name, media = sys.argv[1:]
with tempconfig({"dry_run": True, "quality": "low_quality", "media_dir": media, "verbosity": "ERROR",
                 "progress_bar": "none", "disable_caching": True}):
    try:
        runpy.run_path(file)[name]().render()
        print(json.dumps(None))
    except BaseException as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
        print(json.dumps({"type": type(error).__name__, "line": lines[-1] if lines else None}))`;

export interface Stopped {
  type: string;
  line: number | null;
}

export class DryRun {
  private readonly folder = mkdtempSync(join(tmpdir(), "dry-run-"));
  private readonly file = join(this.folder, "scene.py");

  /** Seconds of the command as its documentation gives it, whatever it ends with; {@link longest} where it was ended. */
  async time(text: string, scene: string): Promise<number> {
    writeFileSync(this.file, text);
    const options = ["--dry_run", "--media_dir", this.folder];
    const start = performance.now();
    const child = spawn(testPython(), ["-m", "manim", "render", ...options, this.file, scene], {
      cwd: this.folder,
      stdio: "ignore",
      timeout: longest * 1000,
      killSignal: "SIGKILL",
    });
    await new Promise<void>((done, failed) => child.on("error", failed).on("close", () => done()));
    return (performance.now() - start) / 1000;
  }

  /** What stops the scene; null when nothing does. */
  async stopped(text: string, scene: string): Promise<Stopped | null> {
    writeFileSync(this.file, text);
    const args = ["-c", catching, this.file, scene, this.folder];
    const { stdout } = await promisify(execFile)(testPython(), args, { cwd: this.folder });
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "null") as Stopped | null;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
