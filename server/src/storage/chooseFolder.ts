/**
 * Which folder a request's video lies in: the same topic keeps its folder, another with the same name gets a number, and so
 * does the same topic in another language.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { isFinal, noWishes, type JobRequest, type JobStatus } from "../../../protocol/job.js";
import { slugOf, titleOf } from "./slug.js";

/** The absolute folder; it may not exist yet. `anew` gives the same topic another one. */
export async function chooseFolder(request: JobRequest, database: DatabaseSync, anew = false): Promise<string> {
  const parent = resolve(request.out);
  const slug = slugOf(titleOf(request.topic));
  for (let number = 1; ; number++) {
    const folder = join(parent, number === 1 ? slug : `${slug}-${number}`);
    if (anew ? isFree(folder, database) : await isFor(folder, request, database)) return folder;
  }
}

/** Whether nothing is there, and no job has been given it. */
function isFree(folder: string, database: DatabaseSync): boolean {
  return (
    !existsSync(folder) && database.prepare("select 1 from jobs where folder = ? limit 1").get(folder) === undefined
  );
}

/** Whether it is free, or holds this topic's video. Our own record counts even when its storyboard was edited into nonsense. */
async function isFor(folder: string, { topic, language }: JobRequest, database: DatabaseSync): Promise<boolean> {
  const made = database
    .prepare("select request, status from jobs where folder = ? order by created_at desc, rowid desc limit 1")
    .get(folder);
  if (made !== undefined) {
    const earlier = { ...noWishes, ...(JSON.parse(String(made["request"])) as JobRequest) };
    if (earlier.topic === topic && earlier.language === language) return true;
  }
  // A job that has not begun has no folder yet, and will make this one.
  if (made !== undefined && !isFinal(made["status"] as JobStatus)) return false;
  if (!existsSync(folder)) return true;
  if (made !== undefined) return false;
  try {
    const storyboard = JSON.parse(await readFile(join(folder, "storyboard.json"), "utf8")) as { topic?: unknown };
    return storyboard.topic === topic;
  } catch (error) {
    // An empty folder is free; one with an unreadable storyboard is somebody's, and this topic's as far as its name tells.
    return (error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError;
  }
}
