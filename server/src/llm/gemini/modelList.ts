/** The models that a key may use, from the API itself, since names come and go within months. */
import { connect, type ConnectionOptions } from "./connection.js";

/** More pages than the API has today; a bound, should it never stop. */
const mostModels = 500;

/** Names of models that write text, without the `models/` prefix. Rejects with the SDK's error. */
export async function listModels(options: ConnectionOptions, signal: AbortSignal): Promise<string[]> {
  const { client } = connect(options);
  const names: string[] = [];
  const pages = await client.models.list({
    config: { pageSize: 100, abortSignal: AbortSignal.any([signal, AbortSignal.timeout(options.timeout)]) },
  });
  for await (const model of pages) {
    if (model.supportedActions?.includes("generateContent") === true)
      names.push((model.name ?? "").replace(/^models\//, ""));
    if (names.length >= mostModels) break;
  }
  return names;
}

/** At most three usable models, those that share most of their name with the wanted one first. */
export async function modelsLike(wanted: string, options: ConnectionOptions, signal: AbortSignal): Promise<string[]> {
  const words = new Set(wanted.toLowerCase().split(/[-.]/));
  const score = (name: string): number =>
    name
      .toLowerCase()
      .split(/[-.]/)
      .filter((word) => words.has(word)).length;
  const names = await listModels({ ...options, timeout: Math.min(options.timeout, 15_000) }, signal);
  return names.sort((one, other) => score(other) - score(one)).slice(0, 3);
}
