/** Packages of the operating system: installed where that needs no password, else the command is told. */
import { SetupProblem } from "./problem.mjs";
import { run, which } from "./processes.mjs";
import { step } from "./progress.mjs";

/**
 * How to install with each package manager, and what it calls the packages that Debian calls otherwise.
 * @type {{ tool: string, install: string, names: Record<string, string> }[]}
 */
const others = [
  {
    tool: "dnf",
    install: "dnf install -y",
    names: {
      "libcairo2-dev": "cairo-devel",
      "libpango1.0-dev": "pango-devel",
      "build-essential": "gcc",
      "pkg-config": "pkgconf-pkg-config",
    },
  },
  {
    tool: "pacman",
    install: "pacman -S --needed",
    names: {
      "libcairo2-dev": "cairo",
      "libpango1.0-dev": "pango",
      "build-essential": "base-devel",
      "pkg-config": "pkgconf",
    },
  },
  {
    tool: "zypper",
    install: "zypper install -y",
    names: { "libcairo2-dev": "cairo-devel", "libpango1.0-dev": "pango-devel", "build-essential": "gcc" },
  },
  {
    tool: "apk",
    install: "apk add",
    names: {
      "libcairo2-dev": "cairo-dev",
      "libpango1.0-dev": "pango-dev",
      "build-essential": "build-base",
      "pkg-config": "pkgconf",
    },
  },
];

/**
 * Installs Debian packages, or tells the user what to run.
 * @param {import("./context.mjs").SetupContext} context
 * @param {string[]} packages By their Debian names.
 * @param {string} purpose What needs them, for example: Manim needs system libraries.
 */
export async function installSystemPackages(context, packages, purpose) {
  const command = installCommand(context, packages);
  const privileged = which("apt-get", context.env) === undefined ? undefined : await aptGet(context);
  if (privileged === undefined)
    throw new SetupProblem("system-library-missing", `${purpose}: ${packages.join(", ")}.`, `Run: ${command}`);
  await step(context.report, "Installing system packages", packages.join(", "), async (say) => {
    const install = ["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", ...packages];
    let result = await privileged(install, say);
    if (result.code !== 0) {
      // A new machine has no package lists, and old lists name versions that are gone.
      await privileged(["update"], say);
      result = await privileged(install, say);
    }
    if (result.code !== 0) {
      throw new SetupProblem("system-library-missing", `${purpose}, and installing them failed.`, `Run: ${command}`, {
        tail: result.tail,
      });
    }
  });
}

/**
 * What a person is to run, in the words of this system's package manager.
 * @param {import("./context.mjs").SetupContext} context
 * @param {string[]} packages
 * @returns {string}
 */
export function installCommand({ env, platform, root }, packages) {
  const sudo = root ? "" : "sudo ";
  if (platform === "darwin") return "brew install cairo pango pkg-config";
  const other =
    which("apt-get", env) === undefined ? others.find(({ tool }) => which(tool, env) !== undefined) : undefined;
  if (other === undefined) return `${sudo}apt-get update && ${sudo}apt-get install -y ${packages.join(" ")}`;
  return `${sudo}${other.install} ${packages.map((name) => other.names[name] ?? name).join(" ")}`;
}

/** @param {import("./context.mjs").SetupContext} context */
async function aptGet(context) {
  const env = { ...context.env, DEBIAN_FRONTEND: "noninteractive" };
  if (context.root) {
    return (/** @type {string[]} */ args, /** @type {(line: string) => void} */ onLine) =>
      run(context, "apt-get", args, { env, onLine });
  }
  const allowed =
    which("sudo", context.env) !== undefined &&
    (await run(context, "sudo", ["-n", "true"], { timeout: 10_000 })).code === 0;
  if (!allowed) return undefined;
  return (/** @type {string[]} */ args, /** @type {(line: string) => void} */ onLine) =>
    run(context, "sudo", ["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args], { env, onLine });
}
