import { describe, expect, it } from "vitest";
import { noWishes, type JobRequest } from "../../../protocol/job.js";
import { Shared, Topic, Video } from "../../../server/src/editor/jobShapes.js";

const request: JobRequest = {
  ...{ ...noWishes, topic: "Primes", out: "/videos", quality: "low", provider: "gemini", mode: "batch" },
  ...{ model: "gemini/a", sceneModel: "gemini/b", helperModel: "gemini/c", context: "explicit", batchForm: "file" },
  ...{ list: "list-1", maxUsd: 2, deadline: 60, scenes: 3, language: "German", style: "calm" },
};

describe("what is asked for videos from the editor", () => {
  it("arrives with each of its fields, but the user", () => {
    expect({ ...Video.parse(request), user: "" }).toEqual(request);
    const { topic, ...shared } = Video.parse(request);
    expect(Shared.parse(shared)).toEqual(shared);
    const entry = { topic, id: "one", scenes: 2, quality: "high", language: "French", style: "quick" };
    expect(Topic.parse(entry)).toEqual(entry);
    expect(Video.parse({ topic, out: "/videos" })).toEqual({ topic, out: "/videos" });
  });

  it.each(Object.keys(request).filter((name) => name !== "user"))("is refused with a wrong %s", (name) => {
    expect(Video.safeParse({ ...request, [name]: { an: "object" } }).success).toBe(false);
  });

  it.each(["id", "scenes", "quality", "language", "style"])("is refused with a topic's wrong %s", (name) => {
    expect(Topic.safeParse({ topic: "Primes", [name]: ["a list"] }).success).toBe(false);
  });
});
