/** Scenario: the plan as the user's storyboard.json, and no files left of scenes that it has no more. */
import { hashOf } from "../../storage/videoFolder.js";
import { storyboardText } from "../../storage/storyboardFile.js";
import { SceneRecord } from "../../storage/writtenRecords.js";
import type { StageContext, Workplace } from "../context.js";
import type { Storyboard } from "../../../../protocol/storyboard.js";

/** Writes a new plan. Scene files that we wrote, nobody edited and the plan no longer names are removed. */
export async function scenario(
  storyboard: Storyboard,
  isNew: boolean,
  place: Workplace,
  context: StageContext,
): Promise<void> {
  context.report(0, `Preparing ${storyboard.scenes.length} scenes`);
  if (isNew) {
    const text = storyboardText(storyboard);
    await place.folder.write("storyboard.json", text);
    place.records.set("storyboard", { provider: place.author.provider, storyboard: hashOf(text) });
  }
  const wanted = new Set(storyboard.scenes.map((scene) => scene.file));
  for (const name of place.records.names("scenes/")) if (!wanted.has(name)) await forget(name, place);
}

async function forget(name: string, { folder, records }: Workplace): Promise<void> {
  const text = await folder.read(name);
  if (text !== null && hashOf(text) === records.get(name, SceneRecord)?.code) await folder.remove(name);
  records.remove(name);
}
