/** The installed Manim's names, found by name or by what is said of them (BM25). */
import MiniSearch from "minisearch";
import { ownerOf, type ApiEntry } from "./apiEntry.js";
import { indexed, wordsOf } from "./words.js";

export interface Hit {
  entry: ApiEntry;
  score: number;
}

export interface SearchOptions {
  most: number;
  keep?: (entry: ApiEntry) => boolean;
}

export class ApiIndex {
  private readonly entries = new Map<string, ApiEntry>();
  private readonly owned = new Map<string, ApiEntry[]>();
  private readonly byWords: MiniSearch;

  constructor(
    readonly manim: string,
    entries: readonly ApiEntry[],
  ) {
    this.byWords = new MiniSearch({
      idField: "name",
      fields: ["own", "owner", "doc", "parameters"],
      tokenize: wordsOf,
      processTerm: indexed,
      // A word of the name is worth more than one of the description; of a method its own more than its class's.
      searchOptions: {
        // What stands by itself says more of a scene than one of its methods.
        boostDocument: (id) => (ownerOf(this.entries.get(String(id)) ?? nothing) === null ? 1.5 : 1),
        boost: { own: 4, owner: 1, doc: 1.5, parameters: 0.5 },
      },
    });
    for (const entry of entries) this.entries.set(entry.name, entry);
    for (const entry of this.entries.values()) {
      const owner = ownerOf(entry);
      if (owner !== null) this.owned.set(owner, [...(this.owned.get(owner) ?? []), entry]);
    }
    this.byWords.addAll([...this.entries.values()].map(documentOf));
  }

  get(name: string): ApiEntry | undefined {
    return this.entries.get(name);
  }

  get size(): number {
    return this.entries.size;
  }

  /** The class and those it derives from, nearest first, as far as they are public. */
  lineage(name: string): ApiEntry[] {
    const found = this.entries.get(name);
    const bases = found?.bases.flatMap((base) => this.entries.get(base) ?? []) ?? [];
    return found === undefined ? [] : [found, ...bases];
  }

  /** Own methods and properties of a class. */
  membersOf(name: string): readonly ApiEntry[] {
    return this.owned.get(name) ?? [];
  }

  /** A method or property that the class has or inherits. */
  member(owner: string, name: string): ApiEntry | undefined {
    for (const { name: each } of this.lineage(owner)) {
      const found = this.entries.get(`${each}.${name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Methods and properties of this name, whoever's they are. */
  membersNamed(name: string): ApiEntry[] {
    return [...this.entries.values()].filter((entry) => ownerOf(entry) !== null && entry.name.endsWith(`.${name}`));
  }

  /** Names a slip of the finger away from one that does not exist, the nearest first; only those of `owners` if given. */
  near(name: string, owners?: ReadonlySet<string>): ApiEntry[] {
    const wanted = name.toLowerCase();
    const allowed = Math.max(1, Math.floor(name.length / 4));
    return [...this.entries.values()]
      .flatMap((entry) => {
        const owner = ownerOf(entry);
        if (owners !== undefined && (owner === null || !owners.has(owner))) return [];
        const away = distance(wanted, ownName(entry).toLowerCase(), allowed);
        return away > allowed ? [] : [{ entry, away }];
      })
      .sort((one, other) => one.away - other.away || compare(one.entry.name, other.entry.name))
      .map(({ entry }) => entry);
  }

  /** Best first; equal scores in order of name, so that the same question always has the same answer. */
  search(query: string, { most, keep = () => true }: SearchOptions): Hit[] {
    const results = this.byWords.search(query);
    return results
      .flatMap(({ id, score }): Hit[] => {
        const entry = this.entries.get(String(id));
        return entry === undefined || !keep(entry) ? [] : [{ entry, score }];
      })
      .sort((one, other) => other.score - one.score || compare(one.entry.name, other.entry.name))
      .slice(0, most);
  }
}

const nothing = { name: "", kind: "class" } as const;

/** Without the class that it belongs to. */
function ownName(entry: ApiEntry): string {
  return entry.name.slice((ownerOf(entry) ?? "").length).replace(/^\./, "");
}

/** Letters to add, drop, change or swap with their neighbour; more than `most` is not counted out. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
}

function documentOf(entry: ApiEntry): Record<string, string> {
  const owner = ownerOf(entry);
  return {
    // The key is the whole name; what is searched is the name's own part.
    own: ownName(entry),
    name: entry.name,
    owner: owner ?? "",
    doc: entry.doc,
    parameters: `${entry.signature} ${entry.members.join(" ")}`,
  };
}

/** By code units: the order of a locale would differ between machines. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
