import { describe, expect, it } from "vitest";
import { readApiError } from "../../../../server/src/llm/gemini/apiError.js";

describe("readApiError", () => {
  it("reads message, reason, quota and delay of Google's shape", () => {
    const details = [
      { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID" },
      { "@type": "type.googleapis.com/google.rpc.QuotaFailure", violations: [{ quotaId: "PerDay" }] },
      { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "12.5s" },
    ];
    const body = { error: { code: 429, status: "RESOURCE_EXHAUSTED", message: "Too many\nrequests", details } };
    expect(readApiError(JSON.stringify(body))).toEqual({
      message: "Too many requests",
      status: "RESOURCE_EXHAUSTED",
      reasons: ["API_KEY_INVALID"],
      quotas: ["PerDay"],
      retryDelay: 12_500,
    });
  });

  it.each([
    "",
    "null",
    "[]",
    "{broken",
    '{"error":"text"}',
    '{"error":{"details":"none"}}',
    '{"error":{"details":[1,null]}}',
  ])("survives %j", (text) => expect(readApiError(text)).toMatchObject({ reasons: [], quotas: [] }));

  it("makes one short sentence of a page of HTML", () => {
    const { message } = readApiError(`<html><h1>Bad gateway</h1>${"<p>x</p>".repeat(1000)}`);
    expect(message).toMatch(/^Bad gateway/);
    expect(message.length).toBeLessThanOrEqual(300);
  });
});
