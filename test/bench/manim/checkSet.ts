/** Twelve real scenes of 100 to 500 lines with formulas, and where a fault can be put into them. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { testPython } from "../../server/python.js";

const corpus = (name: string): string => join("test", "corpus", "layout", "scenes", `${name}.py`);
const template = (name: string, scene: string): string => join("media", "templates", name, "scenes", `${scene}.py`);

const files = [
  corpus("slides_convert_example"),
  corpus("stats_clt_act0_title"),
  corpus("stats_clt_act1_population_zoo"),
  corpus("stats_clt_act5_n_effect"),
  corpus("stats_hypothesis_act0_courtroom"),
  template("binary-search", "02_halve_what_is_left"),
  template("derivative-of-sine", "02_small_turn"),
  template("eigenvectors", "02_eigenvalues"),
  template("law-of-large-numbers", "04_what_it_does_not_say"),
  template("linear-maps", "04_determinant"),
  template("pythagoras", "02_rearrangement"),
  template("unit-circle", "02_wave"),
];

export interface BenchScene {
  file: string;
  /** Of the scene's class. */
  name: string;
  lines: string[];
  /** Lines (from 1) at which statements of `construct` begin, and the columns (from 0) they begin at. */
  statements: { line: number; column: number }[];
}

const findStatements = `import ast, json, sys
tree = ast.parse(open(sys.argv[1]).read())
scene = next(node for node in tree.body if isinstance(node, ast.ClassDef)
             and any(isinstance(part, ast.FunctionDef) and part.name == "construct" for part in node.body))
construct = next(part for part in scene.body if isinstance(part, ast.FunctionDef) and part.name == "construct")
print(json.dumps({"name": scene.name, "statements": [{"line": s.lineno, "column": s.col_offset} for s in construct.body]}))`;

export function benchScenes(): BenchScene[] {
  return files.map((file) => {
    const found = execFileSync(testPython(), ["-I", "-c", findStatements, file], { encoding: "utf8" });
    const { name, statements } = JSON.parse(found) as Pick<BenchScene, "name" | "statements">;
    return { file, name, statements, lines: readFileSync(file, "utf8").split("\n") };
  });
}

export interface Faulty {
  /** Line of the fault. */
  line: number;
  text: string;
  /** What the problem's message names; new each time, so that nobody can have seen the text before. */
  mark: string;
}

/** One line each that stops a scene; `#` stands for the mark. */
const faults = [
  "self.#()",
  "#",
  "Circle(#=1)",
  'raise ValueError("#")',
  'raise TypeError("#")',
  '{}["#"]',
  "RIGHT.#",
  'assert 1 + 1 == 3, "#"',
  'int("#")',
];

/** The scene with the fault of this number at a part of its construct, 0 to 1. */
export function withFault({ lines, statements }: BenchScene, part: number, number: number): Faulty {
  const mark = `mark_${process.pid}_${number}`;
  const code = (faults[number % faults.length] ?? "#").replace("#", mark);
  return { ...withLine(lines, statements, part, code), mark };
}

/** The scene with one harmless line more. */
export function withEdit({ lines, statements }: BenchScene, part: number, number: number): Omit<Faulty, "mark"> {
  return withLine(lines, statements, part, `edited_${process.pid}_${number} = ${number}`);
}

function withLine(lines: string[], statements: BenchScene["statements"], part: number, code: string) {
  const place = statements[Math.min(statements.length - 1, Math.floor(part * statements.length))];
  if (place === undefined) throw new Error("construct is empty");
  const text = [...lines.slice(0, place.line - 1), " ".repeat(place.column) + code, ...lines.slice(place.line - 1)];
  return { line: place.line, text: text.join("\n") };
}
