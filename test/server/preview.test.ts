/** The preview of a job: there before the asked quality is, gone once the video is, made again only where something changed. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { JobEvent } from "../../server/src/jobs/journal.js";
import { boardOf, TestHouse } from "./workplace.js";

const houses: TestHouse[] = [];
function house(): TestHouse {
  const made = new TestHouse();
  houses.push(made);
  made.quality = "high";
  made.preview = true;
  made.author.storyboard = boardOf(2);
  return made;
}
afterEach(() => Promise.all(houses.splice(0).map((made) => made.close())));

/** Runs a job; answers whether the preview was there when the first scene began to be rendered, and all its stages' messages. */
async function run(made: TestHouse) {
  const preview = made.folder.inside("preview.mp4");
  let seen: boolean | null = null;
  let bytes = 0;
  const told = (event: JobEvent): void => {
    if (event.type !== "scene" || event.state !== "rendering" || seen !== null) return;
    seen = existsSync(preview);
    bytes = seen ? readFileSync(preview).length : 0;
  };
  const ran = await made.run(new AbortController().signal, told);
  const fractions = ran.events.flatMap((event) =>
    event.type === "stage" && event.stage === "rendering" ? [event.fraction] : [],
  );
  return { ...ran, seen, bytes, fractions, left: existsSync(preview) };
}

describe("the preview", () => {
  it("is there before the asked quality is rendered, and gone with the video there", async () => {
    const made = house();
    const { job, seen, bytes, left, fractions, events } = await run(made);
    expect(job).toMatchObject({ status: "completed", percentage: 100 });
    expect({ seen, left }).toEqual({ seen: true, left: false });
    expect(bytes).toBeGreaterThan(1000);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(events).toContainEqual(
      expect.objectContaining({ type: "stage", message: expect.stringContaining("preview.mp4") as string }),
    );
    expect(existsSync(made.folder.inside("video.mp4"))).toBe(true);
  });

  it("is not made again when nothing changed, and shows a changed scene", async () => {
    const made = house();
    await run(made);
    expect((await run(made)).seen).toBeNull();
    const file = made.folder.inside("scenes/01_s.py");
    writeFileSync(file, readFileSync(file, "utf8").replace("radius=", "radius=0.5 + "));
    const { seen, rendered } = await run(made);
    expect({ seen, rendered }).toEqual({ seen: true, rendered: ["Scene1"] });
  });

  it("is not made where the video is there soon, nor where nobody watches", async () => {
    for (const change of [{ quality: "medium" }, { preview: false }] as const) {
      const { job, seen } = await run(Object.assign(house(), change));
      expect({ status: job.status, seen }).toEqual({ status: "completed", seen: false });
    }
  });
});
