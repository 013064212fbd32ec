/** What the SDKs' errors leave out about an HTTP answer. */

export interface Observed {
  status?: number;
  retryAfter?: string;
}

/** Notes it for the explanation of a failure. */
export function observe(response: Response, observed: Observed): void {
  observed.status = response.status;
  observed.retryAfter = response.ok ? undefined : (response.headers.get("retry-after") ?? undefined);
}

/** A Retry-After header, seconds or a date, in milliseconds from now. */
export function retryAfterDelay(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
