/**
 * Remembers, over a reload of the window, that jobs of this workspace are not finished. A batch takes hours, and while it
 * plans there is no file in the workspace by which its jobs could be known.
 */
import type * as vscode from "vscode";
import { isFinal } from "../../protocol/job.js";
import type { JobMirror } from "./jobMirror.js";

const rememberedAs = "manimVideo.unfinished";

export class UnfinishedJobs implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    private readonly memory: vscode.Memento,
    private readonly jobs: JobMirror,
  ) {
    const look = () => this.#look();
    this.#subscriptions = [jobs.onDidChange(look), jobs.onDidRefill(look)];
  }

  /** Whether there were any when this was last known. */
  get any(): boolean {
    return this.memory.get(rememberedAs, false);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #look(): void {
    const any = this.jobs.all().some(({ status }) => !isFinal(status));
    if (any !== this.any) void this.memory.update(rememberedAs, any);
  }
}
