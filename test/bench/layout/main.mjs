// `npm run bench -- layout`: the layout findings on a frozen corpus of real scenes and of faults injected into them.
// `npm run bench -- layout peer`: what the package manim-vision finds in them, kept in peer.json for the other's table.
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { patched, readCorpus } from "./corpus.mjs";
import { peerFolder, peerVersion } from "./peer.mjs";
import { report } from "./report.mjs";
import { falseAlarms, isFound, isFoundByPeer } from "./score.mjs";

/** @typedef {import("./score.mjs").Finding} Finding */
/** @typedef {import("./report.mjs").Measured} Measured */

const peerFile = fileURLToPath(new URL("peer.json", import.meta.url));
/** Kinds that the peer looks for; it is asked about no others. */
const peerKinds = ["overlap", "crossing"];

/**
 * Runs a Python program that answers each wanted text with what it finds.
 * @param {string} program
 * @param {string[]} args
 * @param {{ id: string, source: string }[]} wanted
 * @param {(line: string) => void} [keep] Told every answer as it comes.
 * @returns {Promise<Map<string, Finding[]>>}
 */
async function findings(program, args, wanted, keep) {
  const python = process.env["MANIM_VIDEO_DEFAULT_PYTHON"] ?? "python3";
  const file = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(python, ["-B", file, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(wanted.map((one) => `${JSON.stringify(one)}\n`).join(""));
  const exit = new Promise((done, fail) => child.on("error", fail).on("close", done));
  const found = new Map();
  for await (const line of createInterface({ input: child.stdout })) {
    keep?.(line);
    const answer = JSON.parse(line);
    if (answer.failed) console.error(`${answer.id} failed: ${JSON.stringify(answer.failed).slice(0, 300)}`);
    found.set(answer.id, answer.findings ?? []);
    if (process.stderr.isTTY) process.stderr.write(`\r${found.size} of ${wanted.length} `);
  }
  if ((await exit) !== 0 || found.size !== wanted.length)
    throw new Error(`${program} answered ${found.size} of ${wanted.length}.`);
  return found;
}

/**
 * Goes on where an earlier call on the same corpus was ended: it takes half an hour.
 * @param {{ id: string, source: string }[]} asked
 * @returns {Promise<Map<string, Finding[]>>}
 */
async function askPeer(asked) {
  mkdirSync("test-output", { recursive: true });
  const kept = join("test-output", `layout-peer-${peerVersion}-${corpus.sha256.slice(0, 16)}.jsonl`);
  const before = existsSync(kept) ? readFileSync(kept, "utf8").split("\n").filter(Boolean) : [];
  const done = new Map(before.map((line) => JSON.parse(line)).map(({ id, findings }) => [id, findings ?? []]));
  const left = asked.filter(({ id }) => !done.has(id));
  const keep = (/** @type {string} */ line) => appendFileSync(kept, `${line}\n`);
  const parts = await Promise.all(dealt(left, 2).map((part) => findings("peer.py", [peerFolder()], part, keep)));
  return new Map([...done, ...parts.flatMap((part) => [...part])]);
}

/**
 * @template T
 * @param {T[]} all
 * @param {number} parts
 * @returns {T[][]}
 */
const dealt = (all, parts) => Array.from({ length: parts }, (_, part) => all.filter((__, at) => at % parts === part));

const corpus = readCorpus();
const clean = [...corpus.scenes].map(([id, source]) => ({ id, source }));
const broken = corpus.faults.map((fault) => ({
  id: fault.id,
  source: patched(corpus.scenes.get(fault.scene) ?? "", fault.patch),
}));

/**
 * @param {Map<string, Finding[]>} found
 * @param {typeof isFound} rule
 * @param {import("./corpus.mjs").KnownFinding[]} known
 * @returns {Measured}
 */
function measured(found, rule, known) {
  const of = (/** @type {string} */ id) => found.get(id) ?? [];
  return {
    date: new Date().toISOString().slice(0, 10),
    corpus: corpus.sha256,
    faults: corpus.faults.map((fault) => ({
      id: fault.id,
      kind: fault.kind,
      found: found.has(fault.id) && rule(fault, of(fault.id), of(fault.scene)),
    })),
    alarms: clean.flatMap(({ id }) => falseAlarms(id, of(id), known).map((finding) => ({ ...finding, scene: id }))),
    known: clean.flatMap(({ id }) => of(id)).length,
    scenes: clean.length,
  };
}

const started = performance.now();
if (process.argv[2] === "peer") {
  // It tells a text on a text and a line through a text by one word.
  const knownToPeer = corpus.known.map((one) =>
    one.code === "layout-crossing" ? { ...one, code: "layout-overlap" } : one,
  );
  const asked = [...clean, ...broken.filter((_, at) => peerKinds.includes(corpus.faults[at]?.kind ?? ""))];
  const result = measured(await askPeer(asked), isFoundByPeer, knownToPeer);
  const alarms = result.alarms.map(({ scene, message }) => ({ scene, message }));
  writeFileSync(peerFile, `${JSON.stringify({ version: peerVersion, ...result, alarms }, null, 2)}\n`);
  const found = result.faults.filter((fault) => fault.found).length;
  console.log(`manim-vision ${peerVersion}: ${found} of ${result.faults.length} faults, ${alarms.length} false alarms`);
} else {
  const ours = measured(await findings("measure.py", [], [...clean, ...broken]), isFound, corpus.known);
  const peer = existsSync(peerFile) ? JSON.parse(readFileSync(peerFile, "utf8")) : null;
  const seconds = (performance.now() - started) / 1000;
  const result = report(ours, peer?.corpus === corpus.sha256 ? peer : null, { frozen: corpus.frozen, seconds });
  // Node strips its types; the compiler knows the file by its other name.
  const { machine, writePart } = /** @type {typeof import("../page.js")} */ (
    await import(new URL("../page.ts", import.meta.url).href)
  );
  writePart("layout", `## Layout findings\n\n${ours.date}, ${machine()}.\n\n${result.text}`, { ...ours, ...result });
  console.log(result.text);
  for (const { scene, code, line, time, message } of ours.alarms)
    console.log(`false alarm: ${scene}:${line} ${time ?? "-"} s ${code} ${message}`);
  for (const fault of ours.faults) if (!fault.found) console.log(`missed: ${fault.id}`);
  process.exitCode = result.isBroken ? 1 : 0;
}
