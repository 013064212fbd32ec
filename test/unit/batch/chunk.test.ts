import { describe, expect, it } from "vitest";
import { chunked, halves, wishedForm } from "../../../server/src/batch/chunk.js";
import { defaultLaneLimits } from "../../../server/src/batch/limits.js";

const limits = { ...defaultLaneLimits, maxSize: 50, fileThreshold: 20, inlineBytes: 10_000 };
const requests = (count: number, length = 10) =>
  Array.from({ length: count }, (_, index) => ({
    key: String(index),
    request: { kind: "rest" as const, body: { text: "x".repeat(length) } },
  }));
const formsOf = (count: number, wish?: "auto" | "inline" | "file", length?: number): string =>
  chunked(requests(count, length), limits, wish)
    .map(({ keys, form }) => `${keys.length} ${form}`)
    .join(", ");

describe("the form of a batch", () => {
  it("goes by its size where none is wished", () => {
    expect(formsOf(20)).toBe("20 inline");
    expect(formsOf(21)).toBe("21 file");
    expect(formsOf(3, "auto", 6000)).toBe("3 file");
  });

  it("is the wished one, whatever its size would make it", () => {
    expect(formsOf(2, "file")).toBe("2 file");
    expect(formsOf(45, "inline")).toBe("45 inline");
    expect(formsOf(60, "inline")).toBe("50 inline, 10 inline");
  });

  it("makes several batches of what is too much for one inline, and a file of one request that is", () => {
    expect(formsOf(4, "inline", 4000)).toBe("2 inline, 2 inline");
    expect(formsOf(2, "inline", 12_000)).toBe("1 file, 1 file");
  });

  it("stays the wished one in halves", () => {
    const [many, few] = [requests(30), requests(4)];
    expect(wishedForm("inline", many, limits)).toBe("inline");
    expect(wishedForm("file", few, limits)).toBe("file");
    expect(wishedForm("file", many, limits)).toBe("auto");
    expect(halves(many, limits, "inline").map(({ form }) => form)).toEqual(["inline", "inline"]);
    expect(halves(few, limits, "file").map(({ form }) => form)).toEqual(["file", "file"]);
  });
});
