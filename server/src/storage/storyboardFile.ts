/** Reads a storyboard.json that a person may have edited; what is wrong is said with its place in the text. */
import { parseTree, findNodeAtLocation, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import { problem, type Problem, type Span } from "../../../protocol/problems.js";
import { Storyboard } from "../../../protocol/storyboard.js";

export type StoryboardRead = { kind: "storyboard"; storyboard: Storyboard } | { kind: "problems"; problems: Problem[] };

/** Parses and validates a storyboard's text; `file` is named in the problems. */
export function readStoryboard(written: string, file: string): StoryboardRead {
  // Some editors begin a file with a mark that is no JSON; a space keeps every place where it is.
  const text = written.replace(/^\uFEFF/, " ");
  const errors: ParseError[] = [];
  const tree = parse(text, errors);
  if (tree === "too-deep") return invalid("It is nested too deeply.", spanOf(text, 0, 1), file);
  const first = errors[0];
  if (first !== undefined || tree === undefined) {
    const offset = first?.offset ?? 0;
    const what = first === undefined ? "the file is empty" : printParseErrorCode(first.error);
    return invalid(`It is not JSON: ${what}.`, spanOf(text, offset, first?.length ?? 1), file);
  }
  const parsed = Storyboard.safeParse(JSON.parse(text));
  if (parsed.success) return { kind: "storyboard", storyboard: parsed.data };
  const problems = parsed.error.issues.slice(0, 20).map((issue) => {
    const node = nodeAt(tree, issue.path as (string | number)[]);
    const where = issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
    return problem("storyboard-invalid", `${where}${issue.message}`, {
      file,
      ...spanOf(text, node.offset, node.length),
    });
  });
  return { kind: "problems", problems };
}

/** Strict JSON, comments refused: what is read here is read as JSON by everyone. */
function parse(text: string, errors: ParseError[]): Node | "too-deep" | undefined {
  try {
    return parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    if (error instanceof RangeError) return "too-deep";
    throw error;
  }
}

/** The text of a storyboard as this product writes it. */
export function storyboardText(storyboard: Storyboard): string {
  return JSON.stringify(storyboard, null, 2) + "\n";
}

function invalid(message: string, span: Span, file: string): StoryboardRead {
  return { kind: "problems", problems: [problem("storyboard-invalid", message, { file, ...span })] };
}

/** The node at a path, or the nearest one above it that exists. */
function nodeAt(tree: Node, path: (string | number)[]): Node {
  return findNodeAtLocation(tree, path) ?? (path.length === 0 ? tree : nodeAt(tree, path.slice(0, -1)));
}

function spanOf(text: string, offset: number, length: number): Span {
  const place = (at: number): [number, number] => {
    const before = text.slice(0, at);
    return [before.split("\n").length, at - (before.lastIndexOf("\n") + 1) + 1];
  };
  const firstLine = text.slice(offset, offset + Math.max(1, length)).split("\n")[0] ?? "";
  const [line, column] = place(offset);
  return { line, column, endLine: line, endColumn: column + Math.max(1, firstLine.length) };
}
