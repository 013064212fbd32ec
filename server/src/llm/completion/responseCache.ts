/** Good answers on disk, so that a second run over the same requests asks nothing. One SQLite file, bounded in size. */
import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { z } from "zod";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import { fileProblem } from "../../storage/fileProblems.js";

const Stored = z.object({
  text: z.string(),
  model: z.string(),
  callsMade: z.number(),
  history: z.array(
    z.object({
      name: z.string(),
      arguments: z.record(z.string(), z.unknown()),
      result: z.string(),
      error: z.boolean(),
      elapsed_time: z.number(),
    }),
  ),
});

/** An answer as it is kept: what was paid for it is not, since taking it out costs nothing. */
export type StoredAnswer = z.infer<typeof Stored>;

export interface ResponseCacheOptions {
  /** Bytes of answers; beyond it the least recently used go. 256 MB when absent. */
  maxBytes?: number;
}

/** `used` is a count, not a time, so that a clock that jumps does not upset the order of eviction. */
const schema = `
  create table if not exists answers (
    key text primary key, used integer not null, bytes integer not null, digest text not null, value text not null
  ) strict;
  create index if not exists answers_used on answers (used, bytes);
`;
const defaultMaxBytes = 256_000_000;
/** Evicting down to less than the bound keeps it from happening at every answer. */
const keptShare = 0.9;

/** Several processes may have the same cache open. After it was opened nothing of it throws: it is a convenience. */
export class ResponseCache {
  private readonly database: DatabaseSync;
  private readonly maxBytes: number;
  private readonly find: StatementSync;
  private readonly touch: StatementSync;
  private readonly store: StatementSync;
  private bytes: number;

  /** Opens or makes `responses.db` in the folder; a file that is no database is replaced. Throws ProblemError. */
  constructor(folder: string, { maxBytes = defaultMaxBytes }: ResponseCacheOptions = {}) {
    this.maxBytes = maxBytes;
    this.database = openAnswers(folder);
    const next = "(select coalesce(max(used), 0) + 1 from answers)";
    this.find = this.database.prepare("select value, digest from answers where key = ?");
    this.touch = this.database.prepare(`update answers set used = ${next} where key = ?`);
    this.store = this.database.prepare(
      `insert into answers (key, used, bytes, digest, value) values (?, ${next}, ?, ?, ?)
       on conflict (key) do update set used = excluded.used, bytes = excluded.bytes, digest = excluded.digest, value = excluded.value`,
    );
    this.bytes = this.size();
  }

  /** The kept answer; null where there is none or it is damaged. */
  get(key: string): StoredAnswer | null {
    return quietly(() => {
      const row = this.find.get(key);
      if (row === undefined) return null;
      const answer = read(row);
      if (answer === null) this.database.prepare("delete from answers where key = ?").run(key);
      else this.touch.run(key);
      return answer;
    });
  }

  /** Keeps an answer, unless the disk refuses or it is larger than the whole cache may be. */
  put(key: string, answer: StoredAnswer): void {
    const value = JSON.stringify(answer);
    const bytes = Buffer.byteLength(value);
    if (bytes > this.maxBytes) return;
    quietly(() => {
      this.store.run(key, bytes, digestOf(value), value);
      this.bytes += bytes;
      if (this.bytes > this.maxBytes) this.evict();
    });
  }

  close(): void {
    this.database.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  private evict(): void {
    this.bytes = this.size();
    if (this.bytes <= this.maxBytes) return;
    this.database
      .prepare(
        `delete from answers where used <= (
           select max(used) from (select used, sum(bytes) over (order by used desc) as kept from answers) where kept > ?)`,
      )
      .run(this.maxBytes * keptShare);
    this.bytes = this.size();
  }

  /** Other processes write too, so a sum kept here is only an estimate between two of these. */
  private size(): number {
    return Number(this.database.prepare("select coalesce(sum(bytes), 0) as bytes from answers").get()?.bytes ?? 0);
  }
}

/** One key for one database file: a damaged one loses its answers, which can be had again. */
function openAnswers(folder: string): DatabaseSync {
  const file = join(folder, "responses.db");
  try {
    mkdirSync(folder, { recursive: true });
    try {
      return opened(file);
    } catch (error) {
      if (!isDamaged(error)) throw error;
      for (const ending of ["", "-wal", "-shm"]) rmSync(file + ending, { force: true });
      return opened(file);
    }
  } catch (error) {
    const known = fileProblem(error, folder) ?? problem("disk-read-only", `${file}: ${String(error)}`, { file });
    throw new ProblemError(known, { cause: error });
  }
}

function opened(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  try {
    // A power cut may lose the last answers, never mix them: they are read by digest.
    database.exec(`pragma journal_mode = wal; pragma synchronous = normal; ${schema}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
function isDamaged(error: unknown): boolean {
  return [11, 26].includes(((error as { errcode?: number } | null)?.errcode ?? 0) & 0xff);
}

function read(row: Record<string, unknown>): StoredAnswer | null {
  const { value, digest } = row;
  if (typeof value !== "string" || digest !== digestOf(value)) return null;
  try {
    return Stored.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
}

function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("base64");
}

/** A cache that cannot be read or written is one without the answer. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
