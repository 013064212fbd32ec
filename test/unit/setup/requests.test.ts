import { describe, expect, it } from "vitest";
import { explainFailure } from "../../../bin/setup/interruption.mjs";
import { routeRequest, wantsJson, type RunRequest } from "../../../bin/setup/requests.mjs";

function route(...typed: string[]): Omit<RunRequest, "kind"> {
  const request = routeRequest(typed, {});
  if (request.kind !== "run") throw new Error("only the set-up was asked for");
  const { args, needsPython } = request;
  return { args, needsPython };
}

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
    expect(routeRequest(["check", "a.py"], { MANIM_VIDEO_PYTHON: "/p" })).toMatchObject({ needsPython: false });
  });

  it("whatever stands in a topic after --", () => {
    expect(route("generate", "--", "what does --help do").needsPython).toBe(true);
    expect(route("generate", "--", "--help").needsPython).toBe(true);
  });
});

describe("`setup`", () => {
  it.each([[["setup"]], [["setup", "--json"]], [["--json", "setup"]], [["start", "setup"]]])(
    "is the launcher's own: %j",
    (typed) => expect(routeRequest(typed, { MANIM_VIDEO_PYTHON: "/p" })).toEqual({ kind: "setup" }),
  );

  it.each([[["setup", "please"]], [["setup", "--python=/p"]], [["setup", "--", "x"]]])(
    "with anything else is wrong use: %j",
    (typed) => {
      let failure;
      try {
        routeRequest(typed, {});
      } catch (error) {
        failure = explainFailure(error);
      }
      expect(failure).toMatchObject({ exitCode: 2, problem: { code: "usage", fix: "Run manim-video --help." } });
    },
  );

  it("with --help shows the help and sets nothing up", () => {
    expect(route("setup", "--help")).toEqual({ args: ["--help"], needsPython: false });
  });

  it("as a word of a topic is no command", () => {
    expect(route("generate", "setup").args).toEqual(["generate", "setup"]);
    expect(route("start", "setup of a proof by induction").args[0]).toBe("generate");
  });

  it("answers in JSON where that is asked for, and not for what follows --", () => {
    expect(wantsJson(["setup", "--json"])).toBe(true);
    expect(wantsJson(["generate", "--", "--json"])).toBe(false);
  });
});
