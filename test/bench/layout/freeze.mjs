// node test/bench/layout/freeze.mjs: writes the manifest of the corpus, once. A frozen corpus is not frozen again.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder, hashes, readCorpus } from "./corpus.mjs";

const manifest = join(folder, "frozen.json");
if (existsSync(manifest)) throw new Error(`${manifest} is there: the corpus is frozen.`);
writeFileSync(manifest, `${JSON.stringify({ frozen: new Date().toISOString(), files: hashes() }, null, 2)}\n`);
console.log(readCorpus().sha256);
