import { beforeEach, describe, expect, it, vi } from "vitest";
import { PythonChoice } from "../../../client/src/pythonChoice.js";
import { editor, EventEmitter, Uri } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const settled = () => new Promise((done) => setTimeout(done, 5));

describe("the interpreter chosen in the Python extension", () => {
  beforeEach(() => editor.reset());

  it("is none when no Python extension is installed", async () => {
    const python = new PythonChoice();
    await python.ask();
    expect(python.chosen).toBeNull();
  });

  it("comes from the environments extension first, and a change announced twice is one", async () => {
    const announced = new EventEmitter<unknown>();
    let executable = "/venv/one/bin/python";
    const environments = {
      getEnvironment: () => Promise.resolve({ execInfo: { run: { executable } } }),
      onDidChangeEnvironment: announced.event,
    };
    editor.extensions["ms-python.vscode-python-envs"] = { activate: () => Promise.resolve(environments) };
    const python = new PythonChoice();
    await python.ask();
    expect(python.chosen).toBe("/venv/one/bin/python");
    const changed = vi.fn();
    python.onDidChange(changed);
    executable = "/venv/two/bin/python";
    announced.fire(1);
    await settled();
    announced.fire(2);
    await settled();
    expect(python.chosen).toBe("/venv/two/bin/python");
    expect(changed).toHaveBeenCalledOnce();
  });

  it("comes from the Python extension where the other is not", async () => {
    const python = new PythonChoice();
    const environments = {
      getActiveEnvironmentPath: () => ({ path: "id" }),
      resolveEnvironment: () => Promise.resolve({ executable: { uri: Uri.file("/venv/bin/python") } }),
      onDidChangeActiveEnvironmentPath: new EventEmitter<unknown>().event,
    };
    editor.extensions["ms-python.python"] = { activate: () => Promise.resolve({ environments }) };
    await python.ask();
    expect(python.chosen).toBe("/venv/bin/python");
  });

  it("is none when that extension fails or has another shape", async () => {
    editor.extensions["ms-python.vscode-python-envs"] = { activate: () => Promise.reject(new Error("broken")) };
    const failing = new PythonChoice();
    await failing.ask();
    editor.extensions = { "ms-python.python": { activate: () => Promise.resolve({ environments: {} }) } };
    const strange = new PythonChoice();
    await strange.ask();
    expect([failing.chosen, strange.chosen]).toEqual([null, null]);
  });

  it("is not waited for longer than a second", async () => {
    editor.extensions["ms-python.python"] = { activate: () => new Promise(() => undefined) };
    const began = Date.now();
    await new PythonChoice().ask();
    expect(Date.now() - began).toBeLessThan(3_000);
  });
});
