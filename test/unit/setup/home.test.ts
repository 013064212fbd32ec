import { describe, expect, it } from "vitest";
import { homeFolder } from "../../../bin/setup/context.mjs";

describe("the folder for what is installed once per user", () => {
  it("follows the custom of each system", () => {
    expect(homeFolder({}, "linux", "/home/a")).toBe("/home/a/.local/share/manim-video");
    expect(homeFolder({ XDG_DATA_HOME: "/data" }, "linux", "/home/a")).toBe("/data/manim-video");
    expect(homeFolder({}, "darwin", "/Users/a")).toBe("/Users/a/Library/Application Support/manim-video");
    expect(homeFolder({ LOCALAPPDATA: "C:\\L" }, "win32", "C:\\Users\\a")).toBe("C:\\L\\manim-video");
    expect(homeFolder({}, "win32", "C:\\Users\\a")).toBe("C:\\Users\\a\\AppData\\Local\\manim-video");
  });

  it("is where MANIM_VIDEO_HOME says, before all else", () => {
    expect(homeFolder({ MANIM_VIDEO_HOME: "/m", XDG_DATA_HOME: "/data" }, "linux", "/home/a")).toBe("/m");
  });
});
