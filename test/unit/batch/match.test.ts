import { describe, expect, it } from "vitest";
import { matchAnswers, type Sent } from "../../../server/src/batch/match.js";
import type { BatchAnswer } from "../../../server/src/batch/provider.js";
import type { GenerateOutcome } from "../../../server/src/llm/generate.js";
import { problem } from "../../../protocol/problems.js";

const spent = { model: "m", modelVersion: "m", promptTokens: 1, completionTokens: 1, cachedTokens: 0, usd: 0 };
const sent: Sent[] = ["a", "b", "c"].map((key) => ({ key, label: `scene ${key}`, echo: `echo0${key}` }));
const succeeded = { state: "JOB_STATE_SUCCEEDED", reason: null } as const;

const says = (text: string): GenerateOutcome => ({ kind: "answer", text, spent });
const right = (key: string): GenerateOutcome => says(`# echo0${key}\ncode of ${key}`);
const answers = (...of: [string | null, GenerateOutcome][]): BatchAnswer[] =>
  of.map(([key, outcome], index) => ({ key, index, outcome, raw: null }));

/** Kind and words of each request's end. */
function ends(list: BatchAnswer[], requests = sent): string[] {
  return matchAnswers(requests, list, succeeded).endings.map(({ kind, outcome }) =>
    kind === "answer" && outcome?.kind === "answer" ? (outcome.text.split("code of ")[1] ?? outcome.text) : kind,
  );
}

describe("matching answers", () => {
  it("goes by key, in whatever order they come", () => {
    expect(ends(answers(["c", right("c")], ["a", right("a")], ["b", right("b")]))).toEqual(["a", "b", "c"]);
  });

  it("goes by place and echo where no key came back", () => {
    expect(ends(answers([null, right("a")], [null, right("b")], [null, right("c")]))).toEqual(["a", "b", "c"]);
  });

  it("uses none of the answers without keys that stand in another's place", () => {
    const list = answers([null, right("b")], [null, right("a")], [null, right("c")]);
    expect(ends(list)).toEqual(["mismatched", "mismatched", "c"]);
  });

  it("does not trust a place without an echo", () => {
    const list = answers([null, says("code")], [null, right("b")], [null, right("c")]);
    expect(ends(list)).toEqual(["mismatched", "b", "c"]);
  });

  it("trusts places of a list that is not whole only where the echo agrees", () => {
    expect(ends(answers([null, right("b")], [null, right("c")]))).toEqual(["missing", "missing", "missing"]);
    expect(ends(answers([null, right("a")], [null, right("c")]))).toEqual(["a", "missing", "missing"]);
  });

  it("refuses crossed keys for both", () => {
    expect(ends(answers(["a", right("b")], ["b", right("a")], ["c", right("c")]))).toEqual([
      "mismatched",
      "mismatched",
      "c",
    ]);
  });

  it("keeps an answer that says whose it is when another request was given a copy of it", () => {
    expect(ends(answers(["a", right("b")], ["b", right("b")], ["c", right("c")]))).toEqual(["mismatched", "b", "c"]);
  });

  it("believes a key without an echo, but not once any two were crossed", () => {
    expect(ends(answers(["a", says("code of a")], ["b", right("b")], ["c", right("c")]))).toEqual(["a", "b", "c"]);
    expect(ends(answers(["a", says("code of a")], ["b", right("c")], ["c", right("b")]))).toEqual([
      "mismatched",
      "mismatched",
      "mismatched",
    ]);
  });

  it("takes one of several answers with one key only when they agree or one has the echo", () => {
    expect(ends(answers(["a", right("a")], ["a", right("a")], ["b", right("b")]))).toEqual(["a", "b", "missing"]);
    expect(ends(answers(["a", right("a")], ["a", says("other")], ["b", right("b")]))).toEqual(["a", "b", "missing"]);
    expect(ends(answers(["a", says("one")], ["a", says("other")]))).toEqual(["mismatched", "missing", "missing"]);
  });

  it("counts answers to requests that are not its own, and uses none", () => {
    const match = matchAnswers(sent, answers(["x", right("a")], ["b", right("b")]), succeeded);
    expect(match.unknown).toBe(1);
    expect(match.endings.map(({ kind }) => kind)).toEqual(["missing", "answer", "missing"]);
  });

  it("tells refused, truncated, empty and failed apart, each with its problem", () => {
    const four = [...sent, { key: "d", label: "scene d", echo: null }];
    const { endings } = matchAnswers(
      four,
      answers(
        ["a", { kind: "refused", reason: "Blocked.", spent }],
        ["b", { kind: "truncated", text: "# echo0b\nco", spent }],
        ["c", { kind: "empty", reason: "Nothing.", spent }],
        ["d", { kind: "failed", problem: problem("provider-refused", "500"), retryable: true }],
      ),
      succeeded,
    );
    expect(endings.map((ending) => [ending.kind, ending.problem?.code])).toEqual([
      ["refused", "answer-refused"],
      ["truncated", "answer-truncated"],
      ["empty", "answer-empty"],
      ["failed", "provider-refused"],
    ]);
  });

  it.each([
    ["JOB_STATE_EXPIRED", "expired", "batch-expired"],
    ["JOB_STATE_FAILED", "failed", "batch-failed"],
    ["JOB_STATE_CANCELLED", "failed", "batch-failed"],
    ["JOB_STATE_PARTIALLY_SUCCEEDED", "missing", "answer-missing"],
  ] as const)("uses what a batch has that ended as %s, and says of the rest that it is %s", (state, kind, code) => {
    const { endings } = matchAnswers(sent, answers(["b", right("b")]), { state, reason: "why it ended" });
    expect(endings.map((ending) => ending.kind)).toEqual([kind, "answer", kind]);
    expect(endings[0]?.problem?.code).toBe(code);
    if (state !== "JOB_STATE_PARTIALLY_SUCCEEDED") expect(endings[0]?.problem?.message).toContain("why it ended");
  });

  it("goes by place alone only where nothing was asked to be repeated and the list is whole", () => {
    const plain = sent.map((request) => ({ ...request, echo: null }));
    expect(
      ends(answers([null, says("code of 1")], [null, says("code of 2")], [null, says("code of 3")]), plain),
    ).toEqual(["1", "2", "3"]);
    expect(ends(answers([null, says("code of 1")], [null, says("code of 2")]), plain)).toEqual([
      "missing",
      "missing",
      "missing",
    ]);
  });
});
