import { describe, expect, it } from "vitest";
import { geminiBaseUrl } from "../../../../server/src/llm/gemini/baseUrl.js";

describe("geminiBaseUrl", () => {
  it.each([
    ["", "https://generativelanguage.googleapis.com"],
    ["https://proxy.example.org/gemini/", "https://proxy.example.org/gemini"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://localhost:8080/", "http://localhost:8080"],
    ["http://[::1]:8080", "http://[::1]:8080"],
  ])("%j becomes %s", (setting, url) => expect(geminiBaseUrl(setting)).toBe(url));

  it.each([
    "http://example.org",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "http://192.168.1.5",
    "file:///etc/passwd",
    "https://a:b@example.org",
    "https://example.org/?key=1",
    "not an address",
  ])("refuses %s", (setting) => expect(() => geminiBaseUrl(setting)).toThrow(/The Gemini base URL/));

  it("does not repeat a password in its message", () => {
    expect(() => geminiBaseUrl("https://me:hunter2@example.org")).not.toThrow(/hunter2/);
  });
});
