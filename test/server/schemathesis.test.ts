/** Schemathesis asks whatever the OpenAPI document allows, and what it does not, and compares the answers with it. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outlineOf } from "./commandLine.js";
import { openEmbedded, type EmbeddedRig } from "./embedded.js";
import { generate, serveOver, tokenOf, until, type Served } from "./httpRig.js";
import { testPython } from "./python.js";

/** Milliseconds; a run takes some twenty seconds. */
const bound = 150_000;
const files = ["status", "events", "video-url", "stream", "download", "thumbnail", "captions", "metadata", "code"];

let rig: EmbeddedRig;
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "schemathesis-"));
  rig = openEmbedded({ jobConcurrency: 1, limits: { openJobs: 1_000_000, dailyUsd: 0 } });
});
afterAll(async () => {
  await rig.close();
  rmSync(root, { recursive: true, force: true });
});

/** `test/run.mjs` names it; run alone, the tests look where the set-up puts it. */
function modules(): string {
  const home = process.env["MANIM_VIDEO_HOME"] ?? join(homedir(), ".local", "share", "manim-video");
  const folder = process.env["MANIM_VIDEO_TEST_SCHEMATHESIS"] ?? join(home, "python", "schemathesis");
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run npm test once, which sets it up`);
  return folder;
}

/** What it reports; `job` stands where the document asks for one whose files are there. */
async function checked({ url }: Served, job: string, args: string[] = []): Promise<{ code: number; report: string }> {
  const config = join(root, "schemathesis.toml");
  const finished = `\\\\{id\\\\}/(${files.join("|")})$`;
  writeFileSync(
    config,
    `[[operations]]
include-path-regex = "${finished}"
parameters = { "path.id" = "${job}" }

# Valid by its schema, and refused by what was asked before with the same key.
[[operations]]
include-path = "/api/v1/videos/generate"
checks.positive_data_acceptance.expected-statuses = ["2xx", 422]
`,
  );
  const usual = ["--checks", "all", "--max-examples", "4", "--seed", "1", "--continue-on-failure", "--no-color"];
  const program = ["-B", "-m", "schemathesis.cli", "--config-file", config, "run", `${url}/openapi.json`];
  const env = { PATH: process.env["PATH"] ?? "", HOME: root, PYTHONPATH: modules() };
  try {
    const ran = promisify(execFile)(testPython(), [...program, ...usual, ...args], {
      ...{ env, cwd: root, timeout: bound, maxBuffer: 50_000_000 },
    });
    return { code: 0, report: (await ran).stdout };
  } catch (error) {
    const { code, stdout, stderr, message } = error as Error & { code?: number; stdout?: string; stderr?: string };
    return { code: code ?? 1, report: `${message}\n${stdout ?? ""}\n${stderr ?? ""}` };
  }
}

describe.each([
  ["with tokens", false],
  ["without tokens", true],
])("the OpenAPI document %s", (_, anyone) => {
  it("says what is answered", { timeout: bound + 60_000 }, async () => {
    const served = await serveOver(rig.service, { anyone });
    try {
      const job = await generate(served, { topic: outlineOf(`Checked ${String(anyone)}`) });
      await until(served, job, "completed");
      const header = ["--header", `Authorization: Bearer ${tokenOf("alice")}`];
      const { code, report } = await checked(served, job, anyone ? [] : header);
      expect(code, report).toBe(0);
      expect(report).toMatch(/Operations:\s+(\d+) selected \/ \1 total/);
      expect(Number(/(\d+) generated/.exec(report)?.[1])).toBeGreaterThan(400);
    } finally {
      await served.close();
    }
  });
});
