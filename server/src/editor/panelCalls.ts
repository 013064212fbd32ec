/** Answers the questions of the job panel that the client passes on. */
import type { Connection } from "vscode-languageserver/node";
import { z } from "zod";
import { serverCalls, type ServerCall } from "../../../protocol/calls/panelCalls.js";
import { PanelCallRequest } from "../../../protocol/server.js";
import type { Engine } from "../engine.js";
import { answerTo, checked } from "./answer.js";
import type { Answerer, Answerers } from "./calls/answerers.js";
import { cacheCalls } from "./calls/cacheCalls.js";
import { historyCalls } from "./calls/historyCalls.js";
import { newJobCalls } from "./calls/newJobCalls.js";
import { resultCalls } from "./calls/resultCalls.js";
import { signalOf } from "./cancellation.js";

const Named = z.object({ name: z.enum(serverCalls), value: z.unknown() });

export function answerPanelCalls(connection: Connection, engine: Engine): void {
  const answerers: Answerers<ServerCall> = {
    ...newJobCalls(),
    ...historyCalls(engine),
    ...resultCalls(engine),
    ...cacheCalls(engine),
  };
  connection.onRequest(PanelCallRequest, (given, token) =>
    answerTo(Named, given, ({ name, value }) => {
      const answerer = answerers[name] as Answerer<ServerCall>;
      return answerer.work(checked(answerer.shape, value), signalOf(token));
    }),
  );
}
