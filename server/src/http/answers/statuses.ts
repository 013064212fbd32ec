/** Which HTTP status goes with which problem. */
import type { ProblemCode } from "../../../../protocol/problems.js";

const codes: Record<number, ProblemCode[]> = {
  400: ["request-invalid", "topic-empty", "topic-too-long", "usage", "list-invalid", "list-empty"],
  401: ["token-rejected"],
  402: ["cap-exceeded"],
  403: ["host-refused", "address-refused", "workspace-untrusted", "path-refused"],
  404: ["job-missing", "batch-missing", "route-missing", "file-missing"],
  405: ["method-refused"],
  // Not as the server is set up, or not now.
  409: [
    ...(["job-unfinished", "job-running", "setting-invalid", "key-missing", "key-rejected"] as const),
    ...(["model-unknown", "price-unknown"] as const),
  ],
  416: ["range-refused"],
  422: ["idempotency-conflict", "provider-refused"],
  429: ["too-many-requests", "too-many-jobs"],
  503: [
    ...(["server-draining", "disk-full", "disk-read-only", "rate-limited", "provider-unavailable"] as const),
    ...(["storage-unavailable", "storage-refused", "storage-missing", "queue-unavailable", "queue-evicts"] as const),
    ...(["python-missing", "python-too-old", "manim-missing", "manim-too-old", "sandbox-missing"] as const),
  ],
  504: ["provider-timeout"],
};

const byCode = new Map(Object.entries(codes).flatMap(([status, all]) => all.map((code) => [code, Number(status)])));

/** 500 for what is nobody's fault but ours. */
export function statusOf(code: ProblemCode): number {
  return byCode.get(code) ?? 500;
}
