/** What a wrong name is a slip of, among the names that the installed Manim has. */
import type { Problem } from "../../../protocol/problems.js";
import { ownerOf } from "../llm/retrieval/apiEntry.js";
import { calleeOf, tokensOf } from "../rewrites/pythonTokens.js";
import { offsetOf, type Offer } from "./changes.js";
import type { FixContext } from "./context.js";

const most = 3;

/** For the name, attribute or argument that the problem marks, the nearest first. */
export function nearNameOffers({ code, index }: FixContext, problem: Problem): Offer[] {
  const { line, column, endLine, endColumn } = problem;
  if (index === null || line === undefined || column === undefined || endLine === undefined || endColumn === undefined)
    return [];
  const start = offsetOf(code, line, column);
  const name = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(code.slice(start, offsetOf(code, endLine, endColumn)))?.[0];
  if (name === undefined) return [];
  return namesFor(problem.code, name).map((to) => ({
    title: `Change to \`${to}\``,
    changes: [{ start, end: start + name.length, text: to }],
  }));

  function namesFor(kind: Problem["code"], wrong: string): string[] {
    if (index === null) return [];
    if (kind === "undefined-name") {
      const standing = index.near(wrong).filter((entry) => ownerOf(entry) === null && !entry.name.includes("."));
      return standing.map((entry) => entry.name).slice(0, most);
    }
    if (kind === "unknown-attribute") {
      const owner = /'(\w+)' object has no/.exec(problem.message)?.[1];
      const owners = owner === undefined ? [] : index.lineage(owner).map((entry) => entry.name);
      const near = owners.length === 0 ? [] : index.near(wrong, new Set(owners));
      return [...new Set(near.map((entry) => entry.name.slice(entry.name.lastIndexOf(".") + 1)))].slice(0, most);
    }
    return kind === "unknown-argument" ? argumentsNear(wrong) : [];
  }

  function argumentsNear(wrong: string): string[] {
    const tokens = tokensOf(code);
    const place = tokens.findIndex((token) => token.start === start);
    const callee = place < 0 ? null : calleeOf(tokens, place);
    const entry = callee === null ? undefined : (index?.get(callee) ?? index?.membersNamed(callee)[0]);
    if (entry === undefined) return [];
    const taken = [...entry.also, ...[...entry.signature.matchAll(/(\w+)(?=[:=,)])/g)].map(([word]) => word)];
    return [...new Set(taken)].filter((each) => areNear(wrong, each)).slice(0, most);
  }
}

/** One letter changed, swapped with its neighbour, left out or too many. */
function areNear(one: string, other: string): boolean {
  if (one === other) return false;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const [rest, otherRest] = [one.slice(same), other.slice(same)];
  const swapped = `${rest[1] ?? ""}${rest[0] ?? ""}${rest.slice(2)}`;
  return (
    [rest.slice(1), swapped].includes(otherRest) || rest === otherRest.slice(1) || rest.slice(1) === otherRest.slice(1)
  );
}
