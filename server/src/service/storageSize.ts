/** Bytes of all users' files, counted again only after a while: a scrape must not walk the disk, or list the bucket, each time. */
import type { ObjectStorage } from "../storage/objects/objectStorage.js";

/** Milliseconds. Each thousand objects of a bucket are a request that is paid for. */
const goodFor = { local: 60_000, s3: 600_000 };
const bound = 20_000;

export class StorageSize {
  private counted: { at: number; bytes: Promise<number | null> } | null = null;

  constructor(private readonly objects: ObjectStorage) {}

  /** Null when the storage does not tell; it is asked again at the next call. */
  bytes(): Promise<number | null> {
    if (this.counted === null || Date.now() - this.counted.at > goodFor[this.objects.kind]) {
      const bytes = this.objects.bytes(AbortSignal.timeout(bound)).catch(() => {
        this.counted = null;
        return null;
      });
      this.counted = { at: Date.now(), bytes };
    }
    return this.counted.bytes;
  }
}
