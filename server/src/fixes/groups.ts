/** What a VGroup refuses to hold: pictures and plain groups need a Group, literals are no objects at all. */
import type { Problem } from "../../../protocol/problems.js";
import { tokensOf } from "../rewrites/pythonTokens.js";
import { callsOf, literalOf, type Argument, type Call } from "./calls.js";
import type { Change, Offer } from "./changes.js";

const refused = /^TypeError: Only values of type VMobject can be added as submobjects of VGroup, .* is of type (\w+)\./;

/** For the VGroup that the problem marks: a Group instead, or its literals shown as text, or left out. */
export function groupOffers(code: string, { message, line, endLine = line }: Problem): Offer[] {
  const kind = refused.exec(message)?.[1];
  if (kind === undefined || line === undefined) return [];
  const calls = callsOf(tokensOf(code), new Set(["VGroup"])).filter(
    ({ callee }) => callee.line >= line && callee.line <= (endLine ?? line),
  );
  if (message.includes("into a Group instead"))
    return [
      {
        title: "Change `VGroup` to `Group`",
        changes: calls.map(({ callee: { start, end } }) => ({ start, end, text: "Group" })),
      },
    ];
  const literals = calls.flatMap((call) => call.arguments.filter(isLiteral).map((argument) => ({ call, argument })));
  const texts = literals.filter(({ argument }) => literalOf(argument.tokens) !== null);
  const shown = texts.flatMap(({ argument: { start, end } }) => [
    { start, end: start, text: "Text(" },
    { start: end, end, text: ")" },
  ]);
  return [
    ...(texts.length > 0 && texts.length === literals.length
      ? [{ title: "Show the string as `Text`", changes: shown }]
      : []),
    { title: "Remove what is no object", changes: literals.map(({ call, argument }) => removal(call, argument)) },
  ].filter(({ changes }) => changes.length > 0);
}

function isLiteral({ name, tokens: [first, ...others] }: Argument): boolean {
  if (name !== null || first === undefined) return false;
  return (
    others.length === 0 &&
    (first.kind === "text" || first.kind === "number" || ["None", "True", "False"].includes(first.text))
  );
}

/** With the comma that belongs to it. */
function removal(call: Call, argument: Argument): Change {
  const place = call.arguments.indexOf(argument);
  const [before, after] = [call.arguments[place - 1], call.arguments[place + 1]];
  if (after !== undefined) return { start: argument.start, end: after.whole, text: "" };
  return { start: before?.end ?? argument.start, end: argument.end, text: "" };
}
