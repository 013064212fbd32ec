/** `manim render -a` of the same interpreter, as its users run it. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { testPython } from "../../server/python.js";
import type { Took } from "./processorTime.js";

/** Runs a program and tells its processor time, its children's included. */
const measure = `import json, resource, subprocess, sys, time
started = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode: sys.exit(done.stderr[-2000:])
print(json.dumps({"wall": time.monotonic() - started, "cpu": used.ru_utime + used.ru_stime}))`;

/** Renders every scene of a file at low quality, into a folder that is empty each time. */
export class ManimCli {
  private readonly folder = mkdtempSync(join(tmpdir(), "manim-a-"));

  constructor(private readonly count: number) {}

  async renderAll(source: string): Promise<Took> {
    const file = join(this.folder, "scenes.py");
    const media = join(this.folder, "media");
    rmSync(media, { recursive: true, force: true });
    writeFileSync(file, source);
    // The quality's own size is 854 x 480 at 15 frames a second, as ours.
    const options = ["-a", "-ql", "--disable_caching", "--progress_bar", "none", "-v", "ERROR", "--media_dir", media];
    const args = ["-I", "-c", measure, testPython(), "-m", "manim", "render", ...options, file];
    const { stdout } = await promisify(execFile)(testPython(), args, { cwd: this.folder });
    const videos = readdirSync(media, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".mp4") && !name.includes("partial_movie_files"),
    );
    if (videos.length !== this.count) throw new Error(`manim -a made ${videos.length} videos of ${this.count}`);
    return JSON.parse(stdout) as Took;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
