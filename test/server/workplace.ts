/** A workplace with an author of the test's own, on the real worker. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PQueue from "p-queue";
import { noWishes, type Job, type JobRequest } from "../../protocol/job.js";
import { defaultSettings, type Quality, type Settings } from "../../protocol/settings.js";
import type { StoryScene, Storyboard } from "../../protocol/storyboard.js";
import { openDatabase } from "../../server/src/jobs/database.js";
import { apply, type JobEvent } from "../../server/src/jobs/journal.js";
import type { Author } from "../../server/src/llm/author.js";
import { RenderCache } from "../../server/src/manim/renderCache.js";
import type { Workplace } from "../../server/src/pipeline/context.js";
import { makeVideo } from "../../server/src/pipeline/pipeline.js";
import { Attempts } from "../../server/src/results/attempts.js";
import { VideoFolder } from "../../server/src/storage/videoFolder.js";
import { Rewrites } from "../../server/src/rewrites/rewrites.js";
import { RewriteStore } from "../../server/src/rewrites/rewriteStore.js";
import { WrittenRecords } from "../../server/src/storage/writtenRecords.js";
import { realWorkers, silent } from "./realWorkers.js";

/** A storyboard of this many scenes, each of one beat. */
export function boardOf(count: number): Storyboard {
  const scenes = Array.from({ length: count }, (_, index): StoryScene => {
    const beats = [{ id: "only", narration: `Narration ${index}.`, shows: "a dot" }];
    return {
      id: `s${index}`,
      title: `Scene ${index}`,
      className: `Scene${index}`,
      file: `scenes/0${index}_s.py`,
      beats,
    };
  });
  return { version: 1, topic: "topic", title: "Title", language: "en", scenes };
}

/** A short scene that shows something of its own. */
export function sceneCode(scene: StoryScene, body = ""): string {
  return `from manim import *\n\nclass ${scene.className}(Scene):\n    def construct(self):\n        self.next_section("only")\n        ${body}self.play(Create(Dot(radius=${scene.title.length / 10})), run_time=0.2)\n`;
}

/** An author that counts what it is asked; its answers can be replaced. */
export class TestAuthor implements Author {
  readonly provider = "gemini";
  readonly model = "test";
  readonly asked: string[] = [];
  storyboard = boardOf(3);
  write = (scene: StoryScene): string => sceneCode(scene);
  mend: (scene: StoryScene, attempt: number) => string | null = () => null;

  plan(): Promise<{ storyboard: Storyboard; problems: [] }> {
    this.asked.push("plan");
    return Promise.resolve({ storyboard: this.storyboard, problems: [] });
  }
  writeScene(_board: Storyboard, scene: StoryScene): Promise<string> {
    this.asked.push(`write ${scene.className}`);
    return Promise.resolve().then(() => this.write(scene));
  }
  repair({ scene, earlier }: { scene: StoryScene; earlier: unknown[] }): Promise<string | null> {
    this.asked.push(`repair ${scene.className}`);
    return Promise.resolve(this.mend(scene, earlier.length));
  }
}

/** The parts that outlive a run, and a way to run. */
export class TestHouse {
  readonly root = mkdtempSync(join(tmpdir(), "pipeline-"));
  readonly author = new TestAuthor();
  readonly folder = new VideoFolder(join(this.root, "videos", "topic"));
  quality: Quality = "low";
  preview = false;
  upload: Workplace["upload"];
  gpu = false;
  settings: Partial<Settings> = {};
  private readonly database = openDatabase(join(this.root, "state"));
  private readonly real = realWorkers(join(this.root, "scratch"));

  /** Runs the pipeline; answers the job that its events make, and what the author was asked. `told` sees each event. */
  async run(
    signal = new AbortController().signal,
    told: (event: JobEvent) => void = () => undefined,
  ): Promise<{ job: Job; asked: string[]; rendered: string[]; events: JobEvent[] }> {
    const request: JobRequest = {
      topic: "topic",
      out: "",
      quality: "low",
      provider: "gemini",
      mode: "auto",
      model: "",
      ...noWishes,
    };
    let job = apply(null, { type: "created", id: "t", request, folder: this.folder.path, title: "t" }, "");
    const events: JobEvent[] = [];
    const record = (event: JobEvent): void => {
      events.push(event);
      job = apply(job, event, "");
      told(event);
    };
    this.author.asked.length = 0;
    record(await makeVideo(await this.place(), record, signal));
    const rendered = events.flatMap((event) =>
      event.type === "scene" && event.state === "rendering" ? [job.scenes[event.index]?.name ?? ""] : [],
    );
    return { job, asked: [...this.author.asked], rendered, events };
  }

  attempts(): Attempts {
    return new Attempts(this.database, this.folder.path);
  }

  /** Ends the workers at once, as a machine without memory would. */
  async killWorkers(): Promise<void> {
    for (const pid of await this.real.workers.pids()) process.kill(-pid, "SIGKILL");
  }

  async close(): Promise<void> {
    await this.real.workers.releaseAll();
    this.database.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  private async place(): Promise<Workplace> {
    return {
      topic: "topic",
      quality: this.quality,
      preview: this.preview,
      settings: { ...defaultSettings(), "check.timeout": 5, maxRepairs: 2, ...this.settings },
      ...(this.gpu && { gpu: true }),
      ...(this.upload && { upload: this.upload }),
      author: this.author,
      python: await this.real.host.require(new AbortController().signal),
      folder: this.folder,
      records: new WrittenRecords(this.database, this.folder.path),
      attempts: this.attempts(),
      bench: this.real.workers.bench("test"),
      renders: new RenderCache(join(this.root, "renders")),
      wishes: {},
      rewrites: new Rewrites(new RewriteStore(this.database), silent),
      takeSeat: () => ({ close: () => undefined }),
      writers: 3,
      slots: new PQueue({ concurrency: 2 }),
    };
  }
}
