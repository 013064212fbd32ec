/** What fails is tried again at its own stage within a bound; what goes on failing takes its scene, and not the others. */
import { mkdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { problem, ProblemError, type ProblemCode } from "../../protocol/problems.js";
import type { JobEvent } from "../../server/src/jobs/journal.js";
import { sceneCode, TestHouse } from "./workplace.js";

let house: TestHouse;
beforeEach(() => {
  house = new TestHouse();
});
afterEach(() => house.close());

/** Kills the worker when a scene gets into this state, the first `times` times. */
function killing(scene: number, state: "checking" | "rendering", times: number): (event: JobEvent) => void {
  let left = times;
  return (event) => {
    if (event.type !== "scene" || event.index !== scene || event.state !== state || left === 0) return;
    left -= 1;
    // The request is on its way by then.
    setTimeout(() => void house.killWorkers(), 150);
  };
}
const long = "self.play(Create(Circle()), run_time=8); ";
const signal = new AbortController().signal;

describe("a worker that is lost", () => {
  it("while a scene is rendered takes no scene with it", async () => {
    house.author.write = (scene) => sceneCode(scene, scene.className === "Scene1" ? long : "");
    const { job, rendered } = await house.run(signal, killing(1, "rendering", 1));
    expect(job).toMatchObject({ status: "completed", problems: [], error: null });
    expect(rendered.filter((name) => name === "Scene1").length).toBe(2);
  });

  it("again and again over one scene fails that scene, and no model is asked for a repair", async () => {
    house.author.write = (scene) =>
      sceneCode(
        scene,
        scene.className === "Scene1" ? "import os, signal; os.kill(os.getppid(), signal.SIGKILL); " : "",
      );
    house.settings = { allowedImports: ["os", "signal"], sandbox: false };
    const { job, asked } = await house.run();
    expect(job.status).toBe("completed_with_errors");
    expect(job.scenes.map(({ state }) => state)).toEqual(["done", "failed", "done"]);
    expect(asked.filter((question) => question.startsWith("repair"))).toEqual([]);
    expect(job.problems.map(({ code, scene, failure }) => [code, scene, failure])).toEqual([
      ["worker-lost", "Scene1", "CodeGenerationError"],
    ]);
  });
});

describe("a question to the model", () => {
  const failing = (code: ProblemCode) => new ProblemError(problem(code, "It is so."));

  it.each<ProblemCode>(["answer-truncated", "request-timeout", "tool-limit"])(
    "is asked again after %s, at its own stage",
    async (code) => {
      const fail = new Set(["Scene0", "Scene2"]);
      const { write } = house.author;
      house.author.write = (scene) => {
        if (fail.delete(scene.className)) throw failing(code);
        return write(scene);
      };
      const { job, asked } = await house.run();
      expect(job).toMatchObject({ status: "completed", problems: [] });
      expect(asked.filter((question) => question === "write Scene0")).toHaveLength(2);
      expect(asked.filter((question) => question === "write Scene1")).toHaveLength(1);
      expect(asked.filter((question) => question === "plan")).toHaveLength(1);
    },
  );

  it.each<ProblemCode>(["answer-refused", "request-too-large", "provider-refused", "answer-truncated"])(
    "that ends with %s takes its scene and not the others",
    async (code) => {
      const { write } = house.author;
      house.author.write = (scene) => {
        if (scene.className === "Scene1") throw failing(code);
        return write(scene);
      };
      const { job } = await house.run();
      expect(job).toMatchObject({ status: "completed_with_errors", percentage: 100, error: null });
      expect(job.scenes.map(({ state }) => state)).toEqual(["done", "failed", "done"]);
      expect(job.problems).toMatchObject([{ code, scene: "Scene1", failure: "CodeGenerationError" }]);
    },
  );

  it.each<ProblemCode>(["key-rejected", "provider-unavailable", "disk-full", "cap-exceeded"])(
    "that ends with %s ends the job: the other scenes would fail as well",
    async (code) => {
      house.author.write = () => {
        throw failing(code);
      };
      await expect(house.run()).rejects.toMatchObject({ problem: { code } });
    },
  );
});

describe("a scene's file", () => {
  it("that cannot be written takes its scene and not the others", async () => {
    mkdirSync(house.folder.inside("scenes/01_s.py"), { recursive: true });
    const { job } = await house.run();
    expect(job.scenes.map(({ state }) => state)).toEqual(["done", "failed", "done"]);
    expect(job.problems).toMatchObject([{ code: "file-missing", scene: "Scene1" }]);
  });
});
