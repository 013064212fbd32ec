import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../protocol/settings.js";
import { keepingOf, layoutWished } from "../../../server/src/manim/checkWishes.js";

const settings = defaultSettings();

describe("what the settings wish of a check", () => {
  it("is every layout finding but those that are not wanted", () => {
    expect(layoutWished(settings)).toHaveLength(7);
    const some = layoutWished({ ...settings, "check.layoutIgnore": ["layout-still", "nonsense"] });
    expect(some).toHaveLength(6);
    expect(some).not.toContain("layout-still");
    expect(layoutWished({ ...settings, "check.layout": false })).toEqual([]);
  });

  it("is to keep what a document has run, in bytes, unless nothing is to be kept", () => {
    expect(keepingOf(settings, "s")).toEqual({ session: "s", memory: 1024 * 1024 * 1024 });
    expect(keepingOf(settings, undefined)).toBeNull();
    expect(keepingOf({ ...settings, "check.snapshotMemory": 0 }, "s")).toBeNull();
  });
});
