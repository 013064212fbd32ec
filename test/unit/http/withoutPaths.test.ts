import { describe, expect, it } from "vitest";
import { Scrub } from "../../../server/src/http/answers/withoutPaths.js";
import { withoutSignature } from "../../../server/src/http/logging.js";
import { problemShape } from "../../../server/src/http/shapes/problemShape.js";
import { problem } from "../../../protocol/problems.js";

const scrub = new Scrub(["/srv/My Videos", "/srv"], ["AIzaSecretKey"]);

describe("what callers read", () => {
  it.each([
    [
      "/home/me/videos/a/scene.py: EACCES: permission denied, open '/home/me/x.py'",
      "…/scene.py: EACCES: permission denied, open '…/x.py'",
    ],
    ["/srv/My Videos/u/1/scenes/a.py is gone", "…/u/1/scenes/a.py is gone"],
    ["in C:\\Users\\me\\a.py", "in …/a.py"],
    [
      "see https://example.org/a/b/c and http://127.0.0.1:1/x/y",
      "see https://example.org/a/b/c and http://127.0.0.1:1/x/y",
    ],
    ["a ratio of 1/2/3 and scenes/01_a.py and km/h", "a ratio of 1/2/3 and scenes/01_a.py and km/h"],
    ["gemini/gemini-3/x was asked with AIzaSecretKey", "gemini/gemini-3/x was asked with [removed]"],
  ])("%s", (text, clean) => expect(scrub.text(text)).toBe(clean));

  it("names a problem's file from the video's folder, and any other without its folder", () => {
    const shown = (file: string) =>
      problemShape(problem("scene-exception", "in /v/t/scenes/a.py", { file }), "/v/t", scrub);
    expect(shown("/v/t/scenes/a.py")).toMatchObject({ file: "scenes/a.py", message: "in …/scenes/a.py" });
    expect(shown("/usr/lib/python3/site.py").file).toBe("site.py");
    expect(shown("scenes/b.py").file).toBe("scenes/b.py");
  });

  it("has no signature in the log", () => {
    expect(withoutSignature("/x/stream?user=a&signature=abc&expires=1")).toBe(
      "/x/stream?user=a&signature=[removed]&expires=1",
    );
  });
});
