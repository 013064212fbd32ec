/** A `manim-video serve` of a bench's own, and what can be asked of it. Its user needs no token. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isFinal, type JobStatus } from "../../../protocol/job.js";
import { startCli } from "../../server/commandLine.js";

export interface Shown {
  job_id: string;
  status: JobStatus;
  percentage: number;
  updated_at: string;
}

export class Served {
  private constructor(
    readonly root: string,
    readonly url: string,
    readonly pid: number,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(args: string[], env: Record<string, string> = {}): Promise<Served> {
    const root = mkdtempSync(join(tmpdir(), "bench-served-"));
    const places = ["--state", join(root, "state"), "--out", join(root, "out"), "--provider", "templates"];
    const { child, said, ended } = startCli(["serve", ...places, "--port", "0", "--user-jobs", "999", ...args], {
      ...{ home: root, env },
    });
    const url = /"url":"([^"]+)".*"msg":"serving"/.exec(await said('"msg":"serving"'))![1]!;
    return new Served(root, url, child.pid!, async () => {
      child.kill("SIGKILL");
      await ended;
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  /** The id of a new job. */
  async generate(topic: string, quality: string): Promise<string> {
    const response = await fetch(`${this.url}/videos/generate`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ topic, quality }),
    });
    if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
    return ((await response.json()) as Shown).job_id;
  }

  async job(id: string): Promise<Shown> {
    const response = await fetch(`${this.url}/videos/jobs/${id}/status`);
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return (await response.json()) as Shown;
  }

  /** Waits until the job has ended. Throws where it has not been completed. */
  async finished(id: string): Promise<void> {
    for (;;) {
      const job = await this.job(id);
      if (job.status === "completed") return;
      if (isFinal(job.status)) throw new Error(`${id} has ended as ${job.status}`);
      await sleep(250);
    }
  }

  close(): Promise<void> {
    return this.stop();
  }
}

/** An outline of two short scenes that no other title has, so that none comes from a cache. */
export function outline(title: string): string {
  return `# ${title}\n\n## One\n- ${title}\n- again\n\n## Two\n- of ${title}\n`;
}

/** The value that this part (0 to 1) of all are not above. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN;
}
