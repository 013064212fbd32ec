/** Python source for texts that may hold anything. */

const longestLine = 108;

/** A Python string literal on one line; raw where that keeps backslashes readable. Unpaired surrogates are replaced. */
export function pythonString(text: string): string {
  const whole = text.toWellFormed();
  const isRaw = whole.includes("\\") && !/["\n\r\t\p{Cc}]/u.test(whole) && !whole.endsWith("\\");
  if (isRaw) return `r"${whole}"`;
  if (whole.includes('"') && !/['\\\p{Cc}]/u.test(whole)) return `'${whole}'`;
  return JSON.stringify(whole).replace(/[\u007f-\u009f]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);
}

/**
 * A string literal that is continued over lines, indented like the first, where it is long. Only inside brackets does
 * Python join such lines.
 */
export function pythonText(text: string, indent: number): string {
  const room = Math.max(40, longestLine - indent);
  if (text.length <= room) return pythonString(text);
  const lines = [];
  let rest = text;
  while (rest.length > room) {
    const space = rest.lastIndexOf(" ", room);
    const end = space > room / 3 ? space + 1 : room;
    lines.push(rest.slice(0, whole(rest, end)));
    rest = rest.slice(whole(rest, end));
  }
  lines.push(rest);
  return lines.map((line) => pythonString(line)).join(`\n${" ".repeat(indent)}`);
}

/** Moves a cut that would fall between the halves of a surrogate pair. */
function whole(text: string, end: number): number {
  return /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end + 1 : end;
}
