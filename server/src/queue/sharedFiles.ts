/** A job's files on their way between machines: each machine has a folder for the job, what others need is in the storage. */
import { createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { onFile } from "../storage/fileProblems.js";
import { replaceWhole } from "../storage/halfFiles.js";
import { contentTypeOf, jobPrefix } from "../storage/objects/objectKeys.js";
import type { ObjectStorage } from "../storage/objects/objectStorage.js";
import { VideoFolder } from "../storage/videoFolder.js";

export class SharedFiles {
  private readonly prefix: string;

  /** `scratch` is a folder of this machine. */
  constructor(
    readonly objects: ObjectStorage,
    job: string,
    private readonly scratch: string,
    private readonly signal: AbortSignal,
  ) {
    this.prefix = `${jobPrefix(job)}work/`;
  }

  /** The text of a file; null when no machine has made it yet. */
  async read(name: string): Promise<string | null> {
    const found = await this.objects.read(this.prefix + name, this.signal);
    return found === null ? null : text(found.body);
  }

  /** Copies a file here, whole or not at all; false when there is none. */
  async fetch(name: string, path: string): Promise<boolean> {
    const found = await this.objects.read(this.prefix + name, this.signal);
    if (found === null) return false;
    await onFile(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      await replaceWhole(path, (half) => pipeline(found.body, createWriteStream(half), { signal: this.signal }));
    });
    return true;
  }

  async put(name: string, path: string): Promise<void> {
    await this.objects.put(this.prefix + name, path, { contentType: contentTypeOf(name), signal: this.signal });
  }

  async write(name: string, content: string): Promise<void> {
    const path = join(this.scratch, `${process.pid}-${name.replaceAll("/", "-")}.outgoing`);
    await onFile(path, async () => {
      await mkdir(this.scratch, { recursive: true });
      await writeFile(path, content);
    });
    try {
      await this.put(name, path);
    } finally {
      await rm(path, { force: true });
    }
  }

  async removeAll(): Promise<void> {
    await this.objects.removeAll(this.prefix, this.signal);
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

  /** Copies a shared text here, where there is one; answers it. */
  async bring(name: string): Promise<string | null> {
    const text = await this.shared.read(name);
    if (text !== null) await super.write(name, text);
    return text;
  }
}
