import { describe, expect, it } from "vitest";
import { routeRequest } from "../../../bin/setup/requests.mjs";

const route = (...typed: string[]): { args: string[]; needsPython: boolean } => routeRequest(typed, {});

describe("`npm start -- …`", () => {
  it("takes words that are no command for a topic", () => {
    expect(route("start", "Why does the derivative of sin equal cos?").args).toEqual([
      "generate",
      "Why does the derivative of sin equal cos?",
    ]);
    expect(route("start", "unit", "circle", "--quality", "low").args).toEqual([
      "generate",
      "unit",
      "circle",
      "--quality",
      "low",
    ]);
    expect(route("start", "check the sum of angles").args).toEqual(["generate", "check the sum of angles"]);
  });

  it("takes options before the topic too", () => {
    expect(route("start", "--json", "unit circle").args).toEqual(["generate", "--json", "unit circle"]);
  });

  it("runs a command by its name", () => {
    expect(route("start", "jobs", "list").args).toEqual(["jobs", "list"]);
  });

  it("leaves the usage to the product when nothing or help is asked for", () => {
    expect(route("start")).toEqual({ args: [], needsPython: false });
    expect(route("start", "--help")).toEqual({ args: ["--help"], needsPython: false });
  });
});

describe("the bin without `start`", () => {
  it("passes on what was typed, a wrong command included", () => {
    expect(route("unit", "circle")).toEqual({ args: ["unit", "circle"], needsPython: false });
    expect(route()).toEqual({ args: [], needsPython: false });
  });
});

describe("the Python environment is set up first", () => {
  it.each(["generate", "check", "fix", "render", "worker", "serve"])("for %s", (command) => {
    expect(route(command, "x").needsPython).toBe(true);
  });

  it("for actions on a job that go on rendering", () => {
    expect(route("jobs", "resume", "1").needsPython).toBe(true);
    expect(route("jobs", "show", "1").needsPython).toBe(false);
  });

  it.each([["doctor"], ["config"], ["jobs", "list"], ["--help"], ["generate", "--help"], ["render", "-h"]])(
    "not for %s %s",
    (...typed) => {
      expect(route(...typed.filter((word) => typeof word === "string")).needsPython).toBe(false);
    },
  );

  it("not when another Python is named", () => {
    expect(route("check", "a.py", "--python", "/p").needsPython).toBe(false);
    expect(route("check", "a.py", "--python=/p").needsPython).toBe(false);
    expect(routeRequest(["check", "a.py"], { MANIM_VIDEO_PYTHON: "/p" }).needsPython).toBe(false);
  });

  it("whatever stands in a topic after --", () => {
    expect(route("generate", "--", "what does --help do").needsPython).toBe(true);
    expect(route("generate", "--", "--help").needsPython).toBe(true);
  });
});
