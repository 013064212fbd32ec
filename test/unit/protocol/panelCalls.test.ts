import { describe, expect, it } from "vitest";
import { guardedCalls, isServerCall } from "../../../protocol/calls/panelCalls.js";

describe("what the extension asks after the user has agreed", () => {
  it.each(guardedCalls)("%s is never passed on for the webview", (name) => {
    expect(isServerCall(name)).toBe(false);
  });

  it("has every deletion", () => {
    expect(guardedCalls).toEqual(
      expect.arrayContaining(["guarded.deleteJob", "guarded.deleteBatch", "guarded.deleteCache"]),
    );
    for (const name of ["history.delete", "batches.delete", "caches.delete"])
      expect(isServerCall(name), name).toBe(false);
  });
});
