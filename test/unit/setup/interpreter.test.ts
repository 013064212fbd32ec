import { describe, expect, it } from "vitest";
import { chooseInterpreter, isNewEnough } from "../../../bin/setup/interpreter.mjs";
import { fakeMachine, pythonAnswer } from "./machine.js";

describe("the Python that is chosen", () => {
  it.each([
    ["3.11.0", true],
    ["3.13.2", true],
    ["4.0.0", true],
    ["3.10.14", false],
    ["2.7.18", false],
  ])("%s is new enough: %s", (version, expected) => {
    expect(isNewEnough(version)).toBe(expected);
  });

  it("is the newest by name that starts", async () => {
    const { context, command } = fakeMachine();
    command("python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127");
    command("python3.12", pythonAnswer("/p/python3.12", "3.12.4"));
    command("python3", pythonAnswer("/p/python3", "3.11.2"));
    expect((await chooseInterpreter(context)).best?.path).toBe("/p/python3.12");
  });

  it("is a complete one before one that cannot make an environment", async () => {
    const { context, command } = fakeMachine();
    command("python3.12", pythonAnswer("/usr/bin/python3.12", "3.12.4", { venv: false }));
    command("python3", pythonAnswer("/p/python3", "3.11.2"));
    expect((await chooseInterpreter(context)).best?.path).toBe("/p/python3");
  });

  it("is none when all are too old, and those are told", async () => {
    const { context, command } = fakeMachine();
    command("python3", pythonAnswer("/p/python3", "3.9.2"));
    expect(await chooseInterpreter(context)).toMatchObject({ best: undefined, found: [{ version: "3.9.2" }] });
  });

  it("is not one that answers something else", async () => {
    const { context, command } = fakeMachine();
    command("python3", "echo hello");
    expect((await chooseInterpreter(context)).found).toEqual([]);
  });
});
