/** Finished files in a bucket: Amazon's S3, or a server that speaks as it does. */
import { DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import { onFile } from "../fileProblems.js";
import { fileHash } from "./fileHash.js";
import { isPlainKey } from "./objectKeys.js";
import type { ByteRange, ObjectInfo, ObjectStorage, PutOptions } from "./objectStorage.js";
import type { Bucket } from "./s3Connection.js";
import { isAbsent, throwS3 } from "./s3Errors.js";
import { forgetUploads, uploadTo } from "./s3Upload.js";

/** Seven days, the longest that an address may live. */
const longestAddress = 7 * 24 * 3600;

/** Milliseconds for looking through unfinished uploads. */
const sweepBound = 30_000;

/** The name under which the content's SHA-256 is kept beside an object. */
const hashName = "sha256";

interface Answered {
  ContentLength?: number | undefined;
  ContentRange?: string | undefined;
  ETag?: string | undefined;
  LastModified?: Date | undefined;
  ContentType?: string | undefined;
}

export class S3Objects implements ObjectStorage {
  readonly kind = "s3";
  /** Uploads that were left behind long ago are looked for once in a process. */
  private swept: Promise<void> | null = null;

  constructor(private readonly bucket: Bucket) {}

  async put(key: string, path: string, { contentType, signal, progress }: PutOptions): Promise<ObjectInfo> {
    const tell = progress ?? ((): void => undefined);
    const file = await onFile(path, () => open(path, "r"));
    try {
      const { size } = await file.stat();
      const sha256 = await fileHash(file, signal);
      const there = await this.withHash(key, signal).catch(orUnseen);
      if (there?.info.size === size && there.sha256 === sha256) {
        tell(size);
        return there.info;
      }
      // Beside the upload, and of no job: cancelling one ends it for no other.
      this.swept ??= this.sweep(AbortSignal.timeout(sweepBound));
      const upload = { key: this.full(key), file, size, contentType, metadata: { [hashName]: sha256 } };
      await this.ask(`${key} cannot be uploaded`, signal, () =>
        uploadTo(this.bucket, { ...upload, signal, progress: tell }),
      );
      const taken = await this.withHash(key, signal);
      if (taken?.info.size === size && taken.sha256 === sha256) return taken.info;
      throw new ProblemError(problem("storage-corrupt", `${key} is not there as it was sent.`));
    } finally {
      await file.close();
    }
  }

  async head(key: string, signal: AbortSignal): Promise<ObjectInfo | null> {
    return (await this.withHash(key, signal))?.info ?? null;
  }

  async read(
    key: string,
    signal: AbortSignal,
    range?: ByteRange,
  ): Promise<{ info: ObjectInfo; body: Readable } | null> {
    const Range = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
    const get = new GetObjectCommand({ ...this.place(key), ...Range });
    const found = await this.ask(`${key} cannot be read`, signal, () =>
      this.orNull(() => this.bucket.client.send(get, { abortSignal: signal })),
    );
    return found === null ? null : { info: infoOf(key, found), body: found.Body as Readable };
  }

  async bytes(signal: AbortSignal): Promise<number> {
    const { client, name, prefix } = this.bucket;
    return this.ask(`${name} cannot be listed`, signal, async () => {
      let bytes = 0;
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client },
        { Bucket: name, Prefix: prefix },
        { abortSignal: signal },
      ))
        for (const { Size = 0 } of Contents) bytes += Size;
      return bytes;
    });
  }

  async removeAll(prefix: string, signal: AbortSignal): Promise<void> {
    if (prefix === "") throw new Error("the prefix of what is removed is empty");
    const { client, name } = this.bucket;
    const Prefix = this.bucket.prefix + prefix;
    await this.ask(`${prefix} cannot be removed`, signal, async () => {
      await forgetUploads(this.bucket, Prefix, signal, () => true);
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client },
        { Bucket: name, Prefix },
        { abortSignal: signal },
      )) {
        if (Contents.length === 0) continue;
        const Delete = { Objects: Contents.map(({ Key }) => ({ Key })), Quiet: true };
        const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: name, Delete }), {
          abortSignal: signal,
        });
        const [first] = Errors;
        if (first !== undefined)
          throw new ProblemError(problem("storage-refused", `${first.Key ?? prefix}: ${first.Message ?? first.Code}`));
      }
    });
  }

  async address(key: string, seconds: number, { downloadAs }: { downloadAs?: string } = {}): Promise<string> {
    const get = new GetObjectCommand({
      ...this.place(key),
      ...(downloadAs === undefined ? {} : { ResponseContentDisposition: attachment(downloadAs) }),
    });
    const expiresIn = Math.max(1, Math.min(longestAddress, Math.round(seconds)));
    return getSignedUrl(this.bucket.client, get, { expiresIn });
  }

  private async withHash(
    key: string,
    signal: AbortSignal,
  ): Promise<{ info: ObjectInfo; sha256: string | undefined } | null> {
    const found = await this.ask(`${key} cannot be looked for`, signal, () =>
      this.orNull(() => this.bucket.client.send(new HeadObjectCommand(this.place(key)), { abortSignal: signal })),
    );
    return found === null ? null : { info: infoOf(key, found), sha256: found.Metadata?.[hashName] };
  }

  /** Some servers refuse the listing to keys that may only write: then a rule of the bucket has to tidy up. */
  private sweep(signal: AbortSignal): Promise<void> {
    return forgetUploads(this.bucket, this.bucket.prefix, signal, () => false).catch(() => undefined);
  }

  private place(key: string) {
    return { Bucket: this.bucket.name, Key: this.full(key) };
  }

  private full(key: string): string {
    if (!isPlainKey(key)) throw new ProblemError(problem("path-refused", `${JSON.stringify(key)} is no key.`));
    return this.bucket.prefix + key;
  }

  private async orNull<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  private async ask<T>(what: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      return throwS3(error, what, this.bucket.secrets, signal);
    }
  }
}

/** Keys that may not list the bucket are told "forbidden" of what is not there. */
function orUnseen(error: unknown): null {
  if (error instanceof ProblemError && error.problem.code === "storage-refused") return null;
  throw error;
}

function infoOf(key: string, { ContentLength, ContentRange, ETag, LastModified, ContentType }: Answered): ObjectInfo {
  const whole = ContentRange?.split("/")[1];
  return {
    key,
    size: whole === undefined ? (ContentLength ?? 0) : Number(whole),
    etag: (ETag ?? "").replaceAll('"', ""),
    modified: LastModified ?? new Date(0),
    contentType: ContentType ?? "application/octet-stream",
  };
}

/** As RFC 6266 says it: a plain name for old readers, and the true one. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
