import { describe, expect, it } from "vitest";
import { conditionOf, rangeOf, rangeStands } from "../../../server/src/http/files/ranges.js";

const info = {
  key: "k",
  size: 100,
  etag: "abc",
  modified: new Date("2026-01-02T03:04:05.678Z"),
  contentType: "video/mp4",
};
const date = "Fri, 02 Jan 2026 03:04:05 GMT";
const before = "Fri, 02 Jan 2026 03:04:04 GMT";

describe("a range", () => {
  it.each([
    ["bytes=0-9", { start: 0, end: 9 }],
    ["bytes=90-", { start: 90, end: 99 }],
    ["bytes=-10", { start: 90, end: 99 }],
    ["bytes=-1000", { start: 0, end: 99 }],
    ["bytes=50-1000", { start: 50, end: 99 }],
    ["bytes=99-99", { start: 99, end: 99 }],
  ])("%s is inside", (header, range) => expect(rangeOf(header, 100)).toEqual(range));

  it.each(["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999-"])("%s is outside", (header) =>
    expect(rangeOf(header, 100)).toBe("unsatisfiable"),
  );

  it.each([
    undefined,
    "",
    "bytes=",
    "bytes=-",
    "bytes=9-0",
    "items=0-9",
    "bytes=0-9,20-29",
    "bytes=a-b",
    "bytes=0x1-2",
    "bytes=1e3-",
  ])("%s is none, and the whole file is sent", (header) => expect(rangeOf(header, 100)).toBeNull());

  it("of an empty file is outside", () => {
    expect(rangeOf("bytes=0-", 0)).toBe("unsatisfiable");
    expect(rangeOf("bytes=-5", 0)).toBe("unsatisfiable");
  });
});

describe("conditions", () => {
  it.each([
    [{}, "go on"],
    [{ "if-none-match": '"abc"' }, "unchanged"],
    [{ "if-none-match": '"x", W/"abc"' }, "unchanged"],
    [{ "if-none-match": "*" }, "unchanged"],
    [{ "if-none-match": '"x"' }, "go on"],
    // A tag goes before a date.
    [{ "if-none-match": '"x"', "if-modified-since": date }, "go on"],
    [{ "if-modified-since": date }, "unchanged"],
    [{ "if-modified-since": before }, "go on"],
    [{ "if-modified-since": "yesterday" }, "go on"],
    [{ "if-match": '"abc"' }, "go on"],
    [{ "if-match": '"x"' }, "failed"],
    // Compared strongly.
    [{ "if-match": 'W/"abc"' }, "failed"],
    [{ "if-unmodified-since": before }, "failed"],
    [{ "if-unmodified-since": date }, "go on"],
  ])("%j: %s", (headers, result) => expect(conditionOf(headers, info)).toBe(result));

  it("let a range through only of the same file", () => {
    expect(rangeStands(undefined, info)).toBe(true);
    expect(rangeStands('"abc"', info)).toBe(true);
    expect(rangeStands('"x"', info)).toBe(false);
    expect(rangeStands('W/"abc"', info)).toBe(false);
    expect(rangeStands(date, info)).toBe(true);
    expect(rangeStands(before, info)).toBe(false);
    expect(rangeStands("nonsense", info)).toBe(false);
  });
});
