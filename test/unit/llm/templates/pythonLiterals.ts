/** Reads the string literals of Python that the templates write: enough of Python's rules to know what Typst gets. */

const literal =
  /r?"""[\s\S]*?"""|\bf?r?"(?:[^"\\\n]|\\.)*"|\bf?r?'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** All literals of a source, as they are written. Comments are not expected. */
export function stringLiterals(source: string): string[] {
  return source.match(literal) ?? [];
}

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", '"': '"', "'": "'", "\\": "\\" };

/** The text that a literal stands for. Throws for an escape that the templates do not write. */
export function valueOf(written: string): string {
  const isRaw = written.startsWith("r");
  const inner = written.slice(isRaw ? 2 : 1, -1);
  if (isRaw) return inner;
  return inner.replace(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/g,
    (whole, four?: string, two?: string, one?: string) => {
      if (four !== undefined || two !== undefined) return String.fromCharCode(Number.parseInt(four ?? two ?? "", 16));
      const value = escapes[one ?? ""];
      if (value === undefined) throw new Error(`${whole} is no escape that the templates write`);
      return value;
    },
  );
}
