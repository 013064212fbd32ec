/** Rules by the signature of the failure that they solved, in the state folder's database. Several processes may use it. */
import type { DatabaseSync } from "node:sqlite";
import { Rules } from "./rules.js";
import type { Signature } from "./signature.js";

const schema = `
  create table if not exists rewrites (
    code text not null, message text not null, rules text not null, line text not null,
    solved integer not null, failed integer not null, used_at integer not null,
    primary key (code, message, rules)
  ) strict, without rowid;
`;

/** More than these are forgotten, those first that were not used for longest. */
const mostKept = 1000;
/** Rules that failed so many times more than they helped are not tried again. */
const patience = 3;

export class RewriteStore {
  constructor(
    private readonly database: DatabaseSync,
    private readonly now: () => number = Date.now,
  ) {
    database.exec(schema);
  }

  /** The rules that solved this failure, or one of another line with the same words; the best first. */
  find({ code, message, line }: Signature, most: number): Rules[] {
    const rows = this.database
      .prepare(
        `select rules from rewrites where code = ? and message = ? and failed < solved + ${patience}
         order by line = ? desc, solved - failed desc, used_at desc, rules limit ?`,
      )
      .all(code, message, line, most);
    return rows.flatMap((row) => {
      const rules = Rules.safeParse(JSON.parse(String(row["rules"])));
      return rules.success ? [rules.data] : [];
    });
  }

  /** Counts that these rules solved the failure, and keeps them if they are new. */
  solved({ code, message, line }: Signature, rules: Rules): void {
    this.database
      .prepare(
        `insert into rewrites values (?, ?, ?, ?, 1, 0, ?)
         on conflict do update set solved = solved + 1, line = excluded.line, used_at = excluded.used_at`,
      )
      .run(code, message, JSON.stringify(rules), line, this.now());
    this.database
      .prepare(
        `delete from rewrites where (code, message, rules) in
         (select code, message, rules from rewrites order by used_at desc, rules limit -1 offset ${mostKept})`,
      )
      .run();
  }

  /** Counts that these rules fitted and did not help. */
  failed({ code, message }: Signature, rules: Rules): void {
    this.database
      .prepare("update rewrites set failed = failed + 1 where code = ? and message = ? and rules = ?")
      .run(code, message, JSON.stringify(rules));
  }
}
