/** The extension as it is installed: the files that the package holds, in a folder of their own, and nothing beside them. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { managedPlaces } from "../../bin/setup/managedPython.mjs";
import type { Problem } from "../../protocol/problems.js";
import { testPython } from "./python.js";

let root: string;
let extension: string;
let shipped: string[];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "installed-"));
  extension = join(root, "extension");
  const vsce = resolve("node_modules", "@vscode", "vsce", "vsce");
  const listed = execFileSync(process.execPath, [vsce, "ls", "--no-dependencies"], { encoding: "utf8", stdio: "pipe" });
  shipped = listed.split("\n").filter((name) => existsSync(name) && name !== "");
  for (const name of shipped) cpSync(name, join(extension, name));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Answer {
  ok: boolean;
  command: string;
  problems: Problem[];
  python?: string;
}

/** Starts the launcher as the doctor's "Install Manim" does: the editor's own executable as a Node. */
function launch(args: string[], env: Record<string, string>): { code: number | null; answer: Answer; stderr: string } {
  const program = [join(extension, "bin", "manim-video.mjs"), ...args, "--json"];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, {
    env: { ELECTRON_RUN_AS_NODE: "1", HOME: root, ...env },
    encoding: "utf8",
    timeout: 120_000,
  });
  return { code: status, answer: JSON.parse(stdout) as Answer, stderr };
}

/** A machine whose search path holds the tools that a build needs and this Python. */
function machineWith(name: string, version: string): Record<string, string> {
  const bin = join(root, name, "bin");
  mkdirSync(bin, { recursive: true });
  const python = JSON.stringify({ path: join(bin, "python3"), version, venv: true, headers: true });
  const scripts = { python3: `echo '${python}'`, cc: "exit 0", "pkg-config": "exit 0", bwrap: "exit 0" };
  for (const [command, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, command), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, command), 0o755);
  }
  return { PATH: bin, MANIM_VIDEO_HOME: join(root, name, "home") };
}

describe("the setup that comes with the extension", () => {
  it("finds the environment that is there, and looks whether it is whole", () => {
    const home = dirname(dirname(dirname(dirname(testPython()))));
    expect(managedPlaces({ home, platform: process.platform }).python).toBe(testPython());
    const { code, answer, stderr } = launch(["setup"], { PATH: process.env["PATH"] ?? "", MANIM_VIDEO_HOME: home });
    expect([code, answer]).toEqual([0, { ok: true, command: "setup", problems: [], python: testPython() }]);
    expect(stderr).toContain("Compiling Python packages: done");
  });

  it("says what to do where the only Python is too old", () => {
    const { code, answer, stderr } = launch(["setup"], machineWith("old", "3.8.10"));
    expect(code).toBe(1);
    expect(answer).toMatchObject({ ok: false, command: "setup", problems: [{ code: "python-too-old" }] });
    expect(answer.problems[0]?.message).toContain("3.8.10");
    expect(stderr).toContain(`error python-too-old: ${answer.problems[0]?.message ?? ""}`);
  });

  it("says what the tool said when the environment cannot be made", () => {
    const { code, answer } = launch(["setup"], machineWith("broken", "3.12.1"));
    expect(code).toBe(1);
    expect(answer.problems).toMatchObject([{ code: "setup-failed", severity: "error" }]);
    expect(answer.problems[0]?.fix).not.toBe("");
  });

  it("ends with 2 for what it does not know", () => {
    const { code, answer } = launch(["setup", "--fast"], {});
    expect([code, answer.problems[0]?.code]).toEqual([2, "usage"]);
  });

  it("is all that the command line needs", () => {
    const { code, answer } = launch(["doctor"], {
      PATH: process.env["PATH"] ?? "",
      MANIM_VIDEO_PYTHON: testPython(),
      XDG_STATE_HOME: join(root, "state"),
    });
    expect([code, answer.ok]).toEqual([0, true]);
  });

  it("writes nothing into the extension's folder", () => {
    const found = readdirSync(extension, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = found.map(({ parentPath, name }) => join(parentPath, name).slice(extension.length + 1));
    expect(names.sort()).toEqual([...shipped].sort());
  });
});
