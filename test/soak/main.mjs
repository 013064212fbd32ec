/** The long runs, one after the other or those that are named, and what they came to. Started by test/soak.mjs. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readJunit, readVitest } from "../run/results.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const output = join(root, "test-output");
const figures = join(output, "soak-figures.txt");
const python = join(output, "python.xml");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");

/** @param {string} project @param {string} file */
function vitestRun(project, file) {
  const results = join(output, `soak-${project}.json`);
  const report = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  return { args: [vitest, "run", "--project", project, file, ...report], results, read: () => readVitest(results) };
}

const soaks = [
  {
    name: "worker and templates, every template audited",
    ...{ args: [join(root, "test", "run.mjs"), "python"], results: python, read: () => readJunit(python) },
  },
  { name: "batch lane, killed", ...vitestRun("unit", join("test", "unit", "batch", "kills.test.ts")) },
  { name: "command line, killed", ...vitestRun("server", join("test", "server", "kills.test.ts")) },
  { name: "queue, everything killed", ...vitestRun("server", join("test", "server", "queueKills.test.ts")) },
  { name: "topics of the templates", ...vitestRun("server", join("test", "server", "topics.test.ts")) },
  { name: "hostile scenes", ...vitestRun("server", join("test", "server", "hostile.test.ts")) },
];

const env = {
  ...process.env,
  MANIM_VIDEO_SOAK: "1",
  MANIM_VIDEO_TEST_KILLS: "80",
  MANIM_VIDEO_SOAK_FIGURES: figures,
};

mkdirSync(output, { recursive: true });
const asked = process.argv.slice(2);
/** @param {{ name: string }} soak */
const isAsked = ({ name }) => asked.length === 0 || asked.some((word) => name.includes(word));
if (!soaks.some(isAsked)) {
  console.error(`npm run soak -- [words of: ${soaks.map(({ name }) => name).join(" | ")}]`);
  process.exit(2);
}
const date = new Date().toISOString().slice(0, 10);
const last = join(output, "bench-soak.json");
/** Those that do not run now are shown as they ran last on this machine. */
const before = existsSync(last) ? JSON.parse(readFileSync(last, "utf8")).rows : [];
const rows = [];
for (const soak of soaks) {
  const { name, args, results, read } = soak;
  if (!isAsked(soak)) {
    rows.push(...before.filter((/** @type {{ name: string }} */ row) => row.name === name));
    continue;
  }
  for (const file of [results, figures]) rmSync(file, { force: true });
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" });
  const code = await new Promise((done) => child.on("error", () => done(1)).on("close", done));
  const seconds = Math.round((performance.now() - start) / 1000);
  const tests = existsSync(results) ? read() : [];
  const count = (/** @type {string} */ wanted) => tests.filter(({ state }) => state === wanted).length;
  const more = existsSync(figures) ? readFileSync(figures, "utf8").trim().replaceAll("\n", "; ") : "";
  if (code !== 0 || count("passed") === 0) process.exitCode = 1;
  rows.push({ name, date, passed: count("passed"), failed: count("failed"), seconds, more, code });
}

// Node strips its types; the compiler knows the file by its other name.
const { machine, writePart } = /** @type {typeof import("../bench/page.js")} */ (
  await import(new URL("../bench/page.ts", import.meta.url).href)
);
const table = rows.map(
  ({ name, date, passed, failed, seconds, more }) =>
    `| ${name} | ${date} | ${passed} | ${failed} | ${seconds} s | ${more} |`,
);
const head = ["| soak | run | passed | failed | took | |", "| --- | --- | --- | --- | --- | --- |"];
writePart("soak", ["## Soak", "", `${machine()}.`, "", ...head, ...table].join("\n"), { rows }, "npm run soak");
