import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testKey as geminiKey } from "../fixtures/gemini/geminiServer.js";
import { startOpenAIServer, testKey, type OpenAIServer } from "../fixtures/openai/openaiServer.js";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";

let editor: Editor;
let openai: OpenAIServer;
beforeAll(async () => {
  openai = await startOpenAIServer({ wantsKey: true });
  editor = await Editor.open({
    settings: { "manimVideo.openaiBaseUrl": openai.url, "manimVideo.model": "openai/gpt-loop" },
  });
});
afterAll(async () => {
  await editor.close();
  await openai.close();
});
keepFailures(() => editor);

const generate = (topic: string): Promise<void> => editor.generate(topic, "OpenAI-compatible");

describe("Generate Manim video with an OpenAI-compatible server", () => {
  it("never sends it the Gemini key, which is the only one that is set", async () => {
    await editor.setKey("Gemini", geminiKey);
    await generate("Why do leaves turn red");
    await editor.page.locator(".notification-toast", { hasText: "No API key is set" }).waitFor({ timeout: 60_000 });
    expect(openai.requests.length).toBeGreaterThan(0);
    for (const request of openai.requests) expect(JSON.stringify(request)).not.toContain(geminiKey);
  });

  it("makes the video once the server's own key is set", async () => {
    await editor.setKey("OpenAI", testKey);
    await generate("Why do leaves turn red");
    await editor.panel().locator("video").waitFor({ timeout: 240_000 });
    expect(existsSync(join(editor.workspace, "manim-videos", "why-do-leaves-turn-red", "video.mp4"))).toBe(true);
    expect(openai.requests.at(-1)?.headers.authorization).toBe(`Bearer ${testKey}`);
    for (const request of openai.requests) expect(JSON.stringify(request)).not.toContain(geminiKey);
  });
});
