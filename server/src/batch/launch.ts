/** Turns requests that have waited for each other into reserved batches. */
import { randomUUID } from "node:crypto";
import type { BatchForm } from "../../../protocol/job.js";
import { chunked } from "./chunk.js";
import type { Ledger } from "./ledger.js";
import type { LedgerEntries } from "./ledgerEntries.js";
import type { LaneLimits } from "./limits.js";
import type { BatchProvider } from "./provider.js";
import type { Question } from "./question.js";
import { sha256 } from "./requestKey.js";
import type { AskedRequest, BatchRow } from "./rows.js";
import { transaction } from "../jobs/transaction.js";

/** Requests for one provider and model whose callers want the same. */
export interface Group {
  pool: string;
  provider: string;
  model: string;
  batches: BatchProvider;
  deadline: number | null;
  failOver: boolean;
  form: BatchForm;
  requests: { key: string; request: AskedRequest }[];
}

/** The earliest deadline of a group's callers is the group's. */
export function grouped(pool: string, questions: readonly Question[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { inner, batches, patience, key, request } of questions) {
    const { deadline, failOver, form } = patience;
    const id = JSON.stringify([inner.provider, inner.id, failOver, form]);
    const common = { pool, provider: inner.provider, model: inner.id, batches, deadline, failOver, form };
    const group = groups.get(id) ?? { ...common, requests: [] };
    groups.set(id, group);
    if (group.requests.every((other) => other.key !== key))
      group.requests.push({ key, request: { kind: "generate", request } });
    group.deadline = earlier(group.deadline, deadline);
  }
  return [...groups.values()];
}

/** All batches of a group are written down, or none. */
export function reserveGroup(ledger: Ledger, limits: LaneLimits, group: Group): BatchRow[] {
  const { pool, provider, model, deadline, failOver, requests, form: wish } = group;
  const common = { pool, provider, model, deadline, failOver };
  return transaction(ledger.database, () =>
    chunked(requests, limits, wish).flatMap(({ keys, form }) => ledger.reserve({ ...common, keys, form }) ?? []),
  );
}

/** A list of requests that nobody waits for in this process: from a file of the user's, or a batch that runs again. */
export interface Submission {
  provider: string;
  model: string;
  batches: BatchProvider;
  form?: BatchForm;
  /** Ids are what results are shown by. */
  requests: { id: string; request: AskedRequest }[];
}

/** Writes all of it down at once, in a pool of its own, whose name is returned with its batches. */
export function reserveSubmission(
  ledger: Ledger,
  entries: LedgerEntries,
  limits: LaneLimits,
  { provider, model, batches, requests, form = "auto" }: Submission,
): { pool: string; batches: BatchRow[] } {
  const pool = `list-${randomUUID()}`;
  return transaction(ledger.database, () => {
    const keyed = requests.map(({ id, request }, index) => {
      const key = sha256([pool, String(index), id]);
      entries.insert({ key, pool, provider, model, label: id, request }, 0);
      return { key, request };
    });
    const group = { pool, provider, model, batches, deadline: null, failOver: false, form, requests: keyed };
    return { pool, batches: reserveGroup(ledger, limits, group) };
  });
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
