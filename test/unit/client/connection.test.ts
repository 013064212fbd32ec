import { expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import type { BackendListener } from "../../../client/src/backend.js";
import { connectionTo } from "../../../client/src/connection.js";

const handlers = vi.hoisted(() => new Map<string, (...given: unknown[]) => unknown>());

vi.mock("vscode", () => import("./fakeVscode.js"));
vi.mock("vscode-languageclient/node", () => ({
  State: { Starting: 3, Running: 2, Stopped: 1, StartFailed: 4 },
  TransportKind: { ipc: 1 },
  RevealOutputChannelOn: { Never: 4 },
  LanguageClient: class {
    onDidChangeState = () => undefined;
    onNotification = () => undefined;
    onRequest = (method: string, handler: (...given: unknown[]) => unknown) => void handlers.set(method, handler);
  },
}));

const keys: Record<string, string> = { gemini: "gemini-key" };
const listener: BackendListener = {
  stateChanged: () => undefined,
  jobChanged: () => undefined,
  batchChanged: () => undefined,
  renderProgress: () => undefined,
  secret: (name) => Promise.resolve(keys[name] ?? null),
  editorModel: ({ model }, token) =>
    Promise.resolve({ ok: true, value: { text: String(token.isCancellationRequested), calls: [], model } }),
  start: () => {
    throw new Error("nothing is started here");
  },
};
connectionTo("server.mjs", listener, {} as vscode.LogOutputChannel);
const ask = (method: string, ...given: unknown[]) => handlers.get(method)?.(...given);

it("gives the backend the key that it names, and no key for any other name", async () => {
  expect(await ask("manimVideo/secret", { name: "gemini" })).toBe("gemini-key");
  for (const name of ["openai", "", undefined, "toString", "manimVideo.gemini"])
    expect(await ask("manimVideo/secret", { name }), String(name)).toBeNull();
});

it("hands questions for the editor's models on with the token that cancels them", async () => {
  const answer = await ask("manimVideo/editorModel", { model: "x/y" }, { isCancellationRequested: true });
  expect(answer).toMatchObject({ value: { model: "x/y", text: "true" } });
});
