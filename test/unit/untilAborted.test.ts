import { expect, it } from "vitest";
import { untilAborted } from "../../server/src/untilAborted.js";

const never = new Promise<never>(() => undefined);

it("is the work's outcome while the signal stands", async () => {
  const { signal } = new AbortController();
  expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
  await expect(untilAborted(Promise.reject(new Error("its own")), signal)).rejects.toThrow("its own");
});

it("ends with the signal, also with one that was aborted before", async () => {
  const later = new AbortController();
  const waiting = untilAborted(never, later.signal, () => new Error("the reason"));
  later.abort();
  await expect(waiting).rejects.toThrow("the reason");
  await expect(untilAborted(never, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
});
