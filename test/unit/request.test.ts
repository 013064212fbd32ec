import { describe, expect, it } from "vitest";
import { noWishes, type JobRequest } from "../../protocol/job.js";
import { ProblemError } from "../../protocol/problems.js";
import { defaultSettings } from "../../protocol/settings.js";
import { readRequest } from "../../server/src/request.js";

const read = (more: Partial<JobRequest> = {}) => readRequest({ topic: "t", out: "/o", ...more }, defaultSettings());

describe("a request", () => {
  it("wishes nothing where nothing is said", () => {
    expect(read()).toMatchObject({ ...noWishes, topic: "t", model: "" });
  });

  it("keeps its models, its context and its batches' form", () => {
    const wishes = { sceneModel: "a", helperModel: "b", context: "explicit", batchForm: "file" } as const;
    expect(read(wishes)).toMatchObject(wishes);
  });

  it.each([
    [{ context: "some" as "auto" }, /context is "some"/],
    [{ batchForm: "tape" as "auto" }, /batchForm is "tape"/],
  ])("%j is refused", (more, message) => {
    expect(() => read(more)).toThrow(ProblemError);
    expect(() => read(more)).toThrow(message);
  });
});
