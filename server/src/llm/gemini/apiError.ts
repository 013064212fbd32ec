/** What Google's error bodies say. The SDK hands them over as a JSON string in the error's message. */
import { z } from "zod";
import { oneLine } from "../attempts/errorText.js";

const Detail = z.looseObject({
  "@type": z.string().optional(),
  reason: z.string().optional(),
  retryDelay: z.string().optional(),
  violations: z.array(z.looseObject({ quotaId: z.string().optional() })).optional(),
});

const Body = z.object({
  error: z.looseObject({
    message: z.string().optional(),
    status: z.string().optional(),
    details: z.array(Detail).optional().catch(undefined),
  }),
});

export interface ApiErrorBody {
  /** A sentence, or the start of whatever a proxy sent instead. */
  message: string;
  /** For example RESOURCE_EXHAUSTED. */
  status: string;
  /** For example API_KEY_INVALID. */
  reasons: string[];
  /** Names of the quotas that are used up. */
  quotas: string[];
  /** Milliseconds of a RetryInfo. */
  retryDelay?: number;
}

/** Reads the body of a failed answer; anything but Google's shape becomes its own shortened message. */
export function readApiError(text: string): ApiErrorBody {
  const parsed = Body.safeParse(json(text));
  if (!parsed.success) return { message: oneLine(text), status: "", reasons: [], quotas: [] };
  const { message, status, details = [] } = parsed.data.error;
  return {
    message: oneLine(message ?? status ?? ""),
    status: status ?? "",
    reasons: details.flatMap((detail) => detail.reason ?? []),
    quotas: details.flatMap((detail) => (detail.violations ?? []).flatMap((violation) => violation.quotaId ?? [])),
    retryDelay: details.map((detail) => seconds(detail.retryDelay)).find((delay) => delay !== undefined),
  };
}

/** A protobuf duration such as `12.5s`, in milliseconds. */
function seconds(duration: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? "");
  return match?.[1] === undefined ? undefined : Number(match[1]) * 1000;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
