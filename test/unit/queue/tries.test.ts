import { describe, expect, it } from "vitest";
import { problem, ProblemError, type ProblemCode } from "../../../protocol/problems.js";
import { verdictOf } from "../../../server/src/queue/tries.js";

const failed = (code: ProblemCode): Error => new ProblemError(problem(code, "It failed."));

describe("what becomes of a task that did not end well", () => {
  it.each(["storage-unavailable", "queue-unavailable"] as const)("waits for what passes: %s", (code) => {
    expect(verdictOf(failed(code))).toBe("later");
  });
  it.each(["disk-full", "manim-missing", "worker-lost"] as const)("tries another machine for %s", (code) => {
    expect(verdictOf(failed(code))).toBe("again");
  });
  it.each(["key-rejected", "cap-exceeded", "model-unknown", "storage-refused"] as const)(
    "does not try what would be the same everywhere: %s",
    (code) => {
      expect(verdictOf(failed(code))).toBe("never");
    },
  );
  it("tries another machine for our own mistakes", () => {
    expect(verdictOf(new TypeError("x is not a function"))).toBe("again");
  });
});
