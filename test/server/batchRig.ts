/** The built command line against a loopback Gemini, for lists that are made in batches. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job } from "../../protocol/job.js";
import { startGeminiServer, type GeminiServer } from "../fixtures/gemini/geminiServer.js";
import { readPrompt, type PromptRecord } from "../fixtures/gemini/records.js";
import type { Scenario } from "../fixtures/gemini/scenario.js";
import { startCli, type Ran, type Started } from "./commandLine.js";

export class BatchRig {
  readonly root = mkdtempSync(join(tmpdir(), "batch-"));

  private constructor(readonly server: GeminiServer) {}

  static async open(scenario: Scenario = {}): Promise<BatchRig> {
    return new BatchRig(await startGeminiServer(scenario));
  }

  async close(): Promise<void> {
    await this.server.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  file(name: string, lines: readonly string[]): string {
    const path = join(this.root, name);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
    return path;
  }

  /** Starts `manim-video …`; polling every second, and without retrieval, which only makes the prompts longer. */
  start(args: readonly string[], more: Record<string, string> = {}): Started {
    const env = {
      ...{ GEMINI_API_KEY: this.server.key, GOOGLE_GEMINI_BASE_URL: this.server.url },
      ...{ MANIM_VIDEO_BATCH_POLL: "1", USE_RAG: "false" },
      ...more,
    };
    return startCli(["--state", join(this.root, "state"), ...args], { home: this.root, cwd: this.root, env });
  }

  run(...args: string[]): Promise<Ran> {
    return this.start([...args, "--json"]).ended;
  }

  /** What the words of an answer are, for a person. */
  words(...args: string[]): Promise<Ran> {
    return this.start(args).ended;
  }

  /** `generate` of these topics in batch mode at the smallest size. */
  generating(topics: readonly string[], ...more: string[]): string[] {
    const places = ["--out", join(this.root, "videos"), "--quality", "low"];
    return ["generate", this.file("topics.txt", topics), ...places, "--mode", "batch", ...more];
  }

  generate(topics: readonly string[], ...more: string[]): Promise<Ran> {
    return this.run(...this.generating(topics, ...more));
  }

  /** What was asked in batches, by batch, in the order in which they were made. */
  inBatches(): PromptRecord[][] {
    return this.server.requests.filter(({ kind }) => kind === "batchCreate").map(({ body }) => promptsIn(body));
  }

  /** What was asked at once. */
  singly(): PromptRecord[] {
    return this.server.requests.filter(({ path }) => path.endsWith(":generateContent"));
  }

  /** Creates that made a batch; each must have been sent once. */
  creates(): number[] {
    return Object.values(this.server.creates);
  }

  /** The request that a video's only scene must be the answer to, and those that it must not be. */
  sceneAnswers(job: Job): { file: string; nonce: string; others: string[] } {
    const asked = [...this.inBatches().flat(), ...this.singly()].filter(({ kind }) => kind !== "plan");
    const written = asked.filter(({ kind, prompt }) => kind === "scene" && prompt.includes(job.title));
    // A repair's prompt holds the code that is to be repaired, and with it the nonce of its first answer.
    const first = written[0]?.nonce ?? "";
    const repairs = asked.filter(({ kind, prompt }) => kind === "repair" && prompt.includes(first));
    const nonce = repairs.at(-1)?.nonce ?? first;
    const others = asked.flatMap((one) => (one.nonce === nonce || one.nonce === null ? [] : [one.nonce]));
    return { file: readFileSync(join(job.folder, job.scenes[0]?.file ?? ""), "utf8"), nonce, others };
  }
}

interface CreateBody {
  batch: { inputConfig: { requests: { requests: { request: unknown }[] } } };
}

function promptsIn(body: unknown): PromptRecord[] {
  return (body as CreateBody).batch.inputConfig.requests.requests.map(({ request }) => readPrompt(request));
}
