/** Planning: the storyboard of the video, from the author, or from the user's folder where there is one already. */
import { ProblemError } from "../../../../protocol/problems.js";
import type { Storyboard } from "../../../../protocol/storyboard.js";
import { readStoryboard } from "../../storage/storyboardFile.js";
import { hashOf } from "../../storage/videoFolder.js";
import { PlanRecord } from "../../storage/writtenRecords.js";
import type { StageContext, Workplace } from "../context.js";
import { askedTwice } from "../recovery.js";

export interface Planned {
  storyboard: Storyboard;
  /** False when the storyboard in the folder stands as it is. */
  isNew: boolean;
}

/** Throws ProblemError when the author cannot plan, or when the folder's storyboard cannot be used. */
export async function plan(place: Workplace, context: StageContext): Promise<Planned> {
  const text = await place.folder.read("storyboard.json");
  if (text !== null && !outgrown(text, place)) return { storyboard: keep(text, place, context), isNew: false };
  context.report(0, "Planning the video");
  const { storyboard, problems } = await askedTwice(
    { ...context, report: (message) => context.report(0.2, message) },
    (author) => place.author.plan(place.topic, author, place.wishes),
  );
  for (const found of problems) context.problem(found);
  return { storyboard, isNew: true };
}

/** An untouched plan of the templates gives way when a model is asked for the same topic. */
function outgrown(text: string, { records, author }: Workplace): boolean {
  const record = records.get("storyboard", PlanRecord);
  return record?.storyboard === hashOf(text) && record.provider === "templates" && author.provider !== "templates";
}

function keep(text: string, place: Workplace, context: StageContext): Storyboard {
  const read = readStoryboard(text, place.folder.inside("storyboard.json"));
  if (read.kind === "storyboard") return read.storyboard;
  const [first, ...others] = read.problems;
  for (const found of others) context.problem(found);
  throw first === undefined ? new Error("a storyboard was refused without a problem") : new ProblemError(first);
}
