/** The state folder's one database: jobs, their journals, and what was last written into each video's folder. */
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
  create table if not exists written (
    folder text not null, name text not null, value text not null, primary key (folder, name)
  ) strict, without rowid;
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
