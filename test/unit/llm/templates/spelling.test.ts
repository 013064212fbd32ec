import { describe, expect, it } from "vitest";
import { meantWord } from "../../../../server/src/llm/templates/spelling.js";

const known = new Set([
  "binary",
  "search",
  "linear",
  "bubble",
  "circle",
  "derivative",
  "derive",
  "eratosthenes",
  "sum",
]);

describe("meantWord", () => {
  it.each([
    ["serach", "search", "a swap"],
    ["buble", "bubble", "a letter that is doubled"],
    ["derrivative", "derivative", "a letter that is not doubled"],
    ["cirle", "circle", "a letter left out"],
    ["derivitive", "derivative", "a wrong letter in a long word"],
    ["erastothenes", "eratosthenes", "two in a very long word"],
  ])("%s is %s: %s", (typed, meant) => expect(meantWord(typed, known)).toBe(meant));

  it.each([
    ["drive", "another word that differs by a letter left out near its beginning"],
    ["liner", "another word that differs by a letter left out near its end"],
    ["starch", "another first syllable"],
    ["rubble", "another first letter"],
    ["derivation", "two letters off in a word of ten"],
    ["some", "a short word"],
    ["smu", "a short word with a swap"],
    ["sum", "a known word"],
    ["", "no word"],
  ])("%j stays as it is: %s", (typed) => expect(meantWord(typed, known)).toBe(typed));

  it("takes the closest of several known words", () => {
    const similar = new Set(["neighbourhoods", "neighbourhood"]);
    expect(meantWord("neighborhood", similar)).toBe("neighbourhood");
    expect(meantWord("neighborhoods", similar)).toBe("neighbourhoods");
  });
});
