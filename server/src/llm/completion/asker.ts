/** Asks one request of a list: checks it, looks into the cache, talks to the model, keeps a good answer. */
import type { CompletionResult } from "../../../../protocol/completion.js";
import { problem } from "../../../../protocol/problems.js";
import type { Model } from "../model.js";
import { converse, type Conversation } from "./conversation.js";
import { idOf, prepare, type ListedRequest, type Prepared, type RequestDefaults } from "./request.js";
import { requestKey } from "./requestKey.js";
import { cachedResult, conversationResult, retriedResult, unsentResult } from "./result.js";
import type { Stoppable } from "./stop.js";

/** A result, and the request when asking it again may give a better one. */
export interface Asked {
  result: CompletionResult;
  again: Prepared | null;
}

export class Asker {
  /** Ids that callers gave; a list of millions keeps this much of each request. */
  private readonly ids = new Set<string>();

  constructor(
    private readonly model: Model,
    private readonly defaults: RequestDefaults,
  ) {}

  /** Never rejects. Called in the order of the list, so that of two requests with one id the later is refused. */
  async ask(listed: ListedRequest, index: number, stop: Stoppable): Promise<Asked> {
    const id = idOf(listed.id, index);
    const place = { id, index, metadata: listed.metadata ?? {} };
    const unsent = (found: Parameters<typeof unsentResult>[2]): Asked => ({
      result: unsentResult(place, this.model.id, found),
      again: null,
    });
    if (listed.id !== undefined && this.ids.has(id))
      return unsent(problem("request-duplicate", `An earlier request of the list has the id ${JSON.stringify(id)}.`));
    if (listed.id !== undefined) this.ids.add(id);
    if ("problem" in listed) return unsent(listed.problem);
    const prepared = prepare(listed, id, index, this.defaults);
    if ("code" in prepared) return unsent(prepared);
    return this.send(prepared, stop);
  }

  /** The second try of a request that failed. */
  async askAgain({ result, again }: Asked, stop: Stoppable): Promise<CompletionResult> {
    if (again === null) return result;
    return retriedResult(result, (await this.send(again, stop)).result);
  }

  private async send(request: Prepared, stop: Stoppable): Promise<Asked> {
    const { cache } = this.defaults;
    const start = performance.now();
    const key = cache === undefined ? "" : requestKey(this.model, request);
    const kept = cache?.get(key) ?? null;
    if (kept !== null) {
      return { result: cachedResult(request, kept, (performance.now() - start) / 1000), again: null };
    }
    const talk = await converse(this.model, request, stop);
    const result = conversationResult(request, this.model.id, talk);
    if (talk.end.ok) cache?.put(key, stored(talk.end.text, result.model, talk));
    return { result, again: !talk.end.ok && talk.end.again ? request : null };
  }
}

function stored(text: string, model: string, { callsMade, history }: Conversation) {
  return { text, model, callsMade, history };
}
