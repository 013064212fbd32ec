/** What one server lets in. Times in milliseconds. */
export interface HttpLimits {
  bodyBytes: number;
  connections: number;
  /** From the first byte of a request to the end of its headers, and of its body. */
  headersTimeout: number;
  requestTimeout: number;
  /** Of each user. */
  requestsPerMinute: number;
  createsPerMinute: number;
  openFiles: { inAll: number; each: number };
  openEvents: { inAll: number; each: number };
}

export const usualLimits: HttpLimits = {
  // The longest topic, each of its characters escaped.
  bodyBytes: 400_000,
  connections: 4000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  requestsPerMinute: 1200,
  createsPerMinute: 120,
  openFiles: { inAll: 200, each: 32 },
  openEvents: { inAll: 2000, each: 256 },
};
