import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExtensionContext } from "vscode";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { installerFor, type Installer } from "../../../client/src/installer.js";
import { editor, type EventEmitter } from "./fakeVscode.js";

interface Started {
  process: { command: string; args: string[]; options: { env: Record<string, string> } };
  name: string;
  source: string;
}
const machine = vi.hoisted(() => ({
  started: [] as Started[],
  updates: [] as unknown[][],
  run: null as ((task: Started) => void) | null,
  ended: {} as { process: EventEmitter<unknown>; task: EventEmitter<unknown> },
}));

vi.mock("vscode", async () => {
  const fake = await import("./fakeVscode.js");
  const ended = { process: new fake.EventEmitter<unknown>(), task: new fake.EventEmitter<unknown>() };
  machine.ended = ended;
  const set = { globalValue: "/old/python", workspaceValue: undefined, workspaceFolderValue: undefined };
  return {
    ...fake,
    TaskScope: { Global: 1 },
    TaskRevealKind: { Always: 1 },
    ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
    workspace: {
      workspaceFolders: [],
      getConfiguration: () => ({
        get: (name: string) => editor.configuration[name],
        inspect: () => set,
        update: (...given: unknown[]) => Promise.resolve(machine.updates.push(given)),
      }),
    },
    ProcessExecution: class {
      constructor(
        readonly command: string,
        readonly args: string[],
        readonly options: object,
      ) {}
    },
    Task: class {
      constructor(
        _definition: object,
        _scope: number,
        readonly name: string,
        readonly source: string,
        readonly process: object,
      ) {}
    },
    tasks: {
      onDidEndTaskProcess: ended.process.event,
      onDidEndTask: ended.task.event,
      executeTask: (task: Started) => {
        machine.started.push(task);
        machine.run?.(task);
        return Promise.resolve({ task });
      },
    },
  };
});

let extension: string;
let installer: Installer;
beforeEach(() => {
  editor.reset();
  Object.assign(machine, { started: [], updates: [], run: null });
  extension = mkdtempSync(join(tmpdir(), "extension-"));
  mkdirSync(join(extension, "bin"));
  writeFileSync(join(extension, "bin", "manim-video.mjs"), "");
  installer = installerFor({ extensionPath: extension } as ExtensionContext)!;
});
afterEach(() => rmSync(extension, { recursive: true }));

const endWith = (exitCode: number | undefined) => (task: Started) => {
  const { ended } = machine;
  ended.process.fire({ execution: { task: { name: "Install Manim", source: "Another" } }, exitCode: 0 });
  if (exitCode !== undefined) ended.process.fire({ execution: { task }, exitCode });
  ended.task.fire({ execution: { task } });
};

describe("the installation of Manim", () => {
  it("is not offered by a build that has no setup with it", () => {
    expect(installerFor({ extensionPath: join(extension, "elsewhere") } as ExtensionContext)).toBeNull();
  });

  it("runs the extension's own setup on the editor's Node, also when it is over at once", async () => {
    machine.run = endWith(0);
    expect(await installer.install()).toBe(true);
    expect(machine.started[0]?.process).toMatchObject({
      command: process.execPath,
      args: [join(extension, "bin", "manim-video.mjs"), "setup"],
      options: { env: { ELECTRON_RUN_AS_NODE: "1" } },
    });
  });

  it.each([1, 130, undefined])("is not done when the setup ends with %s", async (exitCode) => {
    machine.run = endWith(exitCode);
    expect(await installer.install()).toBe(false);
  });

  it("offers to be used where a setting names another Python", async () => {
    machine.run = endWith(0);
    editor.configuration = { pythonPath: "/old/python" };
    editor.answers = [({ items }) => items[0]];
    expect(await installer.install()).toBe(true);
    expect(editor.shown[0]).toContain("/old/python");
    expect(machine.updates).toEqual([["pythonPath", undefined, 1]]);
  });

  it("changes no setting unasked", async () => {
    machine.run = endWith(0);
    editor.configuration = { pythonPath: "/old/python" };
    await installer.install();
    expect(machine.updates).toEqual([]);
  });
});
