/** Failures that the real check reports, repaired once, and then solved in other scenes without a model. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Problem } from "../../protocol/problems.js";
import { defaultSettings } from "../../protocol/settings.js";
import { openDatabase } from "../../server/src/jobs/database.js";
import { checkScenes } from "../../server/src/manim/scenes.js";
import { Rewrites } from "../../server/src/rewrites/rewrites.js";
import { RewriteStore } from "../../server/src/rewrites/rewriteStore.js";
import { realWorkers, sceneOf } from "./realWorkers.js";

const root = mkdtempSync(join(tmpdir(), "rewrites-"));
const log = { info: () => undefined, warn: (line: string) => expect.fail(line), error: () => undefined };
const { workers } = realWorkers(join(root, "scratch"), log);
const database = openDatabase(join(root, "state"));
const rewrites = new Rewrites(new RewriteStore(database), log);
afterAll(async () => {
  await workers.releaseAll();
  database.close();
  rmSync(root, { recursive: true, force: true });
});

let checks = 0;
async function check(source: string): Promise<Problem[]> {
  checks += 1;
  const run = { bench: workers.bench("test"), settings: defaultSettings(), signal: new AbortController().signal };
  const { problems } = await checkScenes({ source, file: "/videos/x/scenes/01_a.py" }, ["A"], run);
  return problems.filter(({ severity }) => severity === "error");
}

describe("a failure of the real check, repaired once", () => {
  it.each([
    [
      "a misspelt animation",
      ["c = Circle()", "self.play(Wriite(c))"],
      ["c = Circle()", "self.play(Write(c))"],
      ['title = Text("Squares")', "for each in title:", "    self.play(Wriite(each), run_time=0.2)"],
    ],
    [
      "ManimGL's name of an animation",
      ["self.play(ShowCreation(Dot()))"],
      ["self.play(Create(Dot()))"],
      ["a, b = Square(), Dot()", "self.play(ShowCreation(a), FadeIn(b))", "self.play(ShowCreation(b))"],
    ],
    [
      "an argument that does not exist",
      ["self.play(Create(Circle(raduis=2)))"],
      ["self.play(Create(Circle()))"],
      ["ring = Circle(color=BLUE, raduis=sum([1, 2]), fill_opacity=0.5)", "self.play(FadeIn(ring))"],
    ],
    [
      "an old method",
      ["ax = Axes()", "self.add(ax.get_graph(lambda x: x))", "self.wait()"],
      ["ax = Axes()", "self.add(ax.plot(lambda x: x))", "self.wait()"],
      ["plane = NumberPlane()", "curve = plane.get_graph(np.sin)", "self.play(Create(curve))"],
    ],
    [
      "a method that is played as if it were an animation",
      ["c = Dot()", "self.add(c)", "self.play(c.shift(UP))"],
      ["c = Dot()", "self.add(c)", "self.play(c.animate.shift(UP))"],
      ["box = Square()", "self.add(box)", "self.play(box.shift(UP))", "self.wait()"],
    ],
  ])("is solved in another scene: %s", async (_, before, after, other) => {
    const problems = await check(sceneOf(...before));
    expect(problems).not.toEqual([]);
    expect(await check(sceneOf(...after))).toEqual([]);
    rewrites.learn(sceneOf(...before), problems, sceneOf(...after));

    const found = await check(sceneOf(...other));
    expect(found).not.toEqual([]);
    checks = 0;
    const solved = await rewrites.solve(sceneOf(...other), found, check);
    expect(solved).not.toBeNull();
    expect(checks).toBeLessThanOrEqual(2);
    expect(await check(solved ?? "")).toEqual([]);
  });

  it("is not applied where it would not run clean", async () => {
    const code = sceneOf("self.play(Wriite(Dot()))", "1 / 0");
    const found = await check(code);
    expect(found[0]?.message).toContain("Wriite");
    expect(await rewrites.solve(code, found, check)).toBeNull();
  });
});
