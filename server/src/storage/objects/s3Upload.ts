/** One file into the bucket: in one request when it is small, else in parts, each with its checksum. */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type ListMultipartUploadsCommandOutput,
  type MultipartUpload,
} from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { setMaxListeners } from "node:events";
import PQueue from "p-queue";
import type { Bucket } from "./s3Connection.js";

const megabyte = 1024 * 1024;
/** S3 takes parts from 5 MiB on, and 10,000 of them. */
const partSize = 8 * megabyte;
const mostParts = 10_000;
/** Parts under way at once; each is held in memory. */
const partsAtOnce = 4;
/** Milliseconds for telling the server to forget a failed upload, which may be because it is gone. */
const abortBound = 5_000;
/** An upload that began longer ago than this (milliseconds) has been left behind, whoever began it. */
const abandonedAfter = 24 * 3600_000;

export interface Upload {
  /** With the bucket's prefix. */
  key: string;
  file: FileHandle;
  size: number;
  contentType: string;
  metadata: Record<string, string>;
  signal: AbortSignal;
  progress: (bytes: number) => void;
}

/** The object is there whole when this resolves; when it rejects, nothing of it is. */
export async function uploadTo(bucket: Bucket, upload: Upload): Promise<void> {
  if (upload.size <= partSize) await putWhole(bucket, upload);
  else await putInParts(bucket, upload);
}

async function putWhole({ client, name }: Bucket, upload: Upload): Promise<void> {
  const Body = await slice(upload.file, 0, upload.size);
  await client.send(
    new PutObjectCommand({ ...target(name, upload), Body, ContentLength: Body.length, ChecksumSHA256: sha256(Body) }),
    { abortSignal: upload.signal },
  );
  upload.progress(upload.size);
}

async function putInParts(bucket: Bucket, upload: Upload): Promise<void> {
  const { client, name } = bucket;
  const { key, signal } = upload;
  // One that a killed process left: a job has one process, so nobody works on it.
  await forgetUploads(bucket, key, signal, (other) => other === key);
  const created = await client.send(
    new CreateMultipartUploadCommand({ ...target(name, upload), ChecksumAlgorithm: "SHA256" }),
    { abortSignal: signal },
  );
  const { UploadId } = created;
  if (UploadId === undefined) throw new Error("the storage gave the upload no id");
  try {
    const parts = await sendParts(bucket, upload, UploadId);
    const done = { Bucket: name, Key: key, UploadId, MultipartUpload: { Parts: parts } };
    await client.send(new CompleteMultipartUploadCommand(done), { abortSignal: signal });
  } catch (error) {
    const forget = new AbortMultipartUploadCommand({ Bucket: name, Key: key, UploadId });
    // When this fails as well, the next upload of the key, or the sweep, does it.
    await client.send(forget, { abortSignal: AbortSignal.timeout(abortBound) }).catch(() => undefined);
    throw error;
  }
}

async function sendParts({ client, name }: Bucket, upload: Upload, UploadId: string): Promise<CompletedPart[]> {
  const { key, file, size } = upload;
  const length = Math.max(partSize, Math.ceil(size / mostParts));
  const starts = Array.from({ length: Math.ceil(size / length) }, (_, index) => index * length);
  const queue = new PQueue({ concurrency: partsAtOnce });
  const failed = new AbortController();
  const signal = AbortSignal.any([upload.signal, failed.signal]);
  setMaxListeners(0, signal);
  let sent = 0;
  const sendPart = async (start: number, index: number): Promise<CompletedPart> => {
    signal.throwIfAborted();
    const Body = await slice(file, start, Math.min(length, size - start));
    const ChecksumSHA256 = sha256(Body);
    const part = { Bucket: name, Key: key, UploadId, PartNumber: index + 1, Body, ContentLength: Body.length };
    const { ETag } = await client.send(new UploadPartCommand({ ...part, ChecksumSHA256 }), { abortSignal: signal });
    upload.progress((sent += Body.length));
    return { ETag, PartNumber: index + 1, ChecksumSHA256 };
  };
  const all = starts.map((start, index) => queue.add(() => sendPart(start, index)));
  try {
    return await Promise.all(all);
  } catch (error) {
    failed.abort();
    await Promise.allSettled(all);
    throw error;
  }
}

/** Makes the server forget unfinished uploads below a prefix: those that are `chosen`, and old ones. */
export async function forgetUploads(
  { client, name }: Bucket,
  prefix: string,
  signal: AbortSignal,
  chosen: (key: string) => boolean,
): Promise<void> {
  for await (const { Key = "", UploadId, Initiated } of unfinished({ client, name }, prefix, signal)) {
    const age = Initiated === undefined ? 0 : Date.now() - Initiated.getTime();
    if (!Key.startsWith(prefix) || (!chosen(Key) && age < abandonedAfter)) continue;
    await client.send(new AbortMultipartUploadCommand({ Bucket: name, Key, UploadId }), { abortSignal: signal });
  }
}

async function* unfinished(
  { client, name }: Pick<Bucket, "client" | "name">,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<MultipartUpload> {
  let from: { KeyMarker?: string; UploadIdMarker?: string } | null = {};
  while (from !== null) {
    const page: ListMultipartUploadsCommandOutput = await client.send(
      new ListMultipartUploadsCommand({ Bucket: name, Prefix: prefix, ...from }),
      { abortSignal: signal },
    );
    yield* page.Uploads ?? [];
    const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
    from =
      IsTruncated === true && KeyMarker !== undefined
        ? { KeyMarker, ...(UploadIdMarker === undefined ? {} : { UploadIdMarker }) }
        : null;
  }
}

function target(name: string, { key, contentType, metadata }: Upload) {
  return { Bucket: name, Key: key, ContentType: contentType, Metadata: metadata };
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("base64");
}

async function slice(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, start + read);
    if (bytesRead === 0) throw new Error("the file became shorter while it was uploaded");
    read += bytesRead;
  }
  return bytes;
}
