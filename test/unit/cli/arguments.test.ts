import { describe, expect, it } from "vitest";
import { readArguments } from "../../../server/src/cli/arguments.js";
import { settingsOf } from "../../../server/src/cli/environmentSettings.js";
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

  it.each([
    [[]],
    [["chek", "x.py"]],
    [["generate", "x", "--colour", "red"]],
    [["generate", "x", "--quality", "best"]],
    [["generate", "--out"]],
  ])("is refused as wrong use: %j", (words) =>
    expect(() => readArguments(words)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: "usage" }) as unknown }),
    ),
  );
});

describe("settings of the command line", () => {
  it("come from the environment, and a flag is stronger", () => {
    expect(settingsOf(typed("doctor"), { DEFAULT_QUALITY: "high", MAX_SCENE_CONCURRENCY: "7" })).toMatchObject({
      quality: "high",
      sceneConcurrency: 7,
    });
    expect(settingsOf(typed("doctor", "--quality", "low"), { DEFAULT_QUALITY: "high" }).quality).toBe("low");
  });

  it.each([{ DEFAULT_QUALITY: "best" }, { MAX_SCENE_CONCURRENCY: "many" }, { MAX_SCENE_CONCURRENCY: "0" }])(
    "refuse %j",
    (environment) => expect(() => settingsOf(typed("doctor"), environment)).toThrow(/it can be/),
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
