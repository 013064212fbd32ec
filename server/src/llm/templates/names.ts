/** Names of scenes and beats made from their titles: ids, Python classes and files. */
import type { StoryScene } from "../../../../protocol/storyboard.js";

const longestTitle = 120;

/** A title of at most 120 letters, cut between words. */
export function shortTitle(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= longestTitle) return line;
  const cut = line.slice(0, longestTitle - 1).toWellFormed();
  return `${(/^(.{40,})\s\S*$/u.exec(cut)?.[1] ?? cut).replace(/\ufffd$/, "")}…`;
}

function plainWords(text: string): string[] {
  const ascii = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return ascii.match(/[a-z0-9]+/g) ?? [];
}

/** Gives names that are unique in one video. */
export class Names {
  private readonly taken = new Set<string>();
  private readonly classes = new Set<string>();

  /** Class names end in "Scene", so that none hides a name of Manim. */
  scene(title: string, number: number): Pick<StoryScene, "id" | "className" | "file"> {
    const words = plainWords(title).slice(0, 6);
    const joined = words.join("-").slice(0, 50).replace(/-$/, "");
    const id = unique(joined || `part-${number}`, "-", this.taken);
    const capitals = id.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    const short = capitals.join("").slice(0, 46);
    // "1-2" and "12" are two ids and would be one class.
    const className = unique(`${/^[A-Z]/.test(short) ? "" : "Part"}${short}`, "N", this.classes);
    return {
      id,
      className: `${className}Scene`,
      file: `scenes/${String(number).padStart(2, "0")}_${id.replaceAll("-", "_")}.py`,
    };
  }

  /** A beat's id from the words it shows. */
  beat(text: string, fallback: string): string {
    const words = plainWords(text).slice(0, 4).join("-").slice(0, 40).replace(/-$/, "");
    return unique(words || fallback, "-", this.taken);
  }
}

/** The name, with a number behind it if it is taken; it is taken then. */
function unique(name: string, separator: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${separator}${number}`;
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
}
