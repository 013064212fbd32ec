/** A disk of a few megabytes for a test, which can be filled, freed and made read-only. Needs the right to mount. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const block = 4096;

export class SmallDisk {
  private constructor(readonly path: string) {}

  /** Why there can be no such disk here, or null: only Linux lets a test mount one, and only as root. */
  static refusal(): string | null {
    if (process.platform !== "linux") return `no small disk can be mounted on ${process.platform}`;
    try {
      SmallDisk.mount().remove();
      return null;
    } catch (error) {
      return `mounting is refused here: ${error instanceof Error ? error.message.trim() : String(error)}`;
    }
  }

  static mount(): SmallDisk {
    const path = mkdtempSync(join(tmpdir(), "small-disk-"));
    try {
      mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", path);
      return new SmallDisk(path);
    } catch (error) {
      rmSync(path, { recursive: true });
      throw error;
    }
  }

  /** Takes all space but this many bytes, rounded down to whole blocks. */
  fill(free = 0): void {
    this.free();
    const { bavail } = statfsSync(this.path);
    writeFileSync(join(this.path, "filler"), Buffer.alloc((bavail - Math.floor(free / block)) * block));
  }

  free(): void {
    rmSync(join(this.path, "filler"), { force: true });
  }

  writable(yes: boolean): void {
    mount("-o", yes ? "remount,rw" : "remount,ro", this.path);
  }

  remove(): void {
    execFileSync("umount", ["--lazy", this.path], { stdio: "pipe" });
    rmSync(this.path, { recursive: true });
  }
}

function mount(...args: string[]): void {
  execFileSync("mount", args, { stdio: "pipe" });
}
