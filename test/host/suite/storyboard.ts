import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, shownFile } from "./workspace.js";

const storyboard = {
  version: 1,
  topic: "waves",
  title: "Waves",
  scenes: [
    { id: "a", title: "A", className: "A", file: "scenes/01_a.py", beats: [{ id: "b", narration: "", shows: "" }] },
  ],
};

describe("a storyboard", () => {
  it("is checked against its schema as it is edited", async () => {
    const text = JSON.stringify({ ...storyboard, version: 2, invented: true }, null, 2);
    const { uri } = await shownFile("manim-videos/waves/storyboard.json", text);
    const found = await eventually("diagnostics of the schema", () => {
      const messages = vscode.languages.getDiagnostics(uri).map(({ message }) => message);
      return messages.length >= 2 ? messages : undefined;
    });
    assert.ok(
      found.some((message) => message.includes("invented")),
      found.join("\n"),
    );
  });

  it("is completed from its schema", async () => {
    const { uri } = await shownFile("manim-videos/completed/storyboard.json", "{\n  \n}");
    const names = await eventually("completions", async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        uri,
        new vscode.Position(1, 2),
      );
      const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return labels.includes("scenes") ? labels : undefined;
    });
    for (const name of ["version", "topic", "title", "scenes"]) assert.ok(names.includes(name), name);
  });
});
