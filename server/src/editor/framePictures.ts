/** The pictures of the live frame: in the extension's own storage, under a new name each, the newest few only. */
import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { VideoFolder } from "../storage/videoFolder.js";

/** Of all windows together; a page that shows an older one has it in memory. */
const most = 24;

export class FramePictures {
  private readonly folder: VideoFolder;

  constructor(path: string) {
    this.folder = new VideoFolder(path);
  }

  /** Copies a picture in and removes the oldest beyond the bound; answers its absolute path. */
  async keep(from: string): Promise<string> {
    const name = `${Date.now().toString().padStart(14, "0")}-${randomUUID().slice(0, 8)}.png`;
    await this.folder.take(name, from);
    await this.tidy();
    return this.folder.inside(name);
  }

  private async tidy(): Promise<void> {
    const names = (await readdir(this.folder.path)).filter((name) => /^\d{14}-[0-9a-f]{8}\.png$/.test(name)).sort();
    for (const name of names.slice(0, -most)) await this.folder.remove(name);
  }
}
