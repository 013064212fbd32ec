/** The state folder's one database: jobs, their journals, what was last written into each folder, provider batches. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { problem, ProblemError, type ProblemCode } from "../../../protocol/problems.js";
import { fileProblem } from "../storage/fileProblems.js";

const schema = `
  create table if not exists jobs (
    id text primary key, folder text not null, request text not null, snapshot text not null,
    status text not null, created_at text not null,
    owner text, owner_pid integer, heartbeat integer, cancel_asked integer not null default 0
  ) strict;
  create table if not exists journal (
    job text not null references jobs(id) on delete cascade, seq integer not null, at text not null, event text not null,
    primary key (job, seq)
  ) strict, without rowid;
  create index if not exists jobs_of_user on jobs (json_extract(request, '$.user'));
  create index if not exists jobs_of_user_by_status on jobs (json_extract(request, '$.user'), status);
  create index if not exists jobs_of_folder on jobs (folder);
  create table if not exists request_keys (
    user text not null, key text not null, hash text not null, job text not null references jobs(id) on delete cascade,
    primary key (user, key)
  ) strict, without rowid;
  create index if not exists keys_of_job on request_keys (job);
  create table if not exists written (
    folder text not null, name text not null, value text not null, primary key (folder, name)
  ) strict, without rowid;
  create table if not exists attempts (
    folder text not null, file text not null, number integer not null, at text not null, kind text not null,
    problems text not null, code text not null, primary key (folder, file, number)
  ) strict, without rowid;
  create table if not exists answers (
    job text not null references jobs(id) on delete cascade, number integer not null, at text not null,
    label text not null, model text not null, kind text not null, answer text not null, primary key (job, number)
  ) strict;
  create table if not exists installation (one integer primary key check (one = 1), id text not null) strict;
  create table if not exists batches (
    id text primary key, pool text not null, provider text not null, model text not null,
    display_name text not null unique, hash text not null, form text not null,
    file text, file_at integer, phase text not null, name text, state text not null, error text,
    creates integer not null default 0, finds integer not null default 0,
    cancel_asked integer not null default 0, deadline integer, fail_over integer not null default 1,
    abandoned integer not null default 0, overlap text, requests integer not null,
    succeeded integer not null default 0, failed integer not null default 0, usd real, tokens text,
    owner text, owner_pid integer, heartbeat integer, created_at text not null, sent_at text, ended_at text
  ) strict;
  create index if not exists open_batches on batches (phase) where phase in ('reserved', 'sending', 'created');
  create table if not exists entries (
    key text not null, attempt integer not null, pool text not null, provider text not null, model text not null,
    label text not null, request text not null, batch text references batches(id) on delete set null, idx integer,
    state text not null, kind text, outcome text, raw text, problem text,
    retry text not null default 'batch', singles integer not null default 0, delivered integer not null default 0,
    primary key (key, attempt)
  ) strict;
  create index if not exists entries_of_batch on entries (batch, idx);
`;

/** Opens, or makes, the database of a state folder. Several processes may have it open. Throws ProblemError. */
export function openDatabase(stateFolder: string): DatabaseSync {
  try {
    mkdirSync(stateFolder, { recursive: true });
    const database = new DatabaseSync(join(stateFolder, "manim-video.db"), { timeout: 10_000 });
    database.exec("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;");
    database.exec(schema);
    return database;
  } catch (error) {
    const known = fileProblem(error, stateFolder) ?? sqliteProblem(error, stateFolder);
    throw known === null ? error : new ProblemError(known, { cause: error });
  }
}

/** SQLite's result codes (sqlite.org/rescode.html) that a user can do something about. */
const sqliteCodes: Record<number, ProblemCode> = {
  8: "disk-read-only",
  10: "disk-full",
  11: "state-broken",
  13: "disk-full",
  14: "disk-read-only",
  26: "state-broken",
};

/** What SQLite says, in the product's words; null when it is something else. */
export function sqliteProblem(error: unknown, stateFolder: string) {
  const code = sqliteCodes[((error as { errcode?: number } | null)?.errcode ?? 0) & 0xff];
  return code === undefined
    ? null
    : problem(code, `${stateFolder}: ${(error as Error).message}`, { file: stateFolder });
}
