/** Chosen names of the API as a prompt shows them: within a budget, members under their class, in a fixed order. */
import { ownerOf, type ApiEntry } from "./apiEntry.js";
import { compare } from "./apiIndex.js";
import { usualArguments } from "./fitting.js";
import { aboutTokens } from "./tokens.js";

export interface Chosen {
  entry: ApiEntry;
  /** Every argument that the class takes, and an example: for what has gone wrong. */
  whole?: boolean;
}

/** The best entries that fit into so many tokens, the first chosen first; empty when none fits. */
export function apiText(chosen: readonly Chosen[], budget: number): string {
  const taken = new Map<string, string>();
  let spent = 0;
  for (const { entry, whole = false } of chosen) {
    if (taken.has(entry.name)) continue;
    const text = described(entry, whole);
    const cost = aboutTokens(text) + 1;
    // A long entry that no longer fits leaves its room to shorter ones.
    if (spent + cost > budget) continue;
    spent += cost;
    taken.set(entry.name, text);
  }
  const order = new Map(chosen.map(({ entry }) => [entry.name, ownerOf(entry)]));
  return [...taken.keys()]
    .toSorted((one, other) => compare(keyOf(one, order), keyOf(other, order)))
    .map((name) => taken.get(name) ?? "")
    .join("\n");
}

/** Classes with their members after them, other names by themselves. */
function keyOf(name: string, owners: ReadonlyMap<string, string | null>): string {
  const owner = owners.get(name) ?? null;
  return owner === null ? `${name} ` : `${owner} ${name}`;
}

function described(entry: ApiEntry, whole: boolean): string {
  const { kind, name, members, value, doc } = entry;
  const signature = kind === "property" ? " (property, no call)" : entry.signature;
  const facts = [
    value === "" ? "" : ` = ${value}`,
    members.length === 0 ? "" : ` with the members ${members.join(", ")}`,
    doc === "" ? "" : ` – ${doc.replace(/([^.!?…])$/, "$1.")}`,
  ].join("");
  const also = whole ? entry.also : usualArguments(entry);
  const more = also.length === 0 ? "" : ` Also takes ${also.join(", ")}.`;
  const [example] = entry.examples.filter((code) => code.length < 700);
  const shown = whole && example !== undefined ? `\n  Example:\n${example.replace(/^/gm, "    ")}` : "";
  return `- ${kind === "class" ? "class " : ""}${name}${signature}${facts}${more}${shown}`;
}
