/** Whether the installed Manim is still the one that was described: the same hash as api_fingerprint.py makes. */
import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { compare } from "./apiIndex.js";

const mostFiles = 5000;

/** The hash of a package's source files, or null when the folder cannot be read or is no package of usual size. */
export async function fingerprintOf(folder: string): Promise<string | null> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.name.endsWith(".py"))
      .map((entry) => join(entry.parentPath, entry.name));
    if (paths.length > mostFiles) return null;
    const files = await Promise.all(
      paths.map(async (path) => {
        const { size, mtimeNs } = await stat(path, { bigint: true });
        return { name: relative(folder, path).split(sep).join("/"), state: `${size} ${mtimeNs}` };
      }),
    );
    const digest = createHash("sha256");
    for (const { name, state } of files.toSorted((one, other) => compare(one.name, other.name)))
      digest.update(`${name} ${state}\n`);
    return digest.digest("hex");
  } catch {
    return null;
  }
}
