/** Answers the questions of the job panel that the client passes on. */
import type { Connection } from "vscode-languageserver/node";
import { z } from "zod";
import { guardedCalls, serverCalls, type AnsweredCall } from "../../../protocol/calls/panelCalls.js";
import { PanelCallRequest } from "../../../protocol/server.js";
import type { Engine } from "../engine.js";
import { answerTo, checked } from "./answer.js";
import type { Answerer, Answerers } from "./calls/answerers.js";
import { cacheCalls, guardedCaches } from "./calls/cacheCalls.js";
import { guardedHistory, historyCalls } from "./calls/historyCalls.js";
import { machineCalls } from "./calls/machineCalls.js";
import { newJobCalls } from "./calls/newJobCalls.js";
import { guardedResults, resultCalls } from "./calls/resultCalls.js";
import { totalsCalls } from "./calls/totalsCalls.js";
import { signalOf } from "./cancellation.js";

const Named = z.object({ name: z.enum([...serverCalls, ...guardedCalls]), value: z.unknown() });

export function answerPanelCalls(connection: Connection, engine: Engine): void {
  const answerers: Answerers<AnsweredCall> = {
    ...newJobCalls(engine),
    ...historyCalls(engine),
    ...guardedHistory(engine),
    ...resultCalls(engine),
    ...guardedResults(engine),
    ...cacheCalls(engine),
    ...guardedCaches(engine),
    ...totalsCalls(engine),
    ...machineCalls(engine),
  };
  connection.onRequest(PanelCallRequest, (given, token) =>
    answerTo(Named, given, ({ name, value }) => {
      const answerer = answerers[name] as Answerer<AnsweredCall>;
      return answerer.work(checked(answerer.shape, value), signalOf(token));
    }),
  );
}
