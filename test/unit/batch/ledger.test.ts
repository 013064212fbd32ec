import { describe, expect, it } from "vitest";
import { requestKey } from "../../../server/src/batch/requestKey.js";
import { LeaseLost } from "../../../server/src/batch/leaseLost.js";
import type { Ledger } from "../../../server/src/batch/ledger.js";
import { problem } from "../../../protocol/problems.js";
import { LaneRig } from "../../fixtures/batch/laneRig.js";
import { requestFor } from "../../fixtures/batch/requests.js";

/** A reserved batch of these, and a second process. */
function reserved(names = ["a", "b"]) {
  const rig = new LaneRig();
  const { ledger, entries } = rig.lane;
  const common = { pool: "p", provider: "fake", model: "fake-1" };
  for (const name of names) {
    const request = { kind: "generate", request: requestFor(name) } as const;
    entries.ask({ ...common, key: name, label: name, request });
  }
  const reserve = (of: Ledger) =>
    of.reserve({ ...common, form: "inline", deadline: null, failOver: true, keys: names });
  return { rig, ledger, entries, reserve, other: rig.another().ledger };
}

describe("the ledger", () => {
  it("lets one of two processes reserve a request", () => {
    const { ledger, other, reserve } = reserved();
    expect([reserve(ledger)?.requests, reserve(other)]).toEqual([2, null]);
  });

  it("lets only the process that holds a batch send it, and only once", () => {
    const { ledger, other, reserve } = reserved();
    const { id } = reserve(ledger)!;
    expect(() => other.sending(id)).toThrow(LeaseLost);
    ledger.sending(id);
    expect(() => ledger.sending(id)).toThrow(LeaseLost);
    expect(ledger.batch(id)).toMatchObject({ phase: "sending", creates: 1 });
    expect(ledger.entriesOf(id).map(({ state }) => state)).toEqual(["sent", "sent"]);
  });

  it("gives a batch to another process only when its own is gone, which then cannot send any more", () => {
    const { ledger, other, reserve } = reserved();
    const { id } = reserve(ledger)!;
    expect(other.claim(id)).toBe(false);
    ledger.database.prepare("update batches set owner_pid = ? where id = ?").run(2 ** 22 + 7, id);
    expect(other.claim(id)).toBe(true);
    expect(() => ledger.sending(id)).toThrow(LeaseLost);
    other.sending(id);
  });

  it("allows a third create of one reservation to nobody", () => {
    const { ledger, reserve } = reserved();
    const { id } = reserve(ledger)!;
    ledger.sending(id);
    expect(ledger.resend(id)).toBe(true);
    ledger.sending(id);
    expect(ledger.resend(id)).toBe(false);
    expect(ledger.batch(id)).toMatchObject({ phase: "sending", creates: 2 });
  });

  it("does not count a create that never went out", () => {
    const { ledger, reserve } = reserved();
    const { id } = reserve(ledger)!;
    for (let tries = 0; tries < 5; tries += 1) {
      ledger.sending(id);
      ledger.unsent(id, problem("rate-limited", "429"));
    }
    expect(ledger.batch(id)).toMatchObject({ phase: "reserved", creates: 0 });
  });

  it("writes all of a split or nothing of it", () => {
    const { ledger, reserve } = reserved();
    const { id } = reserve(ledger)!;
    const broken = { pool: "p", provider: "fake", model: "m", form: "inline", deadline: NaN, failOver: true } as const;
    const parts = [{ ...broken, keys: ["a"], provider: null as unknown as string }];
    expect(() => ledger.split(id, problem("request-too-large", "too large"), parts)).toThrow();
    expect(ledger.batch(id)?.phase).toBe("reserved");
    expect(ledger.entriesOf(id)).toHaveLength(2);
  });

  it("knows a request again by what the model is told", () => {
    const request = requestFor("a");
    const key = (salt: string, changes: object) => requestKey(salt, "fake", "m", { ...request, ...changes });
    const same = [{}, { label: "other" }, { cache: "caches/1" }, { report: () => undefined }].map((it) => key("s", it));
    expect(new Set(same).size).toBe(1);
    const others = [{ prompt: "x" }, { system: "x" }, { temperature: 1 }, { schema: { type: "object" } }];
    expect(new Set([...others.map((it) => key("s", it)), key("t", {}), key("s", {})]).size).toBe(6);
    expect(key("s", { schema: { a: 1, b: 2 } })).toBe(key("s", { schema: { b: 2, a: 1 } }));
  });
});
