import { beforeEach, expect, it, vi } from "vitest";
import { clearApiKey, setApiKey } from "../../../client/src/keyCommands.js";
import type { KeyName } from "../../../client/src/secrets.js";
import type { Services } from "../../../client/src/services.js";
import { editor } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));
beforeEach(() => editor.reset());

const keys = (listed: KeyName[]) => {
  const ask = vi.fn<(name: KeyName) => Promise<boolean>>(() => Promise.resolve(true));
  const clear = vi.fn<(name: KeyName) => Promise<void>>(() => Promise.resolve());
  const state = (name: KeyName) => Promise.resolve(listed.includes(name) ? "set" : "unset");
  return {
    ...{ ask, clear },
    services: { keys: { ask, clear, state, listed: () => Promise.resolve(listed) } } as unknown as Services,
  };
};
const pick =
  (label: string) =>
  ({ items }: { items: readonly unknown[] }) =>
    (items as { label: string }[]).find((item) => item.label.includes(label));

it("asks whose key is set, and asks for that one", async () => {
  const { services, ask } = keys(["gemini"]);
  editor.answers.push(pick("OpenAI"));
  await setApiKey(services);
  expect(ask.mock.calls).toEqual([["openai"]]);
  expect(editor.shown.at(-1)).toBe("The OpenAI API key is set.");
  await setApiKey(services);
  expect(ask).toHaveBeenCalledOnce();
  await setApiKey(services, "gemini");
  expect(ask).toHaveBeenLastCalledWith("gemini");
});

it("offers to clear only the keys that there are", async () => {
  const { services, clear } = keys(["openai"]);
  editor.answers.push(({ items }) => (expect(items).toHaveLength(1), items[0]));
  await clearApiKey(services);
  expect(clear.mock.calls).toEqual([["openai"]]);
  const none = keys([]);
  await clearApiKey(none.services);
  expect(editor.shown.at(-1)).toBe("No API key is set.");
  expect(none.clear).not.toHaveBeenCalled();
});
