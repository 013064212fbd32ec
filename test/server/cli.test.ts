/** The built command line, as a user or a script runs it. `test/run.mjs` builds dist/ before. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobHistory } from "../../server/src/engine.js";
import { outlineOf, startCli, type Ran, type Started } from "./commandLine.js";
import { sceneOf } from "./realWorkers.js";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "cli-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function start(args: string[], env: Record<string, string> = {}): Started {
  const places = ["--state", join(root, "state"), "--out", join(root, "videos"), "--json"];
  return startCli([...places, ...args], { home: root, cwd: root, env });
}
const run = (args: string[], env: Record<string, string> = {}): Promise<Ran> => start(args, env).ended;
const file = (name: string, text: string): string => {
  writeFileSync(join(root, name), text);
  return join(root, name);
};
const outline = (title: string): string => file(`${title}.md`, outlineOf(title));

describe("manim-video generate", () => {
  it("makes a video of an outline and answers one JSON object", async () => {
    const { code, answer, stdout, stderr } = await run(["generate", outline("Small"), "--quality", "low"]);
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/100 %/);
    expect(answer).toMatchObject({
      ok: true,
      command: "generate",
      job: { status: "completed", provider: "templates", percentage: 100 },
    });
    for (const path of [answer.job!.video, answer.job!.captions, answer.job!.thumbnail, answer.job!.metadata])
      expect(existsSync(path!)).toBe(true);
    const again = await run(["generate", outline("Small"), "--quality", "low"]);
    expect(again.answer.job?.folder).toBe(answer.job!.folder);
  });

  it("goes on from the last finished step after it was killed", async () => {
    const { child, said, ended } = start(["generate", outline("Killed"), "--quality", "medium"]);
    await said("rendering:");
    child.kill("SIGKILL");
    await ended;
    const lost = (await run(["jobs", "list"])).answer.jobs!.find(({ title }) => title === "Killed")!;
    expect(lost.status).toBe("queued");
    const { code, answer } = await run(["jobs", "resume", lost.id]);
    expect(code).toBe(0);
    expect(answer.job).toMatchObject({ id: lost.id, status: "completed" });
    const metadata = JSON.parse(readFileSync(answer.job!.metadata!, "utf8")) as {
      seconds_per_stage: { planning: number };
    };
    expect(metadata.seconds_per_stage.planning).toBeLessThan(1);
  });

  it("is cancelled from another process within a second of its asking", async () => {
    const { said, ended } = start(["generate", outline("Cancelled"), "--quality", "high"]);
    await said("rendering:");
    const job = (await run(["jobs", "list"])).answer.jobs!.find(({ title }) => title === "Cancelled")!;
    const { code, answer } = await run(["jobs", "cancel", job.id]);
    expect([code, answer.job?.status]).toEqual([0, "cancelled"]);
    expect(await ended).toMatchObject({ code: 1, answer: { job: { status: "cancelled" } } });
  });

  it("ends with 130 when it is interrupted", async () => {
    const { child, said, ended } = start(["generate", outline("Interrupted"), "--quality", "high"]);
    await said("code generation:");
    const before = performance.now();
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it("says honestly that no template knows a topic", async () => {
    const { code, answer } = await run(["generate", "The sociology of hats", "--quality", "low"]);
    expect(code).toBe(0);
    expect(answer.problems).toMatchObject([{ code: "topic-unknown", severity: "warning" }]);
  });
});

describe("manim-video jobs", () => {
  it("exports what happened, tries again what ended, and deletes with its files", async () => {
    const made = (await run(["generate", outline("Kept"), "--quality", "low"])).answer.job!;
    const json = await run(["jobs", "export", made.id, "--out", join(root, "kept.json")]);
    expect(json).toMatchObject({ code: 0, answer: { jobs: [{ id: made.id }] } });
    const [written] = JSON.parse(readFileSync(join(root, "kept.json"), "utf8")) as [JobHistory];
    expect(written.job).toMatchObject({ id: made.id, status: "completed" });
    expect(written.events.map(({ event }) => event.type)).toEqual(expect.arrayContaining(["created", "finished"]));
    expect((await run(["jobs", "export", "--out", join(root, "all.csv")])).code).toBe(0);
    expect(readFileSync(join(root, "all.csv"), "utf8")).toMatch(new RegExp(`^id,topic,.*\\n(.*\\n)*${made.id},`));
    expect((await run(["jobs", "export", "--out", root])).code).toBe(2);
    expect(await run(["jobs", "retry", made.id])).toMatchObject({ code: 0, answer: { job: { status: "completed" } } });
    const deleted = await run(["jobs", "delete", made.id, "--files"]);
    expect(deleted).toMatchObject({ code: 0, answer: { jobs: [{ id: made.id }] } });
    expect(existsSync(made.folder)).toBe(false);
    expect((await run(["jobs", "show", made.id])).answer.problems).toMatchObject([{ code: "job-missing" }]);
  });

  it("deletes none that runs, and no file unasked", async () => {
    const { said, ended } = start(["generate", outline("Busy"), "--quality", "high"]);
    await said("rendering:");
    const busy = (await run(["jobs", "list"])).answer.jobs!.find(({ title }) => title === "Busy")!;
    for (const action of ["delete", "retry"])
      expect((await run(["jobs", action, busy.id])).answer.problems).toMatchObject([{ code: "job-running" }]);
    await run(["jobs", "cancel", busy.id]);
    await ended;
    expect((await run(["jobs", "delete", busy.id])).code).toBe(0);
    expect(existsSync(join(busy.folder, "storyboard.json"))).toBe(true);
  });
});

describe("manim-video config", () => {
  it("says what is in force and from where, and what a project may not set", async () => {
    writeFileSync(join(root, "manim-video.json"), JSON.stringify({ maxRepairs: 1, sandbox: false }));
    try {
      const { code, answer } = await run(["config"], { DEFAULT_QUALITY: "high" });
      expect(code).toBe(0);
      const project = join(root, "manim-video.json");
      expect(answer.settings).toEqual(
        expect.arrayContaining([
          { name: "quality", value: "high", from: "DEFAULT_QUALITY" },
          { name: "maxRepairs", value: 1, from: project },
          { name: "outputFolder", value: join(root, "videos"), from: "--out" },
          { name: "sandbox", value: true, from: "default" },
        ]),
      );
      expect(answer.problems).toMatchObject([{ code: "setting-invalid", severity: "warning", file: project }]);
    } finally {
      rmSync(join(root, "manim-video.json"));
    }
  });
});

describe("bad input", () => {
  const code = async (
    args: string[],
    env: Record<string, string> = {},
  ): Promise<[number | null, string | undefined]> => {
    const ran = await run(args, env);
    return [ran.code, ran.answer.problems[0]?.code];
  };

  it("is refused as wrong use", async () => {
    expect(await code(["genrate", "x"])).toEqual([2, "usage"]);
    expect(await code(["generate", "x", "--colour"])).toEqual([2, "usage"]);
    expect(await code(["check"])).toEqual([2, "usage"]);
    expect(await code(["generate", "x"], { DEFAULT_QUALITY: "best" })).toEqual([2, "setting-invalid"]);
  });
  it("gives a topic problem", async () => {
    expect(await code(["generate", "  "])).toEqual([1, "topic-empty"]);
    expect(await code(["generate", file("long.md", `# x\n${"y".repeat(100_000)}`)])).toEqual([1, "topic-too-long"]);
  });
  it("names a Python that is not there, or has no Manim, or is none", async () => {
    expect(await code(["generate", "x", "--python", "/nowhere/python"])).toEqual([1, "python-missing"]);
    expect(await code(["check", file("a.py", "from manim import *"), "--python", "/bin/true"])).toEqual([
      1,
      "python-missing",
    ]);
    const bare = file(
      "bare-python",
      '#!/bin/sh\necho \'{"python":"3.12.0","executable":"x","manim":null,"typst":null,"latex":false}\'\n',
    );
    const old = file(
      "old-python",
      '#!/bin/sh\necho \'{"python":"3.8.1","executable":"x","manim":"0.22.0","typst":null,"latex":false}\'\n',
    );
    for (const [path, wanted] of [
      [bare, "manim-missing"],
      [old, "python-too-old"],
    ] as const) {
      chmodSync(path, 0o755);
      expect(await code(["generate", "x", "--python", path])).toEqual([1, wanted]);
    }
  });
  it("says when the folder or the state cannot be written", async () => {
    const taken = file("taken", "");
    expect(await code(["generate", "x", "--quality", "low", "--out", join(taken, "below")])).toEqual([
      1,
      "disk-read-only",
    ]);
    expect(await code(["jobs", "list", "--state", join(taken, "below")])).toEqual([1, "disk-read-only"]);
  });
  it("says that the state is broken, and keeps it", async () => {
    mkdirSync(join(root, "broken"));
    writeFileSync(
      join(root, "broken", "manim-video.db"),
      "not a database, but long enough to be looked at as one".repeat(20),
    );
    expect(await code(["jobs", "list", "--state", join(root, "broken")])).toEqual([1, "state-broken"]);
    expect(await code(["jobs", "show", "nothing"])).toEqual([1, "job-missing"]);
  });
  it("asks for a key where Gemini is wanted without one", async () => {
    expect(await code(["generate", "x", "--provider", "gemini"])).toEqual([1, "key-missing"]);
  });
  it("points into a storyboard that was edited into nonsense", async () => {
    const { answer } = await run(["generate", outline("Nonsense"), "--quality", "low"]);
    writeFileSync(join(answer.job!.folder, "storyboard.json"), '{\n "version": 1,\n oops\n}');
    const again = await run(["generate", outline("Nonsense"), "--quality", "low"]);
    expect(again.code).toBe(1);
    expect(again.answer.problems[0]).toMatchObject({ code: "storyboard-invalid", line: 3 });
  });
});

describe("manim-video check, render and doctor", () => {
  const good =
    "from manim import *\n\nclass Good(Scene):\n    def construct(self):\n        self.play(Create(Circle()), run_time=0.3)\n";
  it("check says ok, or where it is not", async () => {
    expect(await run(["check", file("good.py", good)])).toMatchObject({ code: 0, answer: { ok: true, problems: [] } });
    const bad = await run(["check", file("bad.py", good.replace("Create", "Creaate"))]);
    expect(bad.code).toBe(1);
    expect(bad.answer.problems[0]).toMatchObject({
      code: "undefined-name",
      line: 5,
      column: 19,
      file: join(root, "bad.py"),
    });
    expect(await run(["check", join(root, "good.py"), "--scene", "Other"])).toMatchObject({
      code: 1,
      answer: { problems: [{ code: "scene-missing" }] },
    });
    expect(await run(["check", "none.py"])).toMatchObject({
      code: 1,
      answer: { problems: [{ code: "file-missing" }] },
    });
  });
  it("check warns of what a viewer would mind, which is no failure", async () => {
    const overlapping = sceneOf("self.add(Text('Hello there'), Text('World'))", "self.wait(2)");
    const path = file("overlapping.py", overlapping);
    const warned = { code: "layout-overlap", severity: "warning", line: 6, until: 2, scene: "A" };
    expect(await run(["check", path])).toMatchObject({ code: 0, answer: { ok: true, problems: [warned] } });
    writeFileSync(path, overlapping.replace("World'))", "World'))  # layout: ignore"));
    expect(await run(["check", path])).toMatchObject({ code: 0, answer: { ok: true, problems: [] } });
  });
  it("render writes the video", async () => {
    const { code, answer } = await run(["render", file("good.py", good), "Good", "--quality", "low"]);
    expect(code).toBe(0);
    expect(existsSync(answer.videos![0]!.path)).toBe(true);
  });
  it("render writes every scene of a file, in its order, and says which could not be", async () => {
    const scene = (name: string, ...lines: string[]): string => sceneOf(...lines).replace("class A", `class ${name}`);
    const slow = scene("Slow", "self.play(Create(Circle()), run_time=3)");
    const source = [slow, scene("Broken", "1 / 0"), scene("Quick", "self.add(Dot())", "self.wait(0.2)")].join("\n\n");
    const { code, answer } = await run(["render", file("three.py", source), "--quality", "low"]);
    expect(code).toBe(1);
    expect(answer.videos!.map(({ scene: name }) => name)).toEqual(["Slow", "Quick"]);
    expect(answer.problems).toMatchObject([{ code: "scene-exception", scene: "Broken" }]);
  });
  it("doctor finds everything that is needed", async () => {
    const { code, answer } = await run(["doctor"]);
    expect(code).toBe(0);
    expect(answer.findings).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: "Manim", state: "good" })]),
    );
  });
});
