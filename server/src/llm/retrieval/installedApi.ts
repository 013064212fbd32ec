/**
 * The index of the installed Manim. A worker describes it once; after that the description is kept in the state folder
 * for as long as Manim's files are what they were, so that a class that is added there is known to the next prompt.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { RunLimits } from "../../../../protocol/worker.js";
import type { Log } from "../../log.js";
import { scratchFile } from "../../manim/answers.js";
import type { Python } from "../../manim/python.js";
import type { Bench } from "../../manim/workers.js";
import { replaceWhole } from "../../storage/halfFiles.js";
import { untilAborted } from "../../untilAborted.js";
import { ApiAnswer, ApiEntry, ApiFile } from "./apiEntry.js";
import { ApiIndex } from "./apiIndex.js";
import { fingerprintOf } from "./fingerprint.js";

export interface InstalledApiOptions {
  /** Where descriptions are kept. */
  folder: string;
  /** A bench of a worker that is started for this and ended after it, so that it has loaded what is installed now. */
  bench(): Bench;
  release(): Promise<void>;
  log: Log;
}

/** What is kept; a changed description needs another number, so that older ones are not used. */
const recipe = 1;
const Kept = z.object({
  recipe: z.literal(recipe),
  python: z.string(),
  manim: z.string(),
  package: z.string(),
  fingerprint: z.string(),
  entries: z.array(ApiEntry).min(1),
});
type Kept = z.infer<typeof Kept>;

const megabyte = 1024 * 1024;
const limits: RunLimits = { seconds: 60, memory: 1024 * megabyte, output: 10 * megabyte, fileSize: 64 * megabyte };
const grace = 60_000;
const mostKept = 8;
const cancelled = (): ProblemError => new ProblemError(problem("cancelled", "Cancelled."));

export class InstalledApi {
  private opened: { kept: Kept; index: ApiIndex } | null = null;
  private opening: { python: string; index: Promise<ApiIndex> } | null = null;

  constructor(private readonly options: InstalledApiOptions) {}

  /**
   * The index of this Python's Manim. Throws ProblemError when no worker can describe it, `cancelled` when the signal is
   * aborted. Those who ask at the same time share one description.
   */
  async open(python: Python, signal: AbortSignal): Promise<ApiIndex> {
    if (signal.aborted) throw cancelled();
    if (this.opening?.python !== python.path) {
      // One after the other: they would end each other's worker.
      const earlier = this.opening?.index.catch(() => undefined);
      const index = Promise.resolve(earlier).then(() => this.find(python));
      this.opening = { python: python.path, index };
      const done = (): void => {
        if (this.opening?.index === index) this.opening = null;
      };
      index.then(done, done);
    }
    return untilAborted(this.opening.index, signal, cancelled);
  }

  private async find(python: Python): Promise<ApiIndex> {
    const known = this.opened?.kept.python === python.path ? this.opened.kept : await this.read(python.path);
    if (known !== null && known.manim === python.manim && (await fingerprintOf(known.package)) === known.fingerprint)
      return this.indexOf(known);
    const described = await this.describe(python);
    // Files that change while they are described are described again next time.
    if ((await fingerprintOf(described.package)) === described.fingerprint) await this.keep(described);
    return this.indexOf(described);
  }

  private indexOf(kept: Kept): ApiIndex {
    if (this.opened?.kept !== kept) this.opened = { kept, index: new ApiIndex(kept.manim, kept.entries) };
    return this.opened.index;
  }

  private async describe(python: Python): Promise<Kept> {
    const bench = this.options.bench();
    try {
      // Not the signal of one who asks: others may wait for the same answer. The bound ends it.
      const request = {
        signal: AbortSignal.timeout(limits.seconds * 1000 + grace),
        bound: limits.seconds * 1000 + grace,
      };
      const outcome = await bench.request({ op: "api", run: randomUUID(), limits }, request);
      if (outcome.kind === "failed") throw new ProblemError(outcome.problem);
      const answer = ApiAnswer.parse(outcome.result);
      const path = scratchFile(bench.scratch, answer.output);
      if ((await stat(path)).size > limits.fileSize) throw new Error("its description is too large");
      const { entries } = ApiFile.parse(JSON.parse(await readFile(path, "utf8")));
      const { manim, package: folder, fingerprint } = answer;
      return { recipe, python: python.path, manim, package: folder, fingerprint, entries };
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      const why = error instanceof Error ? error.message.slice(0, 500) : String(error);
      throw new ProblemError(problem("worker-lost", `Manim could not be described: ${why}`), { cause: error });
    } finally {
      await this.options.release();
    }
  }

  private path(python: string): string {
    const name = createHash("sha256").update(python).digest("hex").slice(0, 24);
    return join(this.options.folder, `${name}.json`);
  }

  /** Null when there is none, or one that cannot be used. */
  private async read(python: string): Promise<Kept | null> {
    try {
      const kept = Kept.parse(JSON.parse(await readFile(this.path(python), "utf8")));
      return kept.python === python ? kept : null;
    } catch {
      return null;
    }
  }

  /** A description that cannot be kept is used all the same, and made again by the next process. */
  private async keep(kept: Kept): Promise<void> {
    const { folder, log } = this.options;
    try {
      await mkdir(folder, { recursive: true });
      await replaceWhole(this.path(kept.python), (half) => writeFile(half, JSON.stringify(kept)));
      await removeOldest(folder);
    } catch (error) {
      log.warn(`The description of Manim is not kept: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Interpreters that are no longer used leave descriptions behind. */
async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  if (names.length <= mostKept) return;
  const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  for (const { name } of aged.toSorted((one, other) => other.at - one.at).slice(mostKept))
    await rm(join(folder, name), { force: true });
}
