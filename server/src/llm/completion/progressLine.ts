/** How far a list is, on one line of a terminal that is written over, or now and then on a line of its own. */

/** What is needed of `process.stderr`. */
export interface ProgressStream {
  write(text: string): unknown;
  isTTY?: boolean;
}

/** Milliseconds between two writes. */
const terminalInterval = 100;
const fileInterval = 5000;

export class ProgressLine {
  private last = -Infinity;
  private text = "";

  constructor(private readonly stream: ProgressStream = process.stderr) {}

  /** `total` is null where the list does not say how long it is. */
  show(completed: number, total: number | null, failed: number): void {
    const of = total === null ? "" : ` of ${total}`;
    const failures = failed === 0 ? "" : `, ${failed} failed`;
    this.text = `${completed}${of} requests done${failures}`;
    const now = performance.now();
    if (now - this.last < (this.stream.isTTY === true ? terminalInterval : fileInterval)) return;
    this.last = now;
    this.stream.write(this.stream.isTTY === true ? `\r\u001b[K${this.text}` : `${this.text}\n`);
  }

  /** Leaves the last state standing. */
  end(): void {
    if (this.text === "") return;
    this.stream.write(this.stream.isTTY === true ? `\r\u001b[K${this.text}\n` : `${this.text}\n`);
  }
}
