/**
 * Where finished files of jobs lie: a folder of this machine (or one that several machines mount), or a bucket. A key is a
 * path of plain names with `/` between them; both kinds pass the same tests.
 */
import type { Readable } from "node:stream";

export interface ObjectInfo {
  key: string;
  /** Bytes. */
  size: number;
  /** Changes with the content; without quotes. */
  etag: string;
  modified: Date;
  contentType: string;
}

/** Bytes from `start` to `end`, both included, as in an HTTP range. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Everything throws ProblemError `storage-…` when the storage cannot be used, and the signal's reason when aborted. */
export interface ObjectStorage {
  readonly kind: "local" | "s3";
  /** Copies a file in under a key: whole, with its checksum proved, or not at all. */
  put(key: string, file: string, options: { contentType: string; signal: AbortSignal }): Promise<ObjectInfo>;
  /** Null when there is no such object. */
  head(key: string, signal: AbortSignal): Promise<ObjectInfo | null>;
  /** Null when there is no such object. The caller consumes or destroys the stream. */
  read(key: string, signal: AbortSignal, range?: ByteRange): Promise<{ info: ObjectInfo; body: Readable } | null>;
  /** Removes every object whose key begins with the prefix. */
  removeAll(prefix: string, signal: AbortSignal): Promise<void>;
  /** An address that anybody may read until it expires (seconds); null where the storage has none of its own. */
  address(key: string, seconds: number, options?: { downloadAs?: string }): Promise<string | null>;
}
