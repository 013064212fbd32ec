import { createHash } from "node:crypto";

/** The name under which the worker keeps what it has run of a document: the same for its checks and its frames. */
export function sessionOf(uri: string): string {
  return createHash("sha256").update(uri).digest("hex").slice(0, 32);
}
