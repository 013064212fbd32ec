// Size of the package, and the time that activation takes by VS Code's own account: loading the code and the call of
// activate(), as "Show Running Extensions" shows it. Started by test/bench.mjs.
import { statSync } from "node:fs";
import { withEditor } from "../host/drive.mjs";
import { verdict } from "./extensionGoals.mjs";

/** Windows opened, each with an extension host of its own. */
const windows = 5;

const scene = "from manim import *\n\n\nclass Still(Scene):\n    def construct(self):\n        self.wait()\n";

/**
 * @param {import("../host/editor.js").Editor} editor
 * @returns {Promise<number>} Milliseconds.
 */
async function activation(editor) {
  // The list is not brought up to date while it is open: the extension is active once it has drawn its lenses.
  await editor.lens("Check").waitFor({ timeout: 60_000 });
  await editor.command("Developer: Show Running Extensions");
  const row = editor.page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "Manim Video" });
  const shown = row.locator(".activation-time").filter({ hasText: /\d+\s*ms/ });
  const text = (await shown.textContent({ timeout: 60_000 })) ?? "";
  return Number(/(\d+)\s*ms/.exec(text)?.[1]);
}

const times = await withEditor({}, async (editor) => {
  // The list draws only the rows that are in sight.
  await editor.page.setViewportSize({ width: 1400, height: 2400 });
  editor.writeFile("still.py", scene);
  /** @type {number[]} */
  const measured = [];
  for (let window = 0; window < windows; window++) {
    if (window > 0) {
      await editor.page.reload();
      await editor.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: 60_000 });
    }
    // A window that is reloaded soon after it opened a file comes back without it.
    await editor.openFile("still.py");
    measured.push(await activation(editor));
  }
  return measured;
});

const bytes = statSync(process.env["MANIM_VIDEO_TEST_VSIX"] ?? "").size;
const result = verdict(times, bytes);
// Node strips its types; the compiler knows the file by its other name.
const { machine, writePart } = /** @type {typeof import("./page.js")} */ (
  await import(new URL("page.ts", import.meta.url).href)
);
const date = new Date().toISOString().slice(0, 10);
const report = `## The extension\n\n${date}, ${machine()}.\n\n${result.lines.map((line) => `- ${line}`).join("\n")}`;
writePart("extension", report, { windows: times, ...result });
for (const line of result.lines) console.log(line);
process.exitCode = result.isBroken ? 1 : 0;
