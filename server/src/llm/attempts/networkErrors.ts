/** What fetch's errors say about how far a request came; fetch itself says only "fetch failed" or "terminated". */

import { problem } from "../../../../protocol/problems.js";
import { attempts, type Failure } from "./failure.js";

/** The connection was never made, so the request's body cannot have been read by anyone. */
const beforeSending = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EAI_NONAME", "UND_ERR_CONNECT_TIMEOUT"]);
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/;

/** The system's or undici's code of a failed fetch, empty where it has none. */
export function networkCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
}

/** The server's certificate is not trusted, which no further attempt changes. */
export function isCertificateError(error: unknown): boolean {
  return certificateCodes.test(networkCode(error));
}

/** True only where it is sure that the server has seen nothing of the request. */
export function neverSent(error: unknown): boolean {
  if (!(error instanceof TypeError)) return false;
  const { cause } = error;
  if (!(cause instanceof Error)) return false;
  const code = networkCode(error);
  // All addresses of a name were tried: each has its own error.
  const attempts: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  const unconnected = attempts.length > 0 && attempts.every(isConnectError);
  return unconnected || beforeSending.has(code) || isCertificateError(error) || cause.message === "bad port";
}

function isConnectError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && ["connect", "getaddrinfo"].includes(String(error.syscall));
}

/** What a failed fetch means for the user of a provider. */
export function networkFailure(provider: string, error: unknown): Failure {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = networkCode(error);
  const described = error instanceof Error ? error.message : String(error);
  const reason = cause instanceof Error && cause.message !== "" ? cause.message : described;
  if (/redirect/i.test(reason)) {
    const message = `The ${provider} address answers with a redirect, which is not followed with a key.`;
    return { problem: problem("provider-refused", message), attempts: attempts.never };
  }
  if (isCertificateError(error)) {
    const message = `The connection to ${provider} is not trusted: ${reason} (${code}).`;
    return { problem: problem("provider-unavailable", message), attempts: attempts.never };
  }
  const shown = code === "" || reason.includes(code) ? "" : ` (${code})`;
  const message = `The connection to ${provider} failed: ${reason}${shown}.`;
  return { problem: problem("provider-unavailable", message), attempts: attempts.transient };
}
