import { describe, expect, it } from "vitest";
import { counted, filled, t, translated } from "../../../webview/src/l10n.js";

describe("the panel's words", () => {
  it("are the English ones, filled in, where there is no translation", () => {
    expect(t("{0} of {1}", 2, "three")).toBe("2 of three");
    expect(t("{0} and {1}", "one")).toBe("one and {1}");
    expect(translated("Not {0} filled")).toBe("Not {0} filled");
  });

  it("are the bundle's, with the values where the other language wants them", () => {
    expect(filled({ "{0} of {1}": "von {1} sind {0} da" }, "{0} of {1}", [1, 2])).toBe("von 2 sind 1 da");
    expect(filled({ Videos: "Filme" }, "toString", [])).toBe("toString");
  });

  it("do not fill in what a value brings along", () => {
    expect(t("{0} {1}", "{1}", "x")).toBe("{1} x");
  });

  it("tell one from several, with the language's own digits", () => {
    expect(counted(1, "{0} video", "{0} videos")).toBe("1 video");
    expect(counted(0, "{0} video", "{0} videos")).toBe("0 videos");
    expect(counted(12_345, "{0} video of {1}", "{0} videos of {1}", "a list")).toBe("12,345 videos of a list");
  });
});
