/** What all requests of a list share: a named cache, or the text of files. */
import type { ContextWish } from "../../../protocol/job.js";
import type { ListedRequest, RequestItem } from "../lists/readRequests.js";
import { readCacheName } from "../llm/context/cacheNames.js";

export interface SharedContext {
  files: readonly { name: string; text: string }[];
  wish: ContextWish;
  /** Name of a context cache; empty for none. */
  cache: string;
}

/** Bodies in the provider's own form, and requests that name a cache themselves, are left as they are. */
export async function* withContext(
  items: AsyncIterable<RequestItem>,
  context: SharedContext,
): AsyncGenerator<RequestItem> {
  const text = contextText(context.files);
  for await (const item of items)
    yield item.kind === "problem" ? item : { ...item, request: shared(item.request, text, context) };
}

/** The files as one text, each under its name; empty for none. */
export function contextText(files: SharedContext["files"]): string {
  return files.map(({ name, text }) => `# ${name}\n\n${text.trim()}\n`).join("\n");
}

function shared(listed: ListedRequest, text: string, { wish, cache }: SharedContext): ListedRequest {
  const { request } = listed;
  if (request.kind === "rest" || readCacheName(request.prompt).cache !== null) return listed;
  if (cache !== "") return { ...listed, request: { ...request, prompt: `@use_cache "${cache}"\n${request.prompt}` } };
  if (text === "") return listed;
  // What comes after the prompt is no beginning that a provider could find again.
  if (wish === "none") return { ...listed, request: { ...request, prompt: `${request.prompt}\n\n${text}` } };
  return { ...listed, request: { ...request, system: request.system === "" ? text : `${text}\n${request.system}` } };
}
