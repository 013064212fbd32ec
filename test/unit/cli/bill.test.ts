import { describe, expect, it } from "vitest";
import type { Quote } from "../../../protocol/batch.js";
import type { PoolBill } from "../../../server/src/batch/summaries.js";
import { batchBill, billLines } from "../../../server/src/cli/bill.js";
import { Prices } from "../../../server/src/llm/prices/prices.js";

const prices = new Prices([{ provider: "gemini", model: "m", input: 2, cached: 2, output: 10 }]);
const tokens = { prompt: 1000, completion: 200, cached: 0, total: 1200 };
const spent = { model: "m", modelVersion: "m", promptTokens: 500, completionTokens: 100, cachedTokens: 0, usd: 0.002 };

function pool(more: Partial<PoolBill> = {}): PoolBill {
  return {
    batches: { requests: 4, tokens, usd: [0.001, 0.001] },
    ...{ singles: [], overlap: { batches: [], requests: 0, usd: 0 }, cancelled: 0 },
    ...more,
  };
}

describe("the bill of batches", () => {
  it("is what their answers cost", () => {
    expect(batchBill(pool(), prices)).toEqual({
      ...{ requests: 4, tokens, usd: 0.002, least: 0.002, atOnce: null, overlap: null, cancelled: 0 },
    });
  });

  it("holds what was asked for at once, against what it would have cost", () => {
    const bill = batchBill(pool({ singles: [{ requests: 2, provider: "gemini", spent }] }), prices);
    expect(bill).toMatchObject({ requests: 6, tokens: { prompt: 1500, completion: 300, total: 1800 } });
    expect(bill.usd).toBeCloseTo(0.004, 12);
    expect(bill.atOnce).toEqual({ requests: 2, usd: 0.002, inBatch: 0.001 });
    expect(billLines(bill, null)[1]).toBe(
      "of that asked for at once: 2 requests for $0.0020 instead of $0.0010 in a batch, $0.0010 more",
    );
  });

  it("is not known while a batch has not told its costs, and says what is known", () => {
    const bill = batchBill(pool({ batches: { requests: 4, tokens, usd: [0.001, null] } }), prices);
    expect([bill.usd, bill.least]).toEqual([null, 0.001]);
    expect(billLines(bill, null)[0]).toBe("billed: at least $0.0010 for 4 requests, 1000 tokens in and 200 out");
    const nothing = batchBill(pool({ batches: { requests: 4, tokens, usd: [null] } }), prices);
    expect(billLines(nothing, null)[0]).toContain("billed: price unknown");
  });

  it("holds late answers, twins and cancelled work", () => {
    const late = batchBill(pool({ overlap: { batches: [], requests: 1, usd: 0.0005 }, cancelled: 3 }), prices);
    expect(late.usd).toBeCloseTo(0.002, 12);
    expect(billLines(late, null).slice(1)).toEqual([
      "of that billed beside the answers used: 1 requests, $0.0005",
      "3 requests were cancelled; the provider may bill them as well",
    ]);
    const twin = batchBill(pool({ overlap: { batches: ["batches/2"], requests: 4, usd: null } }), prices);
    expect([twin.usd, twin.overlap?.batches]).toEqual([null, ["batches/2"]]);
  });

  it("stands under its quote", () => {
    const quote = { price: 0.003, requests: { expected: 5 }, tokens: { prompt: 900, completion: 800 } } as Quote;
    expect(billLines(batchBill(pool(), prices), quote)).toEqual([
      "quoted: $0.0030 for 5 requests, 900 tokens in and 800 out",
      "billed: $0.0020 for 4 requests, 1000 tokens in and 200 out",
    ]);
  });
});
