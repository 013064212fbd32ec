/** Writes a function of x as Python and as Typst mathematics. */
import { evaluate, type Expression } from "./expression.js";

/** How tightly a form holds together: 1 sum, 2 product, 3 sign, 4 power, 5 atom. */
function tightness(tree: Expression): number {
  if (tree.kind === "negative") return 3;
  if (tree.kind !== "operation") return 5;
  return tree.sign === "^" ? 4 : tree.sign === "*" || tree.sign === "/" ? 2 : 1;
}

/** Python for an array `x`; only arithmetic and numpy's functions. */
export function toPython(tree: Expression): string {
  const inside = (part: Expression, least: number): string =>
    tightness(part) < least ? `(${toPython(part)})` : toPython(part);
  if (tree.kind === "operation" && (tree.sign === "^" || tree.sign === "/") && isConstant(tree))
    return constantToPython(tree);
  switch (tree.kind) {
    case "number":
      return String(tree.value);
    case "variable":
      return "x";
    case "constant":
      return `np.${tree.name}`;
    case "negative":
      return `-${inside(tree.of, 4)}`;
    case "call":
      return `np.${tree.name}(${toPython(tree.of)})`;
    case "operation":
      if (tree.sign === "^") return `${inside(tree.left, 5)}**${inside(tree.right, 3)}`;
      if (tree.sign === "*" || tree.sign === "/")
        return `${inside(tree.left, 2)} ${tree.sign} ${inside(tree.right, 3)}`;
      return `${inside(tree.left, 1)} ${tree.sign} ${inside(tree.right, 2)}`;
  }
}

/** Python's own numbers raise for 1 / 0 and take for ever for 9**9**9, so these are worked out here where they are extreme. */
function constantToPython(tree: Expression & { kind: "operation" }): string {
  const value = evaluate(tree, 0);
  if (!Number.isFinite(value)) return "np.nan";
  if (tree.sign === "^") return String(value);
  const side = (part: Expression): string => (tightness(part) < 3 ? `(${toPython(part)})` : toPython(part));
  return `${side(tree.left)} / ${side(tree.right)}`;
}

function isConstant(tree: Expression): boolean {
  if (tree.kind === "variable") return false;
  if (tree.kind === "operation") return isConstant(tree.left) && isConstant(tree.right);
  return "of" in tree ? isConstant(tree.of) : true;
}

/** Mathematics as it is printed: fractions with a bar, products without a sign where that is usual, log as ln. */
export function toTypst(tree: Expression): string {
  const inside = (part: Expression, least: number): string =>
    tightness(part) < least ? `(${toTypst(part)})` : toTypst(part);
  switch (tree.kind) {
    case "number":
      return String(tree.value);
    case "variable":
      return "x";
    case "constant":
      return tree.name;
    case "negative":
      return `-${inside(tree.of, 2)}`;
    case "call":
      return callToTypst(tree.name, tree.of);
    case "operation":
      if (tree.sign === "^") return powerToTypst(tree.left, tree.right);
      if (tree.sign === "/") return `frac(${toTypst(tree.left)}, ${toTypst(tree.right)})`;
      if (tree.sign === "*") {
        const dot = startsWithDigit(tree.right) ? " dot " : " ";
        return `${inside(tree.left, 2)}${dot}${inside(tree.right, 3)}`;
      }
      return `${inside(tree.left, 1)} ${tree.sign} ${inside(tree.right, 2)}`;
  }
}

function callToTypst(name: string, of: Expression): string {
  if (name === "exp") return `e^(${toTypst(of)})`;
  if (name === "sqrt" || name === "abs") return `${name}(${toTypst(of)})`;
  return `${name === "log" ? "ln" : name}(${toTypst(of)})`;
}

function powerToTypst(base: Expression, exponent: Expression): string {
  const plainCall = base.kind === "call" && !["exp", "sqrt", "abs"].includes(base.name);
  if (plainCall) return `${base.name === "log" ? "ln" : base.name}^(${toTypst(exponent)})(${toTypst(base.of)})`;
  const simple = base.kind === "number" || base.kind === "variable" || base.kind === "constant";
  return `${simple ? toTypst(base) : `(${toTypst(base)})`}^(${toTypst(exponent)})`;
}

function startsWithDigit(tree: Expression): boolean {
  return /^[\d.]/.test(toTypst(tree));
}
