import { beforeEach, expect, it, vi } from "vitest";
import { allowImport } from "../../../client/src/allowImport.js";
import { editor } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));
beforeEach(() => editor.reset());

const press =
  (title: string) =>
  ({ items }: { items: readonly unknown[] }) =>
    items.find((item) => item === title);

it("allows a module once the user has said so, beside those that are allowed", async () => {
  editor.configuration["allowedImports"] = ["requests"];
  editor.answers.push(press("Allow"));
  await allowImport(undefined, "os.path");
  expect(editor.shown[0]).toContain("import os.path?");
  expect(editor.configuration["allowedImports"]).toEqual(["requests", "os.path"]);
});

it("allows nothing when the user closes the question", async () => {
  editor.answers.push(() => undefined);
  await allowImport(undefined, "os");
  expect(editor.shown).toHaveLength(1);
  expect(editor.configuration).toEqual({});
});

it("does not ask again for what is allowed", async () => {
  editor.configuration["allowedImports"] = ["os"];
  await allowImport(undefined, "os");
  expect(editor.shown).toEqual([]);
});

it.each([undefined, 7, "", "os; rm", "a..b", "os\n", "x".repeat(201)])("asks nothing about %j", async (given) => {
  await allowImport(undefined, given);
  expect(editor.shown).toEqual([]);
});
