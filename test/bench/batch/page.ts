/** Where a bench leaves its figures: parts of docs/benchmarks.md, and a JSON file with the same parts. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release } from "node:os";
import { join } from "node:path";

const page = join("docs", "benchmarks.md");
const json = join("test-output", "bench-batch.json");

/** Parts that are not written stay as they are, in both files. */
export function writePart(name: "speed" | "calls", markdown: string, measured: object): void {
  mkdirSync("test-output", { recursive: true });
  const kept: unknown = existsSync(json) ? JSON.parse(readFileSync(json, "utf8")) : {};
  writeFileSync(json, `${JSON.stringify({ ...(kept as object), [name]: measured }, null, 2)}\n`);
  const begin = `<!-- bench:batch-${name}, written by npm run bench -- batch ${name} -->`;
  const end = `<!-- /bench:batch-${name} -->`;
  const text = existsSync(page) ? readFileSync(page, "utf8") : "# Benchmarks\n";
  const part = `${begin}\n\n${markdown.trimEnd()}\n\n${end}`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  const whole =
    from < 0 || to < from ? `${text.trimEnd()}\n\n${part}\n` : text.slice(0, from) + part + text.slice(to + end.length);
  writeFileSync(page, whole);
}

/** What the figures were measured on. */
export function machine(): string {
  return `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? "unknown"}, Linux ${release()}, Node ${process.versions.node}, load average at the end ${loadavg()[0]?.toFixed(1) ?? "unknown"}`;
}
