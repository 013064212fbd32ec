/** The manifest as the editor shows it in English: its words come from package.nls.json. */
import { readFileSync } from "node:fs";

export const root = new URL("../../../", import.meta.url);

export const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, root), "utf8"));

/** A name without words is shown as it stands, as the editor does. */
export function readManifest(): unknown {
  const words = readJson("package.nls.json") as Record<string, string>;
  const shown = (_: string, value: unknown): unknown =>
    typeof value === "string" ? (words[/^%([\w.]+)%$/.exec(value)?.[1] ?? ""] ?? value) : value;
  return JSON.parse(JSON.stringify(readJson("package.json")), shown) as unknown;
}
