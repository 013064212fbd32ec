/** The code of each try at a video's scenes, so that they can be compared: the newest few of each file. */
import type { DatabaseSync } from "node:sqlite";
import type { Attempt, AttemptKind } from "../../../protocol/timeline.js";
import type { Problem } from "../../../protocol/problems.js";

/** Kept of each file. */
export const attemptsKept = 20;

export class Attempts {
  constructor(
    private readonly database: DatabaseSync,
    private readonly folder: string,
  ) {}

  /** Keeps one more try, unless it is the same text as the one before. */
  add(file: string, { kind, code, problems }: { kind: AttemptKind; code: string; problems: Problem[] }): void {
    const last = this.of(file).at(-1)?.number ?? 0;
    if (last > 0 && this.code(file, last) === code) return;
    this.database
      .prepare("insert into attempts values (?, ?, ?, ?, ?, ?, ?)")
      .run(this.folder, file, last + 1, new Date().toISOString(), kind, JSON.stringify(problems), code);
    this.database
      .prepare("delete from attempts where folder = ? and file = ? and number <= ?")
      .run(this.folder, file, last + 1 - attemptsKept);
  }

  /** The tries at a file, oldest first. */
  of(file: string): Attempt[] {
    const rows = this.database
      .prepare("select number, at, kind, problems from attempts where folder = ? and file = ? order by number")
      .all(this.folder, file);
    return rows.map((row) => ({
      number: Number(row["number"]),
      at: String(row["at"]),
      kind: row["kind"] as AttemptKind,
      problems: JSON.parse(String(row["problems"])) as Problem[],
    }));
  }

  /** The text of one try; null when it is no longer kept. */
  code(file: string, number: number): string | null {
    const row = this.database
      .prepare("select code from attempts where folder = ? and file = ? and number = ?")
      .get(this.folder, file, number);
    return row === undefined ? null : String(row["code"]);
  }

  /** Forgets all tries of this folder's video. */
  clear(): void {
    this.database.prepare("delete from attempts where folder = ?").run(this.folder);
  }
}
