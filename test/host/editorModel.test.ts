import { readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Editor } from "./editor.js";
import { keepFailures } from "./failures.js";
import { packageModelExtension } from "./modelExtension/package.mjs";

let editor: Editor;
let extension: string;
beforeAll(async () => {
  extension = await packageModelExtension();
  editor = await Editor.open({ extensions: [extension] });
});
afterAll(async () => {
  await editor.close();
  rmSync(dirname(extension), { recursive: true, force: true });
});
keepFailures(() => editor);

it("offers the editor's own model where the editor has one, and makes a video with its answers", async () => {
  await editor.generate("Why do cats purr", "The editor's own model");
  await editor.panel().locator("video").waitFor({ timeout: 240_000 });
  await editor.panel().getByText("Written by the editor's own model").waitFor();
  const scenes = join(editor.workspace, "manim-videos", "why-do-cats-purr", "scenes");
  const [scene = ""] = readdirSync(scenes).filter((name) => name.endsWith(".py"));
  expect(readFileSync(join(scenes, scene), "utf8")).toMatch(/^# Answer to request [0-9a-f]{16}\n/);
  await editor.screenshot("editor-model");
});
