import { describe, expect, it } from "vitest";
import type { Storyboard } from "../../../protocol/storyboard.js";
import { readStoryboard, storyboardText } from "../../../server/src/storage/storyboardFile.js";

const scene = (number: number): Storyboard["scenes"][number] => ({
  id: `s${number}`,
  title: "T",
  className: `S${number}`,
  file: `scenes/0${number}_s.py`,
  beats: [{ id: "b", narration: "n", shows: "s" }],
});
const board: Storyboard = { version: 1, topic: "t", title: "T", language: "en", scenes: [scene(1), scene(2)] };
const read = (text: string) => readStoryboard(text, "storyboard.json");

describe("a storyboard that a person may have edited", () => {
  it("reads what it writes", () => {
    expect(read(storyboardText(board))).toEqual({ kind: "storyboard", storyboard: board });
  });

  it("says where the text is not JSON", () => {
    const result = read('{\n  "version": 1,\n  "topic" oops\n}');
    expect(result).toMatchObject({ kind: "problems", problems: [{ code: "storyboard-invalid", line: 3 }] });
  });

  it("points at the value that cannot be used", () => {
    const text = storyboardText(board).replace('"className": "S2"', '"className": "not a class"');
    const line = text.split("\n").findIndex((one) => one.includes("not a class")) + 1;
    expect(read(text)).toMatchObject({ kind: "problems", problems: [{ line, column: 20, endColumn: 33 }] });
  });

  it("points at the scene when a value is missing in it", () => {
    const text = storyboardText(board).replace('      "title": "T",\n', "");
    expect(read(text)).toMatchObject({ kind: "problems", problems: [{ line: 7 }] });
  });

  it.each([
    ["scene id", { ...board, scenes: [scene(1), { ...scene(2), id: "s1" }] }],
    ["scene file", { ...board, scenes: [scene(1), { ...scene(2), file: "scenes/01_s.py" }] }],
    ["scene class", { ...board, scenes: [scene(1), { ...scene(2), className: "S1" }] }],
  ])("refuses the same %s twice", (what, twice) => {
    const result = read(JSON.stringify(twice));
    expect(result.kind === "problems" && result.problems[0]?.message).toContain(what);
  });

  it("refuses a file outside scenes/", () => {
    expect(read(JSON.stringify({ ...board, scenes: [{ ...scene(1), file: "../../x.py" }] })).kind).toBe("problems");
  });

  it.each(["", "null", "[]", "3", '"x"'])("refuses %j", (text) => expect(read(text).kind).toBe("problems"));

  it("reads one that an editor began with a byte order mark, places unchanged", () => {
    expect(read("\uFEFF" + storyboardText(board)).kind).toBe("storyboard");
    expect(read('\uFEFF{ "version": oops }')).toMatchObject({ problems: [{ line: 1, column: 15 }] });
  });

  it("refuses comments where they are: everyone else reads the file as JSON", () => {
    const text = storyboardText(board).replace('  "topic"', '  // mine\n  "topic"');
    expect(read(text)).toMatchObject({ kind: "problems", problems: [{ code: "storyboard-invalid", line: 3 }] });
  });

  it("refuses one that is nested too deeply to be read", () => {
    expect(read('{"a":'.repeat(100_000))).toMatchObject({ problems: [{ code: "storyboard-invalid" }] });
  });
});
