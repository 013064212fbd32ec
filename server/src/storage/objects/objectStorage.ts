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

/** Bytes from `start` to `end`, both included and inside the object, as in an HTTP range. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface PutOptions {
  contentType: string;
  signal: AbortSignal;
  /** Told how many bytes of the file have been taken so far. */
  progress?: (bytes: number) => void;
}

/** Everything throws ProblemError `storage-…` when the storage cannot be used, and the signal's reason when aborted. */
export interface ObjectStorage {
  readonly kind: "local" | "s3";
  /** Copies a file in under a key: whole, with its checksum proved, or not at all. What lies there already is not sent again. */
  put(key: string, file: string, options: PutOptions): Promise<ObjectInfo>;
  /** Null when there is no such object. */
  head(key: string, signal: AbortSignal): Promise<ObjectInfo | null>;
  /** Null when there is no such object. The caller consumes or destroys the stream, which the signal no longer ends. */
  read(key: string, signal: AbortSignal, range?: ByteRange): Promise<{ info: ObjectInfo; body: Readable } | null>;
  /** Of all objects together. */
  bytes(signal: AbortSignal): Promise<number>;
  /** Removes every object whose key begins with the prefix, which is not empty, and what cut uploads left there. */
  removeAll(prefix: string, signal: AbortSignal): Promise<void>;
  /** An address that anybody may read until it expires (seconds); null where the storage has none of its own. */
  address(key: string, seconds: number, options?: { downloadAs?: string }): Promise<string | null>;
}
