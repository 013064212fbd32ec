import { readdirSync, statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storyboard } from "../../protocol/storyboard.js";
import type { Timeline } from "../../protocol/timeline.js";
import type { JobEvent } from "../../server/src/jobs/journal.js";
import { storyboardText } from "../../server/src/storage/storyboardFile.js";
import { hashOf } from "../../server/src/storage/videoFolder.js";
import { sceneCode, TestHouse } from "./workplace.js";

let house: TestHouse;
beforeEach(() => {
  house = new TestHouse();
});
afterEach(() => house.close());

const edit = async (change: (board: Storyboard) => void): Promise<void> => {
  const board = JSON.parse((await house.folder.read("storyboard.json"))!) as Storyboard;
  change(board);
  await house.folder.write("storyboard.json", storyboardText(board));
};

describe("making a video", () => {
  it("plans, writes, renders and stores everything, and the percentage never falls", async () => {
    const { job, asked, rendered } = await house.run();
    expect(job).toMatchObject({
      status: "completed",
      percentage: 100,
      problems: [],
      scenes: [{ state: "done" }, { state: "done" }, { state: "done" }],
    });
    // The scenes are written side by side.
    expect([asked[0], ...asked.slice(1).sort()]).toEqual(["plan", "write Scene0", "write Scene1", "write Scene2"]);
    expect(rendered.sort()).toEqual(["Scene0", "Scene1", "Scene2"]);
    expect(readdirSync(house.folder.path).sort()).toEqual([
      "captions.srt",
      "captions.vtt",
      "chapters.vtt",
      "contact-sheet.png",
      "metadata.json",
      "scenes",
      "storyboard.json",
      "thumbnail.png",
      "timeline.json",
      "video.mp4",
    ]);
    expect(await house.folder.read("captions.vtt")).toContain("Narration 2.");
  });

  it("again does nothing that is done", async () => {
    await house.run();
    const made = statSync(house.folder.inside("video.mp4")).mtimeMs;
    const { job, asked, rendered } = await house.run();
    expect(job.status).toBe("completed");
    expect([asked, rendered]).toEqual([[], []]);
    expect(statSync(house.folder.inside("video.mp4")).mtimeMs).toBe(made);
  });

  it("after an edited narration changes captions and renders nothing", async () => {
    await house.run();
    await edit((board) => (board.scenes[1]!.beats[0]!.narration = "Said otherwise."));
    const { asked, rendered } = await house.run();
    expect([asked, rendered]).toEqual([[], []]);
    expect(await house.folder.read("captions.srt")).toContain("Said otherwise.");
  });

  it("after an edited scene of the plan rewrites and renders that one", async () => {
    await house.run();
    await edit((board) => (board.scenes[1]!.title = "A longer title"));
    const { asked, rendered } = await house.run();
    expect([asked, rendered]).toEqual([["write Scene1"], ["Scene1"]]);
  });

  it("keeps a user's edit of the code, and renders it", async () => {
    await house.run();
    const scene = house.author.storyboard.scenes[0]!;
    await house.folder.write(scene.file, sceneCode(scene, "self.wait(0.2); "));
    const { asked, rendered } = await house.run();
    expect([asked, rendered]).toEqual([[], ["Scene0"]]);
    expect(await house.folder.read(scene.file)).toContain("self.wait(0.2)");
  });

  it("sets a user's edit aside when the plan of that scene changed", async () => {
    await house.run();
    const { file } = house.author.storyboard.scenes[0]!;
    await house.folder.write(file, "# mine\n");
    await edit((board) => (board.scenes[0]!.title = "Another title"));
    const { job } = await house.run();
    expect(job.problems).toMatchObject([{ code: "scene-replaced" }]);
    const [aside] = readdirSync(house.folder.inside("scenes/.earlier"));
    expect(await house.folder.read(`scenes/.earlier/${aside!}`)).toBe("# mine\n");
  });

  it("writes down which line is seen when, in the video's time, and the scenes as chapters", async () => {
    await house.run();
    const { scenes, duration } = JSON.parse((await house.folder.read("timeline.json"))!) as Timeline;
    expect(scenes.map(({ name, start, end }) => [name, start, end])).toEqual([
      ["Scene0", 0, 0.2],
      ["Scene1", 0.2, 0.4],
      ["Scene2", 0.4, 0.6],
    ]);
    expect(duration).toBe(0.6);
    expect(scenes[1]).toMatchObject({
      code: hashOf((await house.folder.read("scenes/01_s.py"))!),
      plays: [{ start: 0.2, end: 0.4, line: 6, endLine: 6, callers: [] }],
    });
    expect(await house.folder.read("chapters.vtt")).toContain("00:00:00.200 --> 00:00:00.400\nScene 1\n");
  });

  it("keeps the code of each try at a scene, with what was wrong before it", async () => {
    house.author.write = (scene) => sceneCode(scene, scene.className === "Scene1" ? "Wriite(); " : "");
    house.author.mend = (scene, attempt) => sceneCode(scene, attempt === 0 ? "1 / 0; " : "");
    await house.run();
    const attempts = house.attempts();
    expect(attempts.of("scenes/00_s.py").map(({ kind }) => kind)).toEqual(["written"]);
    const tries = attempts.of("scenes/01_s.py");
    expect(tries.map(({ kind, problems }) => [kind, problems.map(({ code }) => code)])).toEqual([
      ["written", []],
      ["repaired", ["undefined-name"]],
      ["repaired", ["scene-exception"]],
    ]);
    expect(attempts.code("scenes/01_s.py", 2)).toContain("1 / 0");
    expect(attempts.code("scenes/01_s.py", 3)).toBe(await house.folder.read("scenes/01_s.py"));
  });

  it.each(["video.mp4", "captions.srt", "timeline.json", "scenes/01_s.py", "thumbnail.png"])(
    "makes a deleted %s again, and no more than that",
    async (name) => {
      await house.run();
      await house.folder.remove(name);
      const { asked, rendered, job } = await house.run();
      expect(job.status).toBe("completed");
      expect(asked).toEqual(name.endsWith(".py") ? ["write Scene1"] : []);
      expect(rendered).toEqual([]);
      expect(await house.folder.has(name)).toBe(true);
    },
  );

  it("keeps what a viewer would mind as a warning of its scene, and has nothing repaired for it", async () => {
    const overlap = `self.play(FadeIn(VGroup(Text("Hello there"), Text("World")).to_edge(UP)))\n        self.wait(2)\n        `;
    house.author.write = (scene) => sceneCode(scene, scene.className === "Scene1" ? overlap : "");
    const { job, asked } = await house.run();
    expect(job).toMatchObject({ status: "completed", percentage: 100 });
    expect(job.problems).toMatchObject([{ code: "layout-overlap", severity: "warning", scene: "Scene1" }]);
    expect(asked.filter((what) => what.startsWith("repair"))).toEqual([]);
    // Resumed, the scene is not checked again, and its finding is still there.
    expect((await house.run()).job.problems).toEqual(job.problems);
  });

  it("repairs a scene with its problem and stops at the bound", async () => {
    house.author.write = (scene) => sceneCode(scene, scene.className === "Scene1" ? "Wriite(); " : "");
    house.author.mend = (scene, attempt) => sceneCode(scene, attempt === 0 ? "1 / 0; " : "");
    const mended = await house.run();
    expect(mended.asked.filter((asked) => asked.startsWith("repair"))).toEqual(["repair Scene1", "repair Scene1"]);
    expect(mended.job.status).toBe("completed");
  });

  it("shows the other scenes when one cannot be repaired", async () => {
    house.author.write = (scene) => sceneCode(scene, scene.className === "Scene1" ? "1 / 0; " : "");
    house.author.mend = (scene) => sceneCode(scene, "1 / 0; ");
    const { job, asked } = await house.run();
    expect(job.status).toBe("completed_with_errors");
    expect(job.scenes.map(({ state }) => state)).toEqual(["done", "failed", "done"]);
    expect(job.problems.map(({ code }) => code)).toEqual(["scene-exception", "repair-exhausted"]);
    expect(asked.filter((one) => one === "repair Scene1")).toHaveLength(2);
  });

  it("never lets a model rewrite a file that the user broke", async () => {
    await house.run();
    const scene = house.author.storyboard.scenes[0]!;
    await house.folder.write(scene.file, sceneCode(scene, "1 / 0; "));
    house.author.mend = (one) => sceneCode(one);
    const { job, asked } = await house.run();
    expect(asked).toEqual([]);
    expect(job.status).toBe("completed_with_errors");
  });

  it("says where a storyboard edited into nonsense is wrong", async () => {
    await house.run();
    await house.folder.write("storyboard.json", '{"version": 1,\n oops}');
    await expect(house.run()).rejects.toMatchObject({ problem: { code: "storyboard-invalid", line: 2 } });
  });

  it("ends within a second when it is cancelled in the middle of a render", async () => {
    house.author.write = (scene) => sceneCode(scene).replace("run_time=0.2", "run_time=500");
    const abort = new AbortController();
    const { promise: rendering, resolve } = Promise.withResolvers<JobEvent>();
    const running = house.run(abort.signal, (event) => {
      if (event.type === "scene" && event.state === "rendering") resolve(event);
    });
    await Promise.race([rendering, running]);
    await new Promise((done) => setTimeout(done, 500));
    const before = performance.now();
    abort.abort();
    await expect(running).rejects.toThrow(/cancelled|aborted/i);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
