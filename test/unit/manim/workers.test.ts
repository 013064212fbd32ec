import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { editorUser, Workers, type Bench } from "../../../server/src/manim/workers.js";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "scratch-"));
});
afterEach(() => rmSync(parent, { recursive: true }));

const workersIn = (scratch: string, python?: string): Workers =>
  new Workers({
    scratch,
    workerPackage: "",
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    python: () =>
      python === undefined
        ? Promise.reject(new Error("not asked for"))
        : Promise.resolve({ path: python, version: "3.13", manim: "0.22", typst: null, latex: false, prefixes: [] }),
    sandbox: () => Promise.resolve({ kind: "none", reason: "a test" }),
  });

/** No process has this number: it is beyond the largest that Linux gives. */
const gone = "5000000";

it("removes the scratch folders of processes that were killed, and no others", async () => {
  const ours = String(process.pid);
  for (const name of [gone, ours, String(process.ppid), "renders"]) mkdirSync(join(parent, name));
  writeFileSync(join(parent, gone, "half.mp4"), "x");
  workersIn(join(parent, ours));
  await vi.waitFor(() => expect(readdirSync(parent)).not.toContain(gone));
  expect(readdirSync(parent).sort()).toEqual([ours, String(process.ppid), "renders"].sort());
});

it("looks nowhere when the folder is not named for this process", async () => {
  mkdirSync(join(parent, gone));
  workersIn(join(parent, "elsewhere"));
  await new Promise((done) => setTimeout(done, 50));
  expect(readdirSync(parent)).toEqual([gone]);
});

/** A worker in place of Python: it notes its number and its arguments, dies when asked to combine, and answers everything else. */
const worker = `#!/usr/bin/env node
require("node:fs").appendFileSync(__dirname + "/started", process.pid + "\\n");
require("node:fs").appendFileSync(__dirname + "/arguments", process.argv.slice(2).join(" ") + "\\n");
console.log(JSON.stringify({ type: "ready" }));
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, op } = JSON.parse(line);
  if (op === "combine") process.exit(1);
  console.log(JSON.stringify({ id, type: "done", result: null }));
});
`;

// Windows starts no script by its first line.
it.skipIf(process.platform === "win32")("starts one worker for all who find theirs lost, and ends it", async () => {
  const python = join(parent, "python.cjs");
  writeFileSync(python, worker, { mode: 0o755 });
  const workers = workersIn(join(parent, "scratch"), python);
  const bench = workers.bench("job-1");
  const limits = { seconds: 1, memory: 1, output: 1, fileSize: 1 };
  const both = async (task: Parameters<Bench["request"]>[0]): Promise<string[]> => {
    const options = { signal: AbortSignal.timeout(20_000), bound: 20_000 };
    const outcomes = await Promise.all([bench.request(task, options), bench.request(task, options)]);
    return outcomes.map((outcome) => (outcome.kind === "failed" ? outcome.problem.code : outcome.kind));
  };
  const started = (): number[] => readFileSync(join(parent, "started"), "utf8").trim().split("\n").map(Number);
  expect(await both({ op: "combine", run: "r", videos: [], limits })).toEqual(["worker-lost", "worker-lost"]);
  expect(await both({ op: "hello" })).toEqual(["done", "done"]);
  expect(started()).toHaveLength(2);
  await workers.release("job-1");
  for (const pid of started()) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

it.skipIf(process.platform === "win32")("lets jobs' workers wait for the editor's", async () => {
  const python = join(parent, "python.cjs");
  writeFileSync(python, worker, { mode: 0o755 });
  const workers = workersIn(join(parent, "scratch"), python);
  const options = { signal: AbortSignal.timeout(20_000), bound: 20_000 };
  for (const user of [editorUser, "job-1"]) await workers.bench(user).request({ op: "hello" }, options);
  await workers.releaseAll();
  const told = readFileSync(join(parent, "arguments"), "utf8").trim().split("\n");
  expect(told.map((words) => words.includes("--background"))).toEqual([false, true]);
});
