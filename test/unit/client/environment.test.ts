import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { withoutKeys } from "../../../client/src/environment.js";

describe("the backend's environment", () => {
  const environment = {
    PATH: "/bin",
    HOME: "/root",
    GEMINI_API_KEY: "a",
    GOOGLE_API_KEY: "b",
    GITHUB_TOKEN: "c",
    AWS_SECRET_ACCESS_KEY: "d",
    PGPASSWORD: "e",
    KEYBOARD: "f",
  };

  it("has no variable that is named like a secret", () => {
    expect(Object.keys(withoutKeys(environment)).sort()).toEqual([
      "AWS_SECRET_ACCESS_KEY",
      "GEMINI_API_KEY",
      "GITHUB_TOKEN",
      "GOOGLE_API_KEY",
      "PGPASSWORD",
    ]);
  });

  it("loses them when the overrides are merged as the language client does", () => {
    const merged = { ...environment, ...withoutKeys(environment) };
    const { stdout } = spawnSync(process.execPath, ["-p", "Object.keys(process.env).join()"], {
      env: merged,
      encoding: "utf8",
    });
    expect(stdout).toContain("KEYBOARD");
    expect(stdout).not.toMatch(/GEMINI|TOKEN|SECRET/);
  });
});
