/** Manim's OpenGL renderer: where it draws, what it cannot draw, and that a machine without it is told so. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findGpu, gpuTrouble } from "../../server/src/manim/gpu.js";
import type { Python } from "../../server/src/manim/python.js";
import { outlineOf, startCli } from "./commandLine.js";
import { realWorkers } from "./realWorkers.js";
import { sceneCode, TestHouse } from "./workplace.js";

const signal = new AbortController().signal;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gpu-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function here() {
  const { host } = realWorkers(join(folder, "scratch"));
  return findGpu(await host.require(signal), await host.sandbox(), signal);
}

describe("the probe", () => {
  it("finds the renderer of this machine, in the sandbox", async () => {
    const gpu = await here();
    expect(gpu.kind === "found" ? gpu.renderer : gpu.reason).toMatch(/llvmpipe|NVIDIA|AMD|Radeon|Intel|Mesa/i);
    expect(gpu.kind).toBe("found");
  });

  it.each([
    ["fails", "echo 'no display' >&2; exit 1", "no display"],
    ["answers nonsense", "echo {", "gives no OpenGL"],
  ])("says why there is none when the driver %s", async (_, script, why) => {
    const path = join(folder, "python");
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const python = { path, prefixes: [] } as unknown as Python;
    const gpu = await findGpu(python, { kind: "none", reason: "a test" }, signal);
    expect(gpu.kind).toBe("none");
    expect(gpuTrouble(gpu)).toContain(why);
  });

  it("does not take software for a card", () => {
    const gpu = { kind: "found", renderer: "llvmpipe (LLVM 15.0.6, 256 bits)", software: true } as const;
    expect(gpuTrouble(gpu)).toContain("llvmpipe");
    expect(gpuTrouble({ ...gpu, renderer: "NVIDIA", software: false })).toBeNull();
  });
});

describe("a video on the GPU", () => {
  it("has what OpenGL can draw from there, and the rest as usual, which is said", async () => {
    const house = new TestHouse();
    try {
      house.gpu = true;
      house.author.write = (scene) =>
        sceneCode(scene, scene.className === "Scene1" ? "self.add(Square().set_stroke(family=False)); " : "");
      const { job, rendered } = await house.run();
      expect(job).toMatchObject({ status: "completed", error: null });
      expect(job.problems.map(({ code, severity, scene }) => [code, severity, scene])).toEqual([
        ["gpu-unsuited", "warning", "Scene1"],
      ]);
      // Scene1 was tried on the GPU first.
      expect(rendered.sort()).toEqual(["Scene0", "Scene1", "Scene1", "Scene2"]);
      expect((await house.run()).rendered).toEqual([]);
      // A render by OpenGL does not count as one by the usual renderer.
      house.gpu = false;
      expect((await house.run()).rendered.sort()).toEqual(["Scene0", "Scene2"]);
    } finally {
      await house.close();
    }
  });
});

describe("USE_GPU_ACCELERATION", () => {
  it("makes the video all the same where there is no GPU, and says so once", async () => {
    const missing = gpuTrouble(await here()) === null ? [] : ["gpu-missing"];
    const outline = join(folder, "outline.md");
    writeFileSync(outline, outlineOf("By the card"));
    const places = ["--state", join(folder, "state"), "--out", join(folder, "videos"), "--json"];
    const { ended } = startCli(["generate", outline, "--quality", "low", "--provider", "templates", ...places], {
      home: folder,
      env: { USE_GPU_ACCELERATION: "true" },
    });
    const { code, answer } = await ended;
    expect([code, answer.job?.status]).toEqual([0, "completed"]);
    expect(answer.job?.problems.map((found) => found.code).filter((found) => found === "gpu-missing")).toEqual(missing);

    const doctor = await startCli(["doctor", "--json", "--state", join(folder, "state")], {
      home: folder,
      env: { USE_GPU_ACCELERATION: "true" },
    }).ended;
    const finding = doctor.answer.findings?.find(({ name }) => name.startsWith("GPU"));
    expect(finding?.problem?.code).toBe(missing[0]);
    expect(doctor.code).toBe(0);
  });
});
