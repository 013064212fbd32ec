import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { extension } from "./workspace.js";

interface Manifest {
  contributes: { commands: { command: string; title: string }[] };
  capabilities: {
    untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] };
    virtualWorkspaces: { supported: boolean };
  };
}

describe("the extension", () => {
  it("registers every command that it contributes", async () => {
    await extension().activate();
    const { contributes } = extension().packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.ok(contributes.commands.length > 10);
    for (const { command } of contributes.commands) assert.ok(registered.has(command), command);
    assert.equal(contributes.commands[0]?.title, "Generate Manim video");
  });

  it("declares what it does in a workspace that is not trusted or not on disk", () => {
    const { capabilities } = extension().packageJSON as Manifest;
    assert.equal(capabilities.untrustedWorkspaces.supported, "limited");
    assert.equal(capabilities.virtualWorkspaces.supported, false);
  });

  it("does not let a workspace set what belongs to the machine", async () => {
    const configuration = vscode.workspace.getConfiguration("manimVideo");
    for (const name of ["geminiBaseUrl", "allowedImports", "sandbox", "limits.memory"]) {
      const set = async () => configuration.update(name, configuration.get(name), vscode.ConfigurationTarget.Workspace);
      await assert.rejects(set, name);
    }
    await configuration.update("quality", "low", vscode.ConfigurationTarget.Workspace);
    assert.equal(vscode.workspace.getConfiguration("manimVideo").get("quality"), "low");
    await configuration.update("quality", undefined, vscode.ConfigurationTarget.Workspace);
  });
});
