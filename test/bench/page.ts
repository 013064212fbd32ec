/**
 * Where a bench leaves its figures: a part of docs/benchmarks.md, and a JSON file beside the tests' output. Plain Node
 * loads this file as well, so it keeps to types that can be stripped.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release } from "node:os";
import { join } from "node:path";

const page = join("docs", "benchmarks.md");

/**
 * @param command What follows `npm run bench --`; its part of the page is replaced, the others stay.
 * @param how The whole command, where it is another.
 */
export function writePart(
  command: string,
  markdown: string,
  measured: object,
  how = `npm run bench -- ${command}`,
): void {
  const name = command.replaceAll(" ", "-");
  mkdirSync("test-output", { recursive: true });
  writeFileSync(join("test-output", `bench-${name}.json`), `${JSON.stringify(measured, null, 2)}\n`);
  const begin = `<!-- bench:${name}, written by ${how} -->`;
  const end = `<!-- /bench:${name} -->`;
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
