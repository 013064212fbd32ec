/**
 * Stays with lists of videos: one cancellable notification for each list, then one with what came of it. What a list was
 * called and quoted outlives a reload of the window.
 */
import * as vscode from "vscode";
import { sep } from "node:path";
import type { Quote } from "../../protocol/batch.js";
import { isFinal, type Job } from "../../protocol/job.js";
import type { JobMirror } from "./jobMirror.js";
import type { LanguageServer } from "./languageServer.js";
import { listEnd, listProgress } from "./listWords.js";
import { offer, problemOf, showProblem, type Action } from "./problemMessage.js";

/** What its notifications say of a list beside its jobs. */
interface ListTold {
  name: string;
  /** Null where nothing was agreed to. */
  quote: Pick<Quote, "price"> | null;
}

const rememberedAs = "manimVideo.lists";

export class FollowedLists implements vscode.Disposable {
  readonly #followed = new Set<string>();
  readonly #subscription: vscode.Disposable;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly jobs: JobMirror,
    private readonly server: LanguageServer,
    private readonly log: vscode.LogOutputChannel,
  ) {
    // Once, when the window first hears of its jobs: later ones were started, or left, by the user's own hand.
    this.#subscription = jobs.onDidRefill(() => {
      this.#subscription.dispose();
      this.#followAgain();
    });
  }

  /** Returns at once. A list that is followed already is followed once. */
  follow(list: string, name = vscode.l10n.t("Topic list"), quote: ListTold["quote"] = null): void {
    if (this.#followed.has(list)) return;
    this.#followed.add(list);
    this.#remember({ ...this.#remembered(), [list]: { name, quote: quote && { price: quote.price } } });
    const stay = async () => {
      const isEnded = await this.#untilEnded(list, name);
      this.#followed.delete(list);
      if (!isEnded) return;
      this.#keep((other) => other !== list);
      await this.#showEnd(list, name, quote);
    };
    stay().catch((error: unknown) => {
      this.log.error("followedLists", error);
      void showProblem(problemOf(error));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** After a reload of the window, lists of its folders have nobody who shows how far they are. */
  #followAgain(): void {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => `${uri.fsPath}${sep}`);
    const isHere = ({ folder }: Job) => folders.some((root) => folder.startsWith(root));
    const told = this.#remembered();
    // Those that ended while no window followed them are forgotten.
    this.#keep((list) => this.#followed.has(list));
    for (const job of this.jobs.all())
      if (job.list !== "" && !isFinal(job.status) && isHere(job))
        this.follow(job.list, told[job.list]?.name, told[job.list]?.quote);
  }

  #remembered(): Record<string, ListTold> {
    return this.memory.get(rememberedAs, {});
  }

  #keep(isKept: (list: string) => boolean): void {
    this.#remember(Object.fromEntries(Object.entries(this.#remembered()).filter(([list]) => isKept(list))));
  }

  #remember(lists: Record<string, ListTold>): void {
    void this.memory.update(rememberedAs, lists);
  }

  /** False when the backend went away and nothing restarts it. */
  async #untilEnded(list: string, name: string): Promise<boolean> {
    const location = vscode.ProgressLocation.Notification;
    return vscode.window.withProgress({ location, title: name, cancellable: true }, (progress, token) => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      let [shown, said] = [0, ""];
      const look = () => {
        const jobs = this.jobs.ofList(list);
        if (jobs.length === 0) return;
        const { message, percentage, ended } = listProgress(jobs);
        const increment = Math.max(0, percentage - shown);
        if (message !== said || increment >= 1) {
          progress.report({ message, increment });
          [shown, said] = [shown + increment, message];
        }
        if (ended) resolve(true);
      };
      const subscriptions = [
        token.onCancellationRequested(() => void vscode.commands.executeCommand("manimVideo.cancelJob", { list })),
        this.server.onDidChangeState((state) => {
          if (state === "stopped") resolve(false);
          else if (state === "starting") progress.report({ message: (said = "restarting") });
        }),
        this.jobs.onDidChange((job) => {
          if (job.list === list) look();
        }),
        this.jobs.onDidRefill(look),
      ];
      look();
      return promise.finally(() => {
        for (const subscription of subscriptions) subscription.dispose();
      });
    });
  }

  async #showEnd(list: string, name: string, quote: ListTold["quote"]): Promise<void> {
    const jobs = this.jobs.ofList(list);
    const { words, complete } = listEnd(name, jobs, quote);
    const panel: Action = {
      title: vscode.l10n.t("Open panel"),
      run: () => vscode.commands.executeCommand("manimVideo.openJobPanel", jobs[0]?.id),
    };
    const resume: Action = {
      title: vscode.l10n.t("Resume"),
      run: () => vscode.commands.executeCommand("manimVideo.resumeJob", { list }),
    };
    await offer(complete ? "information" : "warning", words, complete ? [panel] : [resume, panel]);
  }
}
