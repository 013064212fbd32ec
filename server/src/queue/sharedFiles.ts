/** A job's files on their way between machines: each machine has a folder for the job, what others need is in the storage. */
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { fileProblem, onFile } from "../storage/fileProblems.js";
import { replaceWhole } from "../storage/halfFiles.js";
import { contentTypeOf, jobPrefix } from "../storage/objects/objectKeys.js";
import type { ObjectStorage } from "../storage/objects/objectStorage.js";
import { patiently } from "../storage/objects/patience.js";
import { VideoFolder } from "../storage/videoFolder.js";

export interface SharedFilesOptions {
  objects: ObjectStorage;
  job: string;
  signal: AbortSignal;
  /** For so many seconds a storage that is down is asked again: what was paid for or rendered is not to be made anew. */
  seconds: number;
  /** Resolves once all that was told is in the job's record: nothing is shared whose price could be forgotten. */
  settled: () => Promise<void>;
  /** Told before each wait for the storage. */
  waiting: (failure: ProblemError) => void;
}

/** What the keys of files begin with that only those who make the video need. */
export const workPrefix = (job: string): string => `${jobPrefix(job)}work/`;

export class SharedFiles {
  private readonly prefix: string;

  constructor(private readonly options: SharedFilesOptions) {
    this.prefix = workPrefix(options.job);
  }

  /** The text of a file; null when no machine has made it yet. */
  async read(name: string): Promise<string | null> {
    const found = await this.find(name);
    return found === null ? null : this.whole(name, () => text(found));
  }

  /** Copies a file here, whole or not at all; false when there is none. */
  async fetch(name: string, path: string): Promise<boolean> {
    const found = await this.find(name);
    if (found === null) return false;
    const { signal } = this.options;
    await onFile(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      await replaceWhole(path, (half) => this.whole(name, () => pipeline(found, createWriteStream(half), { signal })));
    });
    return true;
  }

  async put(name: string, path: string): Promise<void> {
    const { objects, signal, seconds, waiting, settled } = this.options;
    await settled();
    const options = { contentType: contentTypeOf(name), signal };
    await patiently(() => objects.put(this.prefix + name, path, options), {
      ...{ seconds, signal },
      waiting: (_milliseconds, failure) => waiting(failure),
    });
  }

  private async find(name: string): Promise<Readable | null> {
    const { objects, signal } = this.options;
    return (await objects.read(this.prefix + name, signal))?.body ?? null;
  }

  /** A storage that goes away in the middle of a file is one that cannot be reached. */
  private async whole<T>(name: string, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      this.options.signal.throwIfAborted();
      // What the disk has to say is another's to put into words.
      if (error instanceof ProblemError || fileProblem(error, name) !== null) throw error;
      throw new ProblemError(problem("storage-unavailable", `${name} broke off: ${String(error)}`), { cause: error });
    }
  }
}

/** The job's folder on this machine. Texts that other machines need are shared before the stage that wrote them goes on. */
export class SharedFolder extends VideoFolder {
  constructor(
    path: string,
    private readonly shared: SharedFiles,
  ) {
    super(path);
  }

  override async write(name: string, text: string): Promise<void> {
    await super.write(name, text);
    if (name === "storyboard.json" || name.startsWith("scenes/")) await this.shared.put(name, this.inside(name));
  }

  /** Copies a shared text here, where there is one; answers it. What this machine could not share before is shared now. */
  async bring(name: string): Promise<string | null> {
    const text = await this.shared.read(name);
    if (text !== null) {
      await super.write(name, text);
      return text;
    }
    const own = await this.read(name);
    if (own !== null) await this.shared.put(name, this.inside(name));
    return own;
  }
}
