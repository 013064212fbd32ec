/** What this product last wrote into a video's folder, so that a later run knows its own files from the user's. */
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Problem } from "../../../protocol/problems.js";

/** Of a scene's file: the hash of the plan it was written from, and of the code as it was written. */
export const SceneRecord = z.object({ plan: z.string(), code: z.string() });
export type SceneRecord = z.infer<typeof SceneRecord>;

/** Of the plan: who made it, and the hash of storyboard.json as it was written. */
export const PlanRecord = z.object({ provider: z.string(), storyboard: z.string() });
export type PlanRecord = z.infer<typeof PlanRecord>;

/** Of the outputs: the hash of everything they were made from. */
export const OutputRecord = z.object({ inputs: z.string() });
export type OutputRecord = z.infer<typeof OutputRecord>;

/** Of a scene's last clean check: the hash of its code, and what a viewer may mind. A render of it is not checked again. */
export const FindingsRecord = z.object({ code: z.string(), findings: z.array(z.custom<Problem>()) });
export type FindingsRecord = z.infer<typeof FindingsRecord>;

export class WrittenRecords {
  constructor(
    private readonly database: DatabaseSync,
    private readonly folder: string,
  ) {}

  /** The record of this name, or null when there is none that can be read. */
  get<T>(name: string, shape: z.ZodType<T>): T | null {
    const row = this.database.prepare("select value from written where folder = ? and name = ?").get(this.folder, name);
    const parsed = row === undefined ? null : shape.safeParse(JSON.parse(String(row["value"])));
    return parsed?.success === true ? parsed.data : null;
  }

  /** Names of all records that begin with `prefix`. */
  names(prefix: string): string[] {
    const rows = this.database.prepare("select name from written where folder = ?").all(this.folder);
    return rows.map((row) => String(row["name"])).filter((name) => name.startsWith(prefix));
  }

  set(name: string, value: SceneRecord | PlanRecord | OutputRecord | FindingsRecord): void {
    this.database
      .prepare("insert or replace into written values (?, ?, ?)")
      .run(this.folder, name, JSON.stringify(value));
  }

  remove(name: string): void {
    this.database.prepare("delete from written where folder = ? and name = ?").run(this.folder, name);
  }
}
