import { describe, expect, it } from "vitest";
import {
  expiryWords,
  isCacheName,
  lifetimeWords,
  priceWords,
  sizeWords,
  userWords,
} from "../../../../webview/src/caches/cacheWords.js";

const now = Date.parse("2026-11-21T10:00:00Z");

describe("a context cache in words", () => {
  it.each([
    ["2026-11-21T10:00:59Z", "Expires in 59 s"],
    ["2026-11-21T10:12:05Z", "Expires in 12 min 5 s"],
    ["2026-11-21T15:00:00Z", "Expires in 5 h 0 min"],
    ["2026-11-24T15:00:00Z", "Expires in 3 d 5 h"],
    ["2026-11-21T09:59:59Z", "Expired"],
    ["", "Expired"],
  ])("expires at %s: %s", (expiresAt, words) => {
    expect(expiryWords({ expiresAt }, now)).toBe(words);
  });

  it("has a size, a price and users, or says that they are not known", () => {
    expect(sizeWords({ tokens: 12_345 })).toBe("12,345 tokens");
    expect(sizeWords({ tokens: null })).toBe("Size not known");
    expect(priceWords({ usdPerHour: 0.004 })).toBe("$0.0040 an hour");
    expect(priceWords({ usdPerHour: null })).toBe("Price not known");
    expect(userWords({ kind: "job", id: "j", label: "Sea", requests: 1 })).toBe("Sea (1 request)");
    expect(lifetimeWords(3600)).toBe("1 hour");
    expect(lifetimeWords(7 * 86_400)).toBe("7 days");
  });

  it("has a name that prompts can use", () => {
    expect(isCacheName("style-guide_2.1")).toBe(true);
    for (const name of ["", "two words", "ü", "x".repeat(121)]) expect(isCacheName(name)).toBe(false);
  });
});
