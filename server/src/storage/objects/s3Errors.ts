/** What an S3 server, or the way to it, says, in the product's words. */
import { problem, ProblemError, type ProblemCode } from "../../../../protocol/problems.js";

interface Said {
  name?: string;
  message?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

const byName: Record<string, ProblemCode> = {
  NoSuchBucket: "storage-missing",
  InvalidBucketName: "storage-missing",
  PermanentRedirect: "storage-missing",
  BadDigest: "storage-corrupt",
  InvalidDigest: "storage-corrupt",
  XAmzContentChecksumMismatch: "storage-corrupt",
  XAmzContentSHA256Mismatch: "storage-corrupt",
  // Another process has taken the upload over, or a lifecycle rule has removed it.
  NoSuchUpload: "storage-unavailable",
  RequestTimeout: "storage-unavailable",
  SlowDown: "storage-unavailable",
};

/** Whether the server says that there is no such object. */
export function isAbsent(error: unknown): boolean {
  const { name, $metadata } = error as Said;
  return name === "NoSuchKey" || name === "NotFound" || ($metadata?.httpStatusCode === 404 && name !== "NoSuchBucket");
}

/** Throws ProblemError `storage-…`, or the signal's reason when it was aborted; `secrets` never stand in the message. */
export function throwS3(error: unknown, what: string, secrets: readonly string[], signal?: AbortSignal): never {
  signal?.throwIfAborted();
  if (error instanceof ProblemError) throw error;
  const { name = "", message = "", code = "", $metadata } = error as Said;
  const said = [name, message || code].filter((part) => part !== "" && part !== "Error").join(": ");
  const clean = secrets.filter((secret) => secret !== "").reduce((text, secret) => text.replaceAll(secret, "…"), said);
  const found = problem(codeOf(name, $metadata?.httpStatusCode), `${what}: ${clean || String(error)}`);
  throw new ProblemError(found, { cause: error });
}

function codeOf(name: string, status: number | undefined): ProblemCode {
  const known = byName[name];
  if (known !== undefined) return known;
  // Without a status there was no answer: the network, or the server, is down.
  if (status === undefined || status >= 500 || status === 429 || status < 400) return "storage-unavailable";
  return "storage-refused";
}
