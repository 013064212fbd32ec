/** What a fix is found from. */
import type { ApiIndex } from "../llm/retrieval/apiIndex.js";

export interface FixContext {
  code: string;
  /** The installed Manim's names; null where it could not be described, and then nothing is compared with them. */
  index: ApiIndex | null;
  latex: boolean;
  typst: boolean;
}

/** Whether an old name is to be changed to this one: not where Manim still has the old, or has not got the new. */
export function isRenamed({ index }: Pick<FixContext, "index">, from: string, to: string): boolean {
  return index === null || (index.get(from) === undefined && (to.includes(".") || index.get(to) !== undefined));
}
