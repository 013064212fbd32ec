import type { SecretStorage } from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { isPlausible, KeyStore } from "../../../client/src/secrets.js";
import { editor, EventEmitter } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

/** Secret storage whose values can be lost while their names stay listed, as in a web host. */
function storage(listed: string[] = []) {
  const values = new Map<string, string>();
  const names = new Set(listed);
  const changed = new EventEmitter<{ key: string }>();
  const fake = {
    get: (name: string) => Promise.resolve(values.get(name)),
    keys: () => Promise.resolve([...names]),
    store: (name: string, value: string) => {
      values.set(name, value);
      names.add(name);
      changed.fire({ key: name });
      return Promise.resolve();
    },
    delete: (name: string) => {
      values.delete(name);
      names.delete(name);
      changed.fire({ key: name });
      return Promise.resolve();
    },
    onDidChange: changed.event,
  };
  return fake as unknown as SecretStorage;
}

describe("the key store", () => {
  beforeEach(() => editor.reset());

  it("stores a key without the blanks around it, and tells of it", async () => {
    const keys = new KeyStore(storage());
    const changed = vi.fn();
    keys.onDidChange(changed);
    editor.answers.push(() => "  abc123 \n");
    expect(await keys.ask("gemini")).toBe(true);
    expect(await keys.read("gemini")).toBe("abc123");
    expect(await keys.state("gemini")).toBe("set");
    expect(changed).toHaveBeenCalledOnce();
  });

  it("changes nothing when the user gives none", async () => {
    const keys = new KeyStore(storage());
    editor.answers.push(
      () => undefined,
      () => "   ",
    );
    expect(await keys.ask("gemini")).toBe(false);
    expect(await keys.ask("gemini")).toBe(false);
    expect(await keys.state("gemini")).toBe("unset");
  });

  it("knows a key that is listed but gone, and says so when it asks", async () => {
    const keys = new KeyStore(storage(["manimVideo.gemini"]));
    expect(await keys.state("gemini")).toBe("lost");
    expect(await keys.read("gemini")).toBeNull();
    await keys.ask("gemini");
    expect(editor.shown.at(-1)).toContain("can no longer be read");
  });

  it("never gives the key of one provider for another", async () => {
    const keys = new KeyStore(storage());
    editor.answers.push(() => "gemini-key");
    await keys.ask("gemini");
    expect(await keys.read("openai")).toBeNull();
    expect(await keys.state("openai")).toBe("unset");
    expect(await keys.listed()).toEqual(["gemini"]);
    editor.answers.push(() => "openai-key");
    await keys.ask("openai");
    expect([await keys.read("gemini"), await keys.read("openai")]).toEqual(["gemini-key", "openai-key"]);
    await keys.clear("gemini");
    expect([await keys.read("gemini"), await keys.read("openai")]).toEqual([null, "openai-key"]);
    expect(editor.shown.map((text) => /^Set (\w+) API key/.exec(text)?.[1])).toEqual(["Gemini", "OpenAI"]);
  });

  it("forgets a key", async () => {
    const keys = new KeyStore(storage());
    editor.answers.push(() => "abc");
    await keys.ask("gemini");
    await keys.clear("gemini");
    expect(await keys.state("gemini")).toBe("unset");
  });
});

describe("isPlausible", () => {
  it("takes one word that a header can carry", () => {
    expect(isPlausible(" AIzaSy-x_1 ")).toBe(true);
    for (const text of ["", " ", "two words", "line\nbreak", "schlüssel", "x".repeat(501)])
      expect(isPlausible(text)).toBe(false);
  });
});
