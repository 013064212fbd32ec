/**
 * Plain requests that are asked at once. Each run is a file of the state folder to which every answer is added as it comes:
 * what was paid for is there after the window is closed, or the backend has gone.
 */
import { randomBytes } from "node:crypto";
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RequestRun, RunAnswer } from "../../../protocol/calls/newJobCalls.js";
import type { ContextWish } from "../../../protocol/job.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { RequestGroup } from "../batch/requestGroup.js";
import { cacheFor } from "../llm/context/cachedContext.js";
import type { CompletionResult } from "../../../protocol/completion.js";
import { plus } from "../llm/completion/usage.js";
import type { Prices } from "../llm/prices/prices.js";
import type { Log } from "../log.js";
import { onFile } from "../storage/fileProblems.js";
import { askEach, kindOf } from "./askEach.js";

/** Older runs are forgotten when a new one starts. */
const mostRuns = 50;

interface Header {
  id: string;
  startedAt: string;
  count: number;
  /** Of the process that asks. */
  pid: number;
}

interface Running {
  header: Header;
  answers: RunAnswer[];
  stop: AbortController;
  ended: Promise<void>;
}

export interface RunShared {
  /** What the requests begin with; empty for nothing. */
  text: string;
  wish: ContextWish;
  prices: Prices;
}

export class RequestRuns {
  private readonly running = new Map<string, Running>();
  private readonly folder: string;

  constructor(
    stateFolder: string,
    private readonly log: Log,
  ) {
    this.folder = join(stateFolder, "requests");
  }

  /** Begins to ask; the run is on disk before the first request goes out. Throws ProblemError when it cannot be. */
  async start(groups: readonly RequestGroup[], shared: RunShared): Promise<RequestRun> {
    const startedAt = new Date();
    const id = `run-${startedAt.getTime().toString(36)}-${randomBytes(2).toString("hex")}`;
    const count = groups.reduce((sum, { requests }) => sum + requests.length, 0);
    const header = { id, startedAt: startedAt.toISOString(), count, pid: process.pid };
    const file = this.fileOf(id);
    await onFile(file, async () => {
      await mkdir(this.folder, { recursive: true });
      await writeFile(file, `${JSON.stringify(header)}\n`, { flag: "wx" });
    });
    await this.forgetOldest();
    const stop = new AbortController();
    const run: Running = { header, answers: [], stop, ended: Promise.resolve() };
    this.running.set(id, run);
    run.ended = this.ask(run, groups, shared).finally(() => this.running.delete(id));
    return runOf(header, [], "running", 0);
  }

  /** Throws ProblemError `job-missing`. */
  async show(id: string, from: number): Promise<RequestRun> {
    const run = this.running.get(id);
    if (run !== undefined) return runOf(run.header, run.answers, "running", from);
    const kept = await this.read(id);
    if (kept === null) throw new ProblemError(problem("job-missing", `There is no run ${id}.`));
    return runOf(kept.header, kept.answers, stateOf(kept), from);
  }

  /** Newest first, without their answers. */
  async list(): Promise<RequestRun[]> {
    const ids = await this.ids();
    const runs = await Promise.all(ids.map((id) => this.show(id, Infinity).catch(() => null)));
    return runs.filter((run) => run !== null);
  }

  /** What has been answered until then stays. */
  async stop(id: string): Promise<void> {
    const run = this.running.get(id);
    run?.stop.abort();
    await run?.ended;
  }

  async close(): Promise<void> {
    await Promise.all([...this.running.keys()].map((id) => this.stop(id)));
  }

  private async ask(run: Running, groups: readonly RequestGroup[], shared: RunShared): Promise<void> {
    const { header, answers, stop } = run;
    const file = this.fileOf(header.id);
    let before = 0;
    try {
      for (const group of groups) {
        const asked = await this.sharing(group, shared, stop.signal);
        for await (const result of askEach(asked, stop.signal)) {
          // What was not asked any more is no answer.
          if (result.error_type === "cancelled") continue;
          const answer = answerOf(result, before + result.index);
          answers.push(answer);
          await appendFile(file, `${JSON.stringify(answer)}\n`);
        }
        before += group.requests.length;
      }
    } catch (error) {
      if (!stop.signal.aborted) this.log.error(`The requests of ${header.id} stopped: ${String(error)}`);
    }
  }

  /** The requests with a cache in place of what they share, where one is made for it. */
  private async sharing(
    group: RequestGroup,
    { text, wish, prices }: RunShared,
    signal: AbortSignal,
  ): Promise<RequestGroup> {
    const isShared = ({ request }: RequestGroup["requests"][number]): boolean =>
      request.kind === "generate" && request.request.system === text && request.request.cache === undefined;
    const sharing = text === "" ? 0 : group.requests.filter(isShared).length;
    if (sharing === 0 || wish === "none" || wish === "implicit") return group;
    const wanted = { system: text, requests: sharing, batch: false, wish };
    const cache = await cacheFor(group.model, wanted, { prices, log: this.log, signal });
    if (cache === null) return group;
    const requests = group.requests.map((one) =>
      isShared(one) && one.request.kind === "generate"
        ? { ...one, request: { ...one.request, request: { ...one.request.request, cache } } }
        : one,
    );
    return { ...group, requests };
  }

  private async read(id: string): Promise<{ header: Header; answers: RunAnswer[] } | null> {
    if (!/^run-[0-9a-z]{1,20}-[0-9a-f]{4}$/.test(id)) return null;
    const text = await readFile(this.fileOf(id), "utf8").catch(() => null);
    const lines = (text ?? "").split("\n").flatMap((line) => parsed(line) ?? []);
    const [header, ...answers] = lines;
    return header === undefined ? null : { header: header as Header, answers: answers as RunAnswer[] };
  }

  /** Newest first: their names begin with the time. */
  private async ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    const ids = names.flatMap((name) => /^(run-.*)\.jsonl$/.exec(name)?.[1] ?? []);
    return ids.sort().reverse();
  }

  private async forgetOldest(): Promise<void> {
    const old = (await this.ids()).slice(mostRuns).filter((id) => !this.running.has(id));
    await Promise.all(old.map((id) => rm(this.fileOf(id), { force: true })));
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}.jsonl`);
  }
}

/** Null for the half of a line that a killed process has left. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function stateOf({ header, answers }: { header: Header; answers: RunAnswer[] }): RequestRun["state"] {
  if (answers.length >= header.count) return "done";
  return header.pid !== process.pid && isAlive(header.pid) ? "running" : "stopped";
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function runOf(header: Header, answers: RunAnswer[], state: RequestRun["state"], from: number): RequestRun {
  const { id, startedAt, count } = header;
  const usd = answers.reduce((sum: number | null, answer) => (answer.tokens === null ? sum : plus(sum, answer.usd)), 0);
  return { id, startedAt, state, count, answered: answers.length, usd, answers: answers.slice(from) };
}

function answerOf(result: CompletionResult, place: number): RunAnswer {
  const { id, response, error, model, usd, tokens } = result;
  const isBilled = tokens.total > 0;
  const common = { place, id, kind: kindOf(result), text: response, error, model };
  return { ...common, usd: isBilled ? usd : null, tokens: isBilled ? tokens : null };
}
