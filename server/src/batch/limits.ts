/** Sizes and waits of the batch lane, in one place so that tests can shorten them. Times are in milliseconds. */
export interface LaneLimits {
  /** Most requests in one batch. */
  maxSize: number;
  /** Above so many requests a batch is uploaded as a file. */
  fileThreshold: number;
  /** Above so many bytes as well; the provider takes less than 20 MB inline. */
  inlineBytes: number;
  /** Requests that come within this time of each other leave together. */
  gather: number;
  /** After this time a request leaves without those that it waits for. */
  longestWait: number;
  /** First and longest interval between two looks at a batch. */
  firstPoll: number;
  pollInterval: number;
  /** First and longest wait after a failure of the connection. */
  firstRetry: number;
  longestRetry: number;
  /** How long a batch that could never be sent is tried. */
  patience: number;
  /** A create of unknown outcome is taken for lost after so many complete listings, so far apart, without it. */
  findListings: number;
  findInterval: number;
  /** How long a cancelled batch may take to reach a final state before its callers go on without it. */
  cancelWait: number;
  /** How long one process follows one batch before it leaves that to a later start. */
  longestFollow: number;
  /** Single calls at the same time, for what batches have not answered. */
  singleConcurrency: number;
  /** Interval of looking for what another process has done. */
  watch: number;
}

export const defaultLaneLimits: LaneLimits = {
  maxSize: 50,
  fileThreshold: 20,
  inlineBytes: 16_000_000,
  gather: 250,
  longestWait: 10 * 60_000,
  firstPoll: 5000,
  pollInterval: 60_000,
  firstRetry: 1000,
  longestRetry: 5 * 60_000,
  patience: 60 * 60_000,
  findListings: 21,
  findInterval: 30_000,
  cancelWait: 120_000,
  longestFollow: 72 * 60 * 60_000,
  singleConcurrency: 5,
  watch: 2000,
};

/** Most creates of one reservation that may ever go out. */
export const mostCreates = 2;

/**
 * How often in a row the provider may say that it has no such batch, or not its answers, before that is believed: it may
 * forget for a moment what it has just made.
 */
export const longestAbsence = 5;

/** Uploaded files live 48 hours at the provider; one that is older than this (ms) is uploaded again. */
export const fileLife = 40 * 60 * 60_000;
