/** The editor's messages about lists of topics: reading one, what it will take, and starting it. */
import type { Connection } from "vscode-languageserver/node";
import { z } from "zod";
import { GenerateListRequest, QuoteRequest, ReadTopicsRequest } from "../../../protocol/server.js";
import type { Engine } from "../engine.js";
import { loadTopics } from "../lists/readTopics.js";
import { requireAllowed } from "../quote.js";
import { newListId } from "../request.js";
import { answerTo } from "./answer.js";
import { signalOf } from "./cancellation.js";
import { Shared, Topic } from "./jobShapes.js";

const List = z.object({ topics: z.array(Topic).min(1), shared: Shared });

export function answerLists(connection: Connection, engine: Engine): void {
  connection.onRequest(ReadTopicsRequest, (given) =>
    answerTo(z.object({ path: z.string().min(1) }), given, ({ path }) => loadTopics(path)),
  );
  connection.onRequest(QuoteRequest, (given, token) =>
    answerTo(List, given, ({ topics, shared }) =>
      engine.quote(topics, { ...shared, list: newListId() }, signalOf(token)),
    ),
  );
  connection.onRequest(GenerateListRequest, (given, token) =>
    answerTo(List, given, async ({ topics, shared }) => {
      const asked = { ...shared, list: newListId() };
      requireAllowed(await engine.quote(topics, asked, signalOf(token)));
      return engine.generateList(topics, asked);
    }),
  );
}
