import { describe, expect, it } from "vitest";
import { readArguments, usageText } from "../../../server/src/cli/arguments.js";
import { readRequest } from "../../../server/src/request.js";
import { defaultSettings } from "../../../protocol/settings.js";

const typed = (...words: string[]) => {
  const result = readArguments(words);
  if (result === "help") throw new Error("help");
  return result;
};

describe("what was typed", () => {
  it("is a command, its words and its flags", () => {
    expect(typed("generate", "the", "topic", "--quality", "4k", "--json")).toMatchObject({
      command: "generate",
      words: ["the", "topic"],
      quality: "4k",
      json: true,
      provider: null,
    });
    expect(readArguments(["--help"])).toBe("help");
  });

  it("names batches and caches, a cap, times, and what is sent again", () => {
    expect(typed("batch", "rerun", "batches/1", "--all", "--max-usd", "2.50")).toMatchObject({
      ...{ command: "batch", words: ["rerun", "batches/1"], all: true, maxUsd: 2.5, ttl: null, deadline: null },
    });
    expect(typed("caches", "create", "mine", "a.txt", "--ttl", "50h")).toMatchObject({
      ...{ command: "caches", words: ["create", "mine", "a.txt"], ttl: "50h", all: false, maxUsd: null },
    });
    expect(typed("generate", "t.md", "--topics", "--mode", "batch", "--deadline", "1.5d")).toMatchObject({
      ...{ topics: true, mode: "batch", deadline: "1.5d" },
    });
  });

  it("may name every provider but the editor", () => {
    expect(typed("generate", "x", "--provider", "openai", "--model", "openai/x").provider).toBe("openai");
    expect(() => typed("generate", "x", "--provider", "editor")).toThrow(/auto, templates, gemini, openai/);
  });

  it("is in the help, each command and each flag", () => {
    for (const command of ["generate", "check", "render", "doctor", "jobs", "batch", "caches"])
      expect(usageText).toContain(`  manim-video ${command} `.trimEnd());
    for (const flag of [
      "json",
      "out",
      "state",
      "quality",
      "provider",
      "model",
      "mode",
      "max-usd",
      "deadline",
      "topics",
    ])
      expect(usageText).toContain(`--${flag}`);
    for (const flag of ["ttl", "all", "python"]) expect(usageText).toContain(`--${flag}`);
  });

  it.each([
    [[]],
    [["chek", "x.py"]],
    [["generate", "x", "--colour", "red"]],
    [["generate", "x", "--quality", "best"]],
    [["generate", "--out"]],
    [["generate", "x", "--max-usd", "0"]],
    [["generate", "x", "--max-usd", "-1"]],
    [["generate", "x", "--max-usd", "1e3"]],
    [["generate", "x", "--deadline", "tomorrow"]],
    [["generate", "x", "--deadline", "6"]],
    [["caches", "list", "--ttl", "h"]],
    [["generate", "x", "--mode", "batches"]],
  ])("is refused as wrong use: %j", (words) =>
    expect(() => readArguments(words)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: "usage" }) as unknown }),
    ),
  );
});

describe("a request", () => {
  const read = (topic: string) => readRequest({ topic, out: "/o" }, defaultSettings());
  it("is completed from the settings", () =>
    expect(read(" x ")).toMatchObject({ topic: "x", quality: "medium", provider: "auto" }));
  it.each(["", "  \n ", "\u0000"])("without a topic is refused: %j", (topic) =>
    expect(() => read(topic)).toThrow(/No topic/),
  );
  it("of 100 kB is refused", () => expect(() => read("x".repeat(100_000))).toThrow(/at most 50000/));
  it("with an unknown quality is refused", () => {
    expect(() => readRequest({ topic: "x", out: "/o", quality: "best" as "low" }, defaultSettings())).toThrow(
      /low, medium, high, 4k/,
    );
  });
});
