/** What lies between a job and its models: the batch lane or the keeping of answers, and the spending cap. */
import type { DatabaseSync } from "node:sqlite";
import type { Job, JobRequest } from "../../protocol/job.js";
import type { Lane } from "./batch/lane.js";
import { cachedContext } from "./llm/context/cachedContext.js";
import { Budget, capped } from "./llm/budget.js";
import type { Model } from "./llm/model.js";
import type { JobStore } from "./jobs/jobStore.js";
import type { Log } from "./log.js";
import type { Models } from "./models.js";
import { Answers, keptAnswers } from "./results/answers.js";
import type { Seat } from "./pipeline/context.js";
import type { Settings } from "../../protocol/settings.js";

export interface AskingOptions {
  database: DatabaseSync;
  store: JobStore;
  lane: Lane;
  models: Models;
  settings: () => Settings;
  log: Log;
}

const noSeat: Seat = { close: () => undefined };

export class Asking {
  private readonly budgets = new Map<string, Budget>();

  constructor(private readonly options: AskingOptions) {}

  /** The pool in which a job's requests wait: its list's, or one of its own. */
  poolOf({ id, list }: Pick<Job, "id" | "list">): string {
    return list === "" ? id : list;
  }

  /** A seat in the job's pool; nobody waits for those who ask at once. */
  takeSeat(job: Pick<Job, "id" | "list" | "mode">): Seat {
    return job.mode === "batch" ? this.options.lane.open(this.poolOf(job)) : noSeat;
  }

  /** The model as this job asks it: in batches where it is so wanted, and under the cap where there is one. */
  async through(model: Model, job: Pick<Job, "id" | "list">, request: JobRequest): Promise<Model> {
    const batch = request.mode === "batch" && model.batches !== undefined;
    const asked = batch
      ? await this.inBatches(model, job, request)
      : keptAnswers(model, new Answers(this.options.database, job.id));
    if (request.maxUsd === 0) return asked;
    const prices = (await this.options.models.prices()).perMillion(model.provider, model.id, new Date(), { batch });
    return capped(asked, this.budget(job, request.maxUsd), prices);
  }

  private async inBatches(model: Model, job: Pick<Job, "id" | "list">, request: JobRequest): Promise<Model> {
    const { lane, models, settings, store, log } = this.options;
    const { number, since } = store.attempt(job.id);
    const deadline = request.deadline === 0 ? null : since + request.deadline * 1000;
    const inForce = settings();
    const wish = request.context === "auto" && !inForce.enableCaching ? "none" : request.context;
    const inner = cachedContext(model, await models.prices(), log, wish);
    // An attempt after the job's end is answered anew; one after a crash finds its answers in the ledger.
    const salt = `${job.id} ${number}`;
    const patience = { deadline, failOver: inForce["batch.failOver"], form: request.batchForm };
    return lane.model(inner, this.poolOf(job), salt, patience);
  }

  private budget(job: Pick<Job, "id" | "list">, cap: number): Budget {
    const pool = this.poolOf(job);
    const known = this.budgets.get(pool);
    if (known?.cap === cap) return known;
    const { store } = this.options;
    const jobs = (): (Job | null)[] => (job.list === "" ? [store.get(job.id)] : store.listOf(job.list));
    const spent = (): number => jobs().reduce((sum, one) => sum + (one?.usage.usd ?? 0), 0);
    const budget = new Budget(cap, spent);
    this.budgets.set(pool, budget);
    return budget;
  }
}
