/** One transaction on the state folder's database; inside another one it is a part of that. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";

export type Parameter = SQLInputValue;

/** All of `work` is written, or nothing when it throws. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  if (isOpen(database)) return work();
  database.exec("begin immediate");
  try {
    const result = work();
    database.exec("commit");
    return result;
  } catch (error) {
    // A full disk may have rolled it back already.
    if (isOpen(database)) database.exec("rollback");
    throw error;
  }
}

const isOpen = (database: DatabaseSync): boolean => database.isTransaction;
