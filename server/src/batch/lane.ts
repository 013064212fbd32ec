/**
 * The batch lane: a model whose questions wait for each other and go to the provider in batches at half price. Its
 * callers need not know: they ask and get an answer, perhaps a day later and after a restart.
 */
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { isBatchEnded, type BatchSummary } from "../../../protocol/batch.js";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import { sqliteProblem } from "../jobs/database.js";
import { failedOutcome } from "../llm/attempts/failure.js";
import type { Model } from "../llm/model.js";
import type { GenerateOutcome, GenerateRequest } from "../llm/generate.js";
import type { Log } from "../log.js";
import { Drives, type Drive } from "./drives.js";
import { Alarm, isOver, pause, type Checkpoint } from "./follow.js";
import { grouped, reserveGroup, reserveSubmission, type Submission } from "./launch.js";
import { isOpen, Ledger } from "./ledger.js";
import { LedgerEntries } from "./ledgerEntries.js";
import { defaultLaneLimits, type LaneLimits } from "./limits.js";
import type { BatchProvider } from "./provider.js";
import { answered, type Desk, type Patience, type Question } from "./question.js";
import { requestKey } from "./requestKey.js";
import type { BatchRow } from "./rows.js";
import { Singles } from "./singles.js";
import { batchSummary } from "./summaries.js";
import { Waves, type Attendance } from "./waves.js";

export interface LaneOptions {
  database: DatabaseSync;
  /** Named in problems of the disk. */
  stateFolder: string;
  log: Log;
  limits?: Partial<LaneLimits>;
  /** A provider for batches that are in the ledger; null when it cannot be asked now, for example without a key. */
  providers?: (provider: string, model: string) => BatchProvider | null;
  /** Whether an abort for this reason leaves the request in its batch: this process ends, nobody cancelled. */
  keeps?: (reason: unknown) => boolean;
  /** Called at each step, for tests that end the process there. */
  checkpoint?: (name: Checkpoint) => void;
}

export class Lane {
  readonly ledger: Ledger;
  readonly entries: LedgerEntries;
  private readonly limits: LaneLimits;
  private readonly drives: Drives;
  private readonly waves: Waves;
  private readonly singles: Singles;
  private readonly questions = new Set<Question>();
  private readonly listeners = new Set<(batch: BatchSummary) => void>();
  private readonly closing = new AbortController();
  private readonly checkpoint: (name: Checkpoint) => void;
  private readonly desk: Desk;

  constructor(private readonly options: LaneOptions) {
    const limits = (this.limits = { ...defaultLaneLimits, ...options.limits });
    const { log } = options;
    const checkpoint = (this.checkpoint = options.checkpoint ?? (() => undefined));
    const ledger = (this.ledger = new Ledger(options.database));
    const entries = (this.entries = new LedgerEntries(ledger));
    this.singles = new Singles(entries, log, checkpoint, limits.singleConcurrency);
    this.waves = new Waves(limits, (pool, keys) => this.send(pool, keys));
    const following = { ledger, entries, limits, log, checkpoint };
    this.drives = new Drives(
      following,
      (id) => this.changed(id),
      (error) => this.problemOf(error),
    );
    this.desk = {
      ...{ ledger, entries, limits },
      closing: this.closing.signal,
      wait: ({ pool, key }) => this.waves.add(pool, key),
      follow: (id, provider) => this.drives.start(id, provider),
      single: (entry, question) => {
        const signal = AbortSignal.any([question.signal, this.closing.signal]);
        return this.singles.ask(entry, question, signal);
      },
      leave: (question) => this.giveUp(question),
    };
  }

  /**
   * The model, asked in batches. `salt` tells apart requests that are to be answered anew though they are in the same
   * words. A model without batches is given back as it is.
   */
  model(inner: Model, pool: string, salt: string, patience: Partial<Patience> = {}): Model {
    const { batches } = inner;
    if (batches === undefined) return inner;
    const { deadline = null, failOver = true, form = "auto" } = patience;
    const asked = { inner, batches, pool, patience: { deadline, failOver, form } };
    const generate = (request: GenerateRequest, signal: AbortSignal): Promise<GenerateOutcome> =>
      this.generate({ ...asked, request, signal }, salt);
    return Object.assign(Object.create(inner) as Model, { generate });
  }

  /** Says that somebody may still ask in this pool; its waves wait until they do, or have closed. */
  open(pool: string): Attendance {
    return this.waves.open(pool);
  }

  /** Goes on with the batches of an earlier run that no living process follows; returns how many are under way. */
  resume(): number {
    for (const batch of this.ledger.open())
      if (this.follow(batch) === null)
        this.options.log.info(
          `Batch ${batch.name ?? batch.displayName} waits for its provider or is followed elsewhere`,
        );
    return this.drives.ids().length;
  }

  /** Sends a list of its own, in one pool, which is returned with its batches. Throws ProblemError when the disk does not take it. */
  submit(submission: Submission): { pool: string; batches: BatchSummary[] } {
    try {
      const { pool, batches } = reserveSubmission(this.ledger, this.entries, this.limits, submission);
      for (const { id } of batches) this.drives.start(id, submission.batches);
      return { pool, batches: batches.map(batchSummary) };
    } catch (error) {
      throw new ProblemError(this.problemOf(error), { cause: error });
    }
  }

  /**
   * Looks at a batch once and takes its answers in if it has ended; one that was not sent is on its way from now on.
   * Returns the problem that keeps us from it.
   */
  async look(id: string, signal: AbortSignal): Promise<Problem | null> {
    const batch = this.ledger.batch(id);
    if (batch?.phase === "reserved" || batch?.phase === "sending") this.follow(batch);
    if (batch?.phase !== "created" || batch.name === null || this.drives.get(id) !== null) return null;
    const provider = this.options.providers?.(batch.provider, batch.model) ?? null;
    if (provider === null) return problem("provider-unavailable", `${batch.provider} cannot be asked for batches now.`);
    const got = await provider.get(batch.name, signal);
    if (!got.ok) return got.problem;
    if (got.value === null || isBatchEnded(got.value.state)) {
      const drive = this.follow(batch);
      while (drive?.end === null && !isOver(signal)) await pause(100, signal);
      return drive?.end?.kind === "stopped" ? drive.end.problem : null;
    }
    if (!this.ledger.claim(id)) return null;
    this.ledger.seen(id, got.value.state, null);
    this.ledger.release(id);
    return null;
  }

  /** Waits until no batch of the pool is open; with the problem when one of them cannot be followed. */
  async settled(pool: string, signal: AbortSignal): Promise<Problem | null> {
    const stop = AbortSignal.any([signal, this.closing.signal]);
    for (;;) {
      const open = this.ledger.open().filter((batch) => batch.pool === pool);
      if (open.length === 0 || stop.aborted) return null;
      const ends = open.flatMap((batch) => this.follow(batch)?.ended ?? []);
      const woken = sleep(this.limits.watch, null, { signal: stop }).catch(() => null);
      const end = await Promise.race([woken, ...ends]);
      if (end?.kind === "stopped") return end.problem;
    }
  }

  /** Asks for a batch to be cancelled, whichever process follows it. What it has answered until then is used. */
  cancel(id: string): void {
    this.ledger.askCancel(id, problem("cancelled", "The batch was cancelled."));
    const batch = this.ledger.batch(id);
    if (!this.drives.wake(id) && batch !== null && isOpen(batch)) this.follow(batch);
    this.changed(id);
  }

  /** Cancels what is open in a pool, sent or not. */
  cancelPool(pool: string): void {
    for (const question of this.questions) {
      if (question.pool !== pool || question.batch !== null) continue;
      this.waves.remove(pool, question.key);
      this.entries.cancel(question.key);
      question.alarm.wake();
    }
    for (const batch of this.ledger.open()) if (batch.pool === pool) this.cancel(batch.id);
  }

  /** Calls back after each change of a batch that this process follows; returns how to stop. */
  onChange(listener: (batch: BatchSummary) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Ends this process's part: batches stay at the provider, and open questions end as cancelled without being so. */
  async close(): Promise<void> {
    this.closing.abort();
    this.waves.close();
    await this.drives.close();
  }

  private async generate(asked: Omit<Question, "key" | "alarm" | "batch" | "told" | "trouble">, salt: string) {
    const { inner, request, pool } = asked;
    const key = requestKey(salt, inner.provider, inner.id, request);
    const question: Question = { ...asked, key, alarm: new Alarm(), batch: null, told: "", trouble: null };
    const leave = this.waves.enter(pool);
    this.questions.add(question);
    try {
      return await answered(this.desk, question);
    } catch (error) {
      return failedOutcome(this.problemOf(error));
    } finally {
      this.questions.delete(question);
      leave();
    }
  }

  /** A wave leaves. */
  private send(pool: string, keys: readonly string[]): void {
    const questions = [...this.questions].filter((question) => question.pool === pool && keys.includes(question.key));
    try {
      this.checkpoint("reserve.before");
      for (const group of grouped(pool, questions)) {
        const batches = reserveGroup(this.ledger, this.limits, group);
        this.checkpoint("reserve.after");
        for (const { id } of batches) this.drives.start(id, group.batches);
      }
    } catch (error) {
      for (const question of questions) question.trouble = this.problemOf(error);
    }
    for (const { alarm } of questions) alarm.wake();
  }

  private giveUp(question: Question): void {
    const { key, pool, signal } = question;
    if (this.closing.signal.aborted || this.options.keeps?.(signal.reason) === true) return;
    if ([...this.questions].some((other) => other !== question && other.key === key)) return;
    this.waves.remove(pool, key);
    const unwanted = this.entries.cancel(key);
    if (unwanted !== null) this.cancel(unwanted);
  }

  private follow({ id, provider, model }: BatchRow): Drive | null {
    const running = this.drives.get(id);
    const batches = running === null ? (this.options.providers?.(provider, model) ?? null) : null;
    return batches === null ? running : this.drives.start(id, batches);
  }

  private changed(id: string): void {
    const batch = this.ledger.batch(id);
    for (const question of this.questions) {
      if (question.batch !== id) continue;
      question.alarm.wake();
      const said = batch === null ? "" : `Batch of ${batch.requests} requests: ${batch.state}`;
      if (said !== question.told && said !== "") question.request.report?.(said);
      question.told = said;
    }
    if (batch !== null) for (const listener of this.listeners) listener(batchSummary(batch));
  }

  private problemOf(error: unknown): Problem {
    const known = sqliteProblem(error, this.options.stateFolder);
    return known ?? problem("internal-error", `The ledger of batches failed: ${String(error)}`);
  }
}
