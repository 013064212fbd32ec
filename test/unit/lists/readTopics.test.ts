import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ProblemError } from "../../../protocol/problems.js";
import { loadTopics, readTopics, type TopicList } from "../../../server/src/lists/readTopics.js";

const read = (name: string, text: string | Uint8Array): TopicList => readTopics(`/lists/${name}`, Buffer.from(text));
const topicsOf = (list: TopicList): string[] => list.topics.map(({ topic }) => topic);
const codesOf = (list: TopicList): string[] =>
  list.problems.map(({ code, severity, line }) => `${code} ${severity} ${line ?? "-"}`);

describe("a CSV list", () => {
  it("gives each column of the header, in any order and case", () => {
    const list = read("a.csv", "id,Topic,SCENES,quality,language,style\n1,Pi,4,high,de,calm and short\n2,Euler,,,,\n");
    expect(list.problems).toEqual([]);
    expect(list.topics).toEqual([
      { topic: "Pi", id: "1", scenes: 4, quality: "high", language: "de", style: "calm and short", line: 2 },
      { topic: "Euler", id: "2", line: 3 },
    ]);
  });

  it.each([
    ["a byte order mark and CRLF", "\uFEFFtopic\r\nPi\r\n\r\nEuler\r\n"],
    ["semicolons, as spreadsheets write where the comma is decimal", "topic;scenes\nPi;3\nEuler;4\n"],
    ["tabs", "topic\tscenes\nPi\t3\nEuler\t4\n"],
    ["carriage returns alone", "topic\rPi\rEuler\r"],
    ["no line end at the end, and blank lines before the header", "\n\ntopic\nPi\nEuler"],
  ])("with %s", (_, text) => {
    const list = read("a.csv", text);
    expect(topicsOf(list)).toEqual(["Pi", "Euler"]);
    expect(list.problems).toEqual([]);
  });

  it("in UTF-16, as spreadsheets write Unicode text", () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("topic\tid\nGrößen\t1\n", "utf16le")]);
    expect(read("a.csv", text).topics).toEqual([{ topic: "Größen", id: "1", line: 2 }]);
  });

  it("takes quotes with commas, line ends and quotes inside, and counts lines as the editor does", () => {
    const list = read("a.csv", 'topic,id\n"One, two\nand ""three""",a\nWhat is a "field"?,b\n,c\n');
    expect(list.topics).toEqual([
      { topic: 'One, two\nand "three"', id: "a", line: 2 },
      { topic: 'What is a "field"?', id: "b", line: 4 },
    ]);
    expect(codesOf(list)).toEqual(["list-invalid error 5"]);
  });

  it.each([
    ["no header", "Pi\nEuler\n", 1],
    ["too many values", "topic,id\nPi\nsums, products, limits\n", 3],
    ["a quote that is never closed", 'topic\nPi\n"Euler\nGauss\n', 3],
    ["scenes that are no number", "topic,scenes\nPi,2\nEuler,many\n", 3],
    ["scenes beyond a plan's", "topic,scenes\nPi,2\nEuler,31\n", 3],
    ["an unknown quality", "topic,quality\nPi,low\nEuler,ultra\n", 3],
    ["a topic that no job takes", `topic\nPi\n${"x".repeat(100_000)}\n`, 3],
  ])("says the line of %s", (_, text, line) => {
    const list = read("a.csv", text);
    expect(codesOf(list)).toEqual([`list-invalid error ${line}`]);
    expect(topicsOf(list)).toEqual(line === 1 ? [] : ["Pi"]);
  });

  it("remarks on a column that it does not use", () => {
    const list = read("a.csv", "topic,duration\nPi,3\n");
    expect(codesOf(list)).toEqual(["list-invalid warning 1"]);
    expect(list.problems[0]?.message).toContain('"duration"');
    expect(topicsOf(list)).toEqual(["Pi"]);
  });
});

describe("a JSONL list", () => {
  it("has the same keys", () => {
    const list = read(
      "a.jsonl",
      '{"topic":"Pi","scenes":3,"quality":"LOW"}\r\n\r\n{"topic":"e","scenes":"4","id":7}\r\n',
    );
    expect(list.problems).toEqual([]);
    expect(list.topics).toEqual([
      { topic: "Pi", scenes: 3, quality: "low", line: 1 },
      { topic: "e", scenes: 4, id: "7", line: 3 },
    ]);
  });

  it("says the line that is not a JSON object with a topic", () => {
    const list = read(
      "a.jsonl",
      '{"topic":"Pi"}\n{"topic":\n[1]\n"Euler"\n{"topic":["x"]}\n{"id":"z"}\n{"topic":"e","more":1}\n',
    );
    expect(codesOf(list)).toEqual(
      [2, 3, 4, 5, 6].map((line) => `list-invalid error ${line}`).concat("list-invalid warning 7"),
    );
    expect(topicsOf(list)).toEqual(["Pi", "e"]);
  });
});

describe("a Markdown list", () => {
  it("has a topic in each item, whatever stands around them", () => {
    const text = `# Topics for *May*

Some words that are no topic.

- Why is pi irrational?
* Fourier series,
  with three waves
+ [ ] Eigenvectors
  - of a rotation
1. Bayes
12) Sums & limits

* * *
---
\`\`\`
- not this
\`\`\`
- The last
`;
    const list = read("a.md", text);
    expect(list.problems).toEqual([]);
    expect(topicsOf(list)).toEqual([
      "Why is pi irrational?",
      "Fourier series, with three waves",
      "Eigenvectors",
      "of a rotation",
      "Bayes",
      "Sums & limits",
      "The last",
    ]);
    expect(list.topics.map(({ line }) => line)).toEqual([5, 6, 8, 9, 10, 11, 18]);
  });
});

describe("a plain list", () => {
  it("has a topic in each line that is not blank", () => {
    expect(read("a.TXT", "\uFEFF  Pi \r\n\r\n\t\n- Euler\n").topics).toEqual([
      { topic: "Pi", line: 1 },
      { topic: "- Euler", line: 4 },
    ]);
  });
});

describe("any list", () => {
  it("says ids that stand twice, and keeps the first", () => {
    const list = read("a.csv", "topic,id\nPi,a\nEuler,b\nGauss,a\n");
    expect(codesOf(list)).toEqual(["request-duplicate error 4"]);
    expect(list.problems[0]?.message).toContain("line 2");
    expect(topicsOf(list)).toEqual(["Pi", "Euler"]);
  });

  it("makes the same video once and says so", () => {
    const list = read("a.csv", "topic,quality\nPi,low\nPi,high\nPi,low\n");
    expect(codesOf(list)).toEqual(["request-duplicate warning 4"]);
    expect(list.topics).toHaveLength(2);
  });

  it.each(["a.csv", "a.jsonl", "a.md", "a.txt"])("that is empty is said to be: %s", (name) => {
    expect(codesOf(read(name, name === "a.csv" ? "topic,id\n" : " \n\r\n"))).toEqual(["list-empty error -"]);
    expect(codesOf(read(name, ""))).toEqual(["list-empty error -"]);
  });

  it.each(["a.csv", "a.jsonl", "a.md", "a.txt"])("that is binary rubbish is one problem: %s", (name) => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919 + 13) % 256));
    for (const rubbish of [bytes, Buffer.from("PK\u0003\u0004 topic\n"), Buffer.from([0x66, 0xe9, 0x0a])])
      expect(codesOf(readTopics(name, rubbish))).toEqual(["list-invalid error 1"]);
  });

  it("of another kind is refused", () => {
    expect(codesOf(read("a.xlsx", "topic\nPi"))).toEqual(["list-invalid error 1"]);
  });

  it("says at most a hundred lines, and how many more", () => {
    const list = read("a.jsonl", "{\n".repeat(250));
    expect(list.problems).toHaveLength(101);
    expect(list.problems.at(-1)?.message).toContain("150 more");
  });

  it("is read from disk; a missing one is a problem of its own", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lists-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "a.txt"), "Pi\n");
    expect(topicsOf(await loadTopics(join(folder, "a.txt")))).toEqual(["Pi"]);
    const error: unknown = await loadTopics(join(folder, "b.txt")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problem.code).toBe("file-missing");
  });
});
