/** Everything a suite may ask for, set up when it is first asked for. */
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { ensureBuilt } from "../../bin/setup/build.mjs";
import { ensureNodePackages } from "../../bin/setup/nodePackages.mjs";
import { ensureNode, nodeIn } from "../../bin/setup/nodeRuntime.mjs";
import { SetupProblem } from "../../bin/setup/problem.mjs";
import { run } from "../../bin/setup/processes.mjs";
import { step } from "../../bin/setup/progress.mjs";
import { ensurePython } from "../../bin/setup/python.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ensureNginx } from "./nginx.mjs";
import { ensureDevPython, ensureSchemathesis } from "./pythonTools.mjs";
import { ensureRedis } from "./redis.mjs";
import { ensureSeaweedfs } from "./seaweedfs.mjs";
import { ensureSoftwareGl } from "./softwareGl.mjs";
import { ensureVscodeHost } from "./vscodeHost.mjs";

/** Keys and addresses of real providers: no test may reach one. */
const withheld =
  /^(GEMINI_|GOOGLE_|OPENAI_|PLANNER_MODEL|SCENE_MODEL|HELPER_MODEL|AWS_|S3_|ENABLE_S3_UPLOAD|USE_GPU_ACCELERATION|MANIM_VIDEO_PYTHON$|NODE_OPTIONS$|PYTHONPATH$|npm_)/i;

/** A run that sets everything up and tests it ends within this, so that whoever waits for it has an answer. */
const wholeRunMinutes = 38;

/** @typedef {ReturnType<typeof testMachine>} TestMachine */

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @param {string} root The clone.
 */
export function testMachine(context, root) {
  const python = once(() => ensurePython(context, join(root, "server", "python", "requirements.lock")));
  const node = once(async () => {
    await ensureNodePackages(context, root);
    return nodeIn(join(root, "node_modules"), context) ?? ensureNode(context, root);
  });
  const built = once(async () => ensureBuilt(context, root, await node()));
  const make = async (/** @type {string} */ what, /** @type {string[]} */ args) => {
    const env = await environment();
    const { code, tail } = await step(context.report, what, "", async (say) =>
      run(context, await node(), args, { cwd: root, env, onLine: say, timeout: 300_000 }),
    );
    if (code !== 0)
      throw new SetupProblem("setup-failed", `${what} failed.`, `Correct what it says: node ${args.join(" ")}`, {
        tail,
      });
  };
  const environment = async (/** @type {Record<string, string>} */ more = {}) => {
    const kept = Object.fromEntries(Object.entries(context.env).filter(([name]) => !withheld.test(name)));
    return { ...kept, PATH: dirname(await node()) + delimiter + (context.env["PATH"] ?? ""), ...more };
  };
  const deadline = Date.now() + wholeRunMinutes * 60_000;
  return {
    root,
    context,
    /** Minutes that are left for the whole run. */
    minutesLeft: () => Math.max(0.1, (deadline - Date.now()) / 60_000),
    node,
    python,
    built,
    environment,
    devPython: once(async () =>
      ensureDevPython(context, await python(), join(root, "server", "python", "requirements-dev.lock")),
    ),
    chromium: once(() => ensureChromium(context)),
    nginx: once(() => ensureNginx(context)),
    redis: once(() => ensureRedis(context)),
    softwareGl: once(() => ensureSoftwareGl(context)),
    schemathesis: once(async () => ensureSchemathesis(context, await python())),
    seaweedfs: once(async () => ensureSeaweedfs(context, await python())),
    vscodeHost: once(async () => ensureVscodeHost(context, await node())),
    /** What runs beside the product: the suite for inside the host, and the loopback Gemini as a process. */
    testBundles: once(async () => {
      await built();
      await make("Bundling the tests", ["esbuild.mjs", "tests"]);
    }),
    /** The extension as users install it. */
    vsix: once(async () => {
      await built();
      const file = join(root, "dist", "manim-video.vsix");
      const vsce = join("node_modules", "@vscode", "vsce", "vsce");
      await make("Packaging the extension", [vsce, "package", "--no-dependencies", "--out", file]);
      if (!existsSync(file))
        throw new SetupProblem("setup-failed", "vsce wrote no package.", "Run npm run package to see why.");
      return file;
    }),
  };
}

/**
 * @template T
 * @param {() => Promise<T>} make
 * @returns {() => Promise<T>}
 */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => (made ??= make());
}
