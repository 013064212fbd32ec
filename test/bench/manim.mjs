// Bundles the benches that run Manim (test/bench/manim/) and runs them, or the parts that are named.
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { askForParts, bundleBench } from "./parts.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = join(root, "dist", "bench", "manim");

askForParts("manim", ["checks", "render", "plays", "growth", "hostile"]);
await bundleBench(root, ["test/bench/manim/main.ts"], outdir);
await import(pathToFileURL(join(outdir, "main.mjs")).href);
