/**
 * Runs the Mocha tests inside the extension host: of code-server by our own runner, of desktop VS Code by
 * @vscode/test-electron. Results go to the file named in MANIM_VIDEO_TEST_RESULTS, because a web host has no exit code.
 */
import { writeFile } from "node:fs/promises";
import { inspect } from "node:util";
import Mocha from "mocha";

export interface HostResult {
  title: string;
  state: "passed" | "failed" | "pending";
  milliseconds: number;
  error?: string;
}

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 120_000 });
  // Makes describe and it global, as Mocha's own loading of files would.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./manifest.js");
  await import("./sceneFiles.js");
  await import("./storyboard.js");
  const results: HostResult[] = [];
  const record = (test: Mocha.Test, state: HostResult["state"], error?: unknown) =>
    results.push({
      title: test.fullTitle(),
      state,
      milliseconds: test.duration ?? 0,
      ...(error !== undefined && { error: error instanceof Error ? (error.stack ?? error.message) : inspect(error) }),
    });
  const failures = await new Promise<number>((done) => {
    mocha
      .run(done)
      .on("pass", (test) => record(test, "passed"))
      .on("pending", (test) => record(test, "pending"))
      .on("fail", (test, error: unknown) => record(test, "failed", error));
  });
  const file = process.env["MANIM_VIDEO_TEST_RESULTS"];
  if (file) await writeFile(file, JSON.stringify(results, null, 2));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
