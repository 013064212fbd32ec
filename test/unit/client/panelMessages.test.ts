import { describe, expect, it } from "vitest";
import { panelHtml } from "../../../client/src/panelHtml.js";
import { panelMessageFrom } from "../../../client/src/panelMessages.js";

describe("messages from the webview", () => {
  it.each([
    { type: "ready" },
    { type: "setKey" },
    { type: "cancel", id: "1" },
    { type: "resume", id: "1" },
    { type: "cancelList", list: "list-1" },
    { type: "resumeList", list: "list-1" },
    { type: "openVideo", id: "1" },
    { type: "revealFolder", id: "1" },
    { type: "openCode", id: "1" },
    { type: "openCode", id: "1", file: "scenes/01_a.py" },
  ])("are taken in: %j", (message) => {
    expect(panelMessageFrom(message)).toEqual(message);
  });

  it("keep only what the contract names", () => {
    expect(panelMessageFrom({ type: "cancel", id: "1", command: "rm" })).toEqual({ type: "cancel", id: "1" });
  });

  it.each([
    null,
    undefined,
    "ready",
    [],
    {},
    { type: "execute" },
    { type: "cancel" },
    { type: "cancel", id: 1 },
    { type: "cancel", id: "" },
    { type: "cancel", id: "x".repeat(1001) },
    { type: "cancelList", id: "1" },
    { type: "resumeList", list: "" },
    { type: "openCode", id: "1", file: 7 },
    { type: "openCode", file: "scenes/01_a.py" },
    { type: "toString" },
  ])("are refused: %j", (value) => {
    expect(panelMessageFrom(value)).toBeNull();
  });
});

describe("the panel's page", () => {
  const html = panelHtml({
    title: "Jobs & more",
    element: "manim-video-app",
    script: `https://r/panel.js?"><b>`,
    cspSource: "https://r",
    nonce: "n0nce",
    language: { tag: "de", bundle: { Videos: `"Filme" & <mehr>` } },
  });

  it("loads nothing but what is named and runs scripts by nonce only", () => {
    const policy = /content="([^"]*)"/.exec(html)?.[1] ?? "";
    const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ", 1)[0], rule.split(" ").slice(1)]));
    expect(rules.get("default-src")).toEqual(["'none'"]);
    expect(rules.get("script-src")).toEqual(["'nonce-n0nce'"]);
    expect(rules.get("style-src")).toEqual(["https://r", "'unsafe-inline'"]);
    expect(policy).not.toContain("unsafe-eval");
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it("escapes what it is given", () => {
    expect(html).toContain('src="https://r/panel.js?&#34;&#62;&#60;b&#62;"');
    expect(html).toContain(
      '<html lang="de" data-l10n="{&#34;Videos&#34;:&#34;\\&#34;Filme\\&#34; &#38; &#60;mehr&#62;&#34;}">',
    );
  });
});
