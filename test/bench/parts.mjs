/** What benches that come in parts share: which are asked for, and how they are bundled. */
import { build } from "esbuild";

/**
 * Leaves the parts to run in the arguments of this process, all where none is named. Ends it for one that is not there.
 * @param {string} bench
 * @param {string[]} parts
 */
export function askForParts(bench, parts) {
  const asked = process.argv.slice(2);
  if (asked.some((name) => !parts.includes(name))) {
    console.error(`npm run bench -- ${bench} [${parts.join(" | ")}]`);
    process.exit(2);
  }
  if (asked.length === 0) process.argv.push(...parts);
}

/**
 * What is measured is the packages as they are installed.
 * @param {string} root
 * @param {string[]} entryPoints
 * @param {string} outdir
 */
export async function bundleBench(root, entryPoints, outdir) {
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    packages: "external",
    logLevel: "warning",
  });
}
