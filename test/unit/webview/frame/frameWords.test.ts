import { describe, expect, it } from "vitest";
import type { LiveFrameState, LiveFrameView, ShownFrame } from "../../../../protocol/liveFrame.js";
import { problem } from "../../../../protocol/problems.js";
import { announcementOf, findingName, placeWords, statusOf } from "../../../../webview/src/frame/frameWords.js";

const overlap = problem("layout-overlap", "`a` overlaps `b`.", { line: 3 });
const failure = problem("syntax-error", "'(' was never closed", { line: 9 });
const frame: ShownFrame = {
  ...{ url: "u", width: 854, height: 480, scene: "Greeting", line: 7, time: 2.04 },
  ...{ stopped: null, findings: [] },
};
const view = (state: LiveFrameState, shown: ShownFrame | null = frame): LiveFrameView => ({
  file: "a.py",
  frame: shown,
  state,
});
const current = { kind: "current" } as const;

describe("what the live frame says", () => {
  it("is line and moment of the picture", () => {
    expect(placeWords(frame)).toBe("Line 7, 2.0 s");
  });

  it("is how many findings there are, or what stopped the scene", () => {
    expect(statusOf(view(current))).toMatchObject({ icon: "check", isStale: false });
    expect(statusOf(view(current, { ...frame, findings: [overlap] })).text).toBe("1 layout finding");
    expect(statusOf(view(current, { ...frame, findings: [overlap, overlap] })).text).toBe("2 layout findings");
    const failed = problem("undefined-name", "There is no Wriite.", { line: 5 });
    expect(statusOf(view(current, { ...frame, stopped: failed })).text).toBe(
      "Drawn without line 5, which fails: There is no Wriite.",
    );
    const stopped = { ...failed, line: 8 };
    expect(statusOf(view(current, { ...frame, stopped }))).toMatchObject({
      icon: "error",
      text: "The scene stops at line 8: There is no Wriite.",
      isStale: false,
    });
  });

  it("is that a picture is old where a newer one is coming or cannot be had", () => {
    expect(statusOf(view({ kind: "working" }))).toMatchObject({ icon: "running", isStale: true });
    expect(statusOf(view({ kind: "working" }, null)).isStale).toBe(false);
    const failed = statusOf(view({ kind: "failed", problem: failure }));
    expect(failed).toMatchObject({ icon: "error", isStale: true });
    expect(failed.text).toBe(
      "Python cannot read this code (line 9): '(' was never closed. The picture is from before.",
    );
    expect(statusOf(view({ kind: "failed", problem: failure }, null)).text).not.toContain("before");
  });

  it("names a finding by number, kind, words and line", () => {
    expect(findingName(2, overlap)).toBe("2. Two texts overlap: `a` overlaps `b`. Line 3.");
    expect(findingName(1, { ...overlap, line: undefined })).not.toContain("Line");
  });

  it("tells a screen reader where the view is at rest, and nothing while it is drawn", () => {
    expect(announcementOf(view(current))).toBe("Greeting, Line 7, 2.0 s. No layout findings");
    expect(announcementOf(view({ kind: "working" }))).toBe("");
    expect(announcementOf(view({ kind: "untrusted" }, null))).toContain("not trusted");
  });
});
