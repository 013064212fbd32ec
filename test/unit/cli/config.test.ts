import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readArguments } from "../../../server/src/cli/arguments.js";
import { config } from "../../../server/src/cli/config.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "config-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  vi.stubEnv("MANIM_VIDEO_CONFIG", join(folder, "own.json"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const shown = async () => {
  const typed = readArguments(["config"]);
  if (typed === "help") throw new Error("help");
  return config({ typed, signal: new AbortController().signal } as Parameters<typeof config>[0]);
};
const valueOf = ({ settings = [] }: Awaited<ReturnType<typeof shown>>, name: string) =>
  settings.find((setting) => setting.name === name);

describe("config", () => {
  it("says that a key is set, and never which", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "visible-id");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "visible-secret");
    vi.stubEnv("GEMINI_API_KEY", "");
    const answer = await shown();
    expect(JSON.stringify(answer)).not.toMatch(/visible-/);
    expect(answer.secrets).toContainEqual({ name: "AWS_SECRET_ACCESS_KEY", set: true });
    expect(answer.secrets).toContainEqual({ name: "GEMINI_API_KEY", set: false });
    expect(answer.lines.filter((line) => /AWS_SECRET_ACCESS_KEY +set$/.test(line))).toHaveLength(1);
  });

  it("shows where the bucket is named, which a project's file may not do", async () => {
    vi.stubEnv("S3_BUCKET", "mine");
    writeFileSync(
      join(folder, "manim-video.json"),
      '{"S3_ENDPOINT_URL": "https://stranger.example", "quality": "high"}',
    );
    const answer = await shown();
    expect(valueOf(answer, "s3.bucket")).toEqual({ name: "s3.bucket", value: "mine", from: "S3_BUCKET" });
    expect(valueOf(answer, "s3.endpointUrl")).toMatchObject({ value: "", from: "default" });
    expect(valueOf(answer, "quality")).toMatchObject({ value: "high", from: join(folder, "manim-video.json") });
    expect(answer.problems.map(({ code, message }) => [code, message.includes("S3_ENDPOINT_URL")])).toEqual([
      ["setting-invalid", true],
    ]);
  });

  it("refuses a secret in a file", async () => {
    writeFileSync(join(folder, "own.json"), '{"AWS_SECRET_ACCESS_KEY": "visible-secret"}');
    await expect(Promise.resolve().then(shown)).rejects.toMatchObject({ problem: { code: "setting-invalid" } });
  });
});
