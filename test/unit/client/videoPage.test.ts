import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { videoPage } from "../../../client/src/videoPage.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const html = videoPage({
  title: `Sea & <sky> "blue"`,
  ...{ video: "https://r/video.mp4?v=1", captions: "https://r/c.vtt", poster: null, cspSource: "https://r" },
  language: "de",
  links: [{ words: "Open <code>", command: "manimVideo.openCode", given: `j"1` }],
});

describe("the player's page", () => {
  it("runs no script, and allows only the style that it has", () => {
    const policy = /content="([^"]*)"/.exec(html)?.[1] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(html).not.toContain("<script");
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? "";
    expect(policy).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
  });

  it("escapes what it is given, and names the video for screen readers", () => {
    expect(html).toContain('aria-label="Sea &#38; &#60;sky&#62; &#34;blue&#34;"');
    expect(html).toContain('<a href="command:manimVideo.openCode?%5B%22j%5C%221%22%5D">Open &#60;code&#62;</a>');
    expect(html).toContain('<track kind="captions"');
    expect(html).not.toContain("poster=");
  });
});
