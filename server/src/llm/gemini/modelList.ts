/** The models that a key may use, from the API itself, since names come and go within months. */
import type { Connection } from "./connection.js";

/** More pages than the API has today; a bound, should it never stop. */
const mostModels = 500;

/** Names of models that write text, without the `models/` prefix. Rejects with the SDK's error. */
export async function listModels({ client }: Connection): Promise<string[]> {
  const names: string[] = [];
  const pages = await client.models.list({ config: { pageSize: 100 } });
  for await (const model of pages) {
    if (model.supportedActions?.includes("generateContent") === true)
      names.push((model.name ?? "").replace(/^models\//, ""));
    if (names.length >= mostModels) break;
  }
  return names;
}

/** At most three of the names, those that share most with the wanted one first. */
export function namesLike(wanted: string, names: readonly string[]): string[] {
  const words = new Set(wanted.toLowerCase().split(/[-.]/));
  const score = (name: string): number =>
    name
      .toLowerCase()
      .split(/[-.]/)
      .filter((word) => words.has(word)).length;
  return [...names].sort((one, other) => score(other) - score(one)).slice(0, 3);
}
