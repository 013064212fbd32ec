/** Ranges and conditions of a request for a file (RFC 9110, sections 13 and 14). */
import type { ByteRange, ObjectInfo } from "../../storage/objects/objectStorage.js";

type Header = string | undefined;

/** Null for the whole file: no range, several, one in another unit, or one that is not understood. */
export function rangeOf(header: Header, size: number): ByteRange | "unsatisfiable" | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return null;
  if (from === "") {
    const length = Number(to);
    return length === 0 || size === 0 ? "unsatisfiable" : { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(from);
  if (to !== "" && Number(to) < start) return null;
  if (start >= size) return "unsatisfiable";
  return { start, end: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}

/** What the conditions leave to do with a file. */
export function conditionOf(headers: Record<string, Header>, info: ObjectInfo): "go on" | "unchanged" | "failed" {
  const match = headers["if-match"];
  if (match !== undefined && !tagsIn(match).some((tag) => tag === "*" || tag === quoted(info))) return "failed";
  const since = headers["if-unmodified-since"];
  if (match === undefined && since !== undefined && seconds(info) > dateOf(since)) return "failed";
  const none = headers["if-none-match"];
  if (none !== undefined)
    // Compared weakly.
    return tagsIn(none).some((tag) => tag === "*" || tag.replace(/^W\//, "") === quoted(info)) ? "unchanged" : "go on";
  const modified = headers["if-modified-since"];
  return modified !== undefined && seconds(info) <= dateOf(modified) ? "unchanged" : "go on";
}

/** Whether a range may be sent: with If-Range only of the very file that the sender has a part of. */
export function rangeStands(ifRange: Header, info: ObjectInfo): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.includes('"')) return ifRange.trim() === quoted(info);
  return dateOf(ifRange) === seconds(info);
}

export const quoted = ({ etag }: Pick<ObjectInfo, "etag">): string => `"${etag}"`;

const tagsIn = (header: string): string[] => header.match(/\*|(?:W\/)?"[^"]*"/g) ?? [];

/** HTTP's dates have no parts of a second. */
const seconds = ({ modified }: ObjectInfo): number => Math.floor(modified.getTime() / 1000);

/** NaN, which no comparison holds for, when it is no date. */
const dateOf = (header: string): number => Date.parse(header) / 1000;
