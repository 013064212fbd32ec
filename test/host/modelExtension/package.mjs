/** Packages the extension with the loopback model as a .vsix. */
import { createVSIX } from "@vscode/vsce";
import { build } from "esbuild";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const manifest = {
  name: "loopback-model",
  publisher: "manim-video-tests",
  version: "1.0.0",
  engines: { vscode: "^1.105.0" },
  main: "./extension.cjs",
  activationEvents: [],
  contributes: { languageModelChatProviders: [{ vendor: "loopback", displayName: "Loopback" }] },
};

/** @returns {Promise<string>} The path of the package, in a folder of its own that the caller removes. */
export async function packageModelExtension() {
  const folder = mkdtempSync(join(tmpdir(), "manim-video-model-"));
  const source = join(folder, "source");
  mkdirSync(source);
  writeFileSync(join(source, "package.json"), JSON.stringify(manifest));
  for (const name of ["README.md", "LICENSE"]) writeFileSync(join(source, name), "For tests of Manim Video.\n");
  await build({
    ...{ bundle: true, platform: "node", format: "cjs", target: "node22", external: ["vscode"], logLevel: "warning" },
    entryPoints: [new URL("extension.ts", import.meta.url).pathname],
    outfile: join(source, "extension.cjs"),
  });
  const packagePath = join(folder, "loopback-model.vsix");
  await createVSIX({ cwd: source, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
