/** The parts that the engine works with, and how they hang together. Each owns its own state; nothing here has any. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import PQueue from "p-queue";
import type { Settings } from "../../protocol/settings.js";
import { Asking } from "./asking.js";
import { Authors } from "./authors.js";
import { Lane } from "./batch/lane.js";
import { openDatabase } from "./jobs/database.js";
import { JobStore } from "./jobs/jobStore.js";
import { isDisposal } from "./jobs/scheduler.js";
import type { AskEditor } from "./llm/editor/editorModel.js";
import { SceneStops } from "./jobs/sceneStops.js";
import type { Log } from "./log.js";
import { gpuDevices } from "./manim/gpu.js";
import { PythonHost } from "./manim/pythonHost.js";
import { RenderCache } from "./manim/renderCache.js";
import { Stills } from "./manim/stills.js";
import { Workers } from "./manim/workers.js";
import { InstalledApi } from "./llm/retrieval/installedApi.js";
import { Models, type KeySource } from "./models.js";
import { laneLimits } from "./request.js";
import { RewriteStore } from "./rewrites/rewriteStore.js";
import { Rewrites } from "./rewrites/rewrites.js";

export interface EngineOptions {
  stateFolder: string;
  /** Where media/templates and server/python lie. */
  installation: string;
  log: Log;
  /** Where the batch lane says what it does; `log` when absent. */
  batchLog?: Log;
  /** Read at each use, so that a change is seen. */
  settings(): Settings;
  keys: KeySource;
  /** Reaches the editor's own models; absent outside an editor. */
  askEditor?: AskEditor;
  /** Interpreters to try after the setting, in order. */
  pythons(): string[];
  trusted(): boolean;
  /** Somebody looks on: scenes are drawn while their video is made. */
  draws?: boolean;
  /** How many jobs run at once; their scenes share the machine's slots. */
  jobConcurrency?: number;
}

export interface EngineParts {
  readonly options: EngineOptions;
  readonly database: DatabaseSync;
  readonly store: JobStore;
  readonly python: PythonHost;
  readonly workers: Workers;
  readonly renders: RenderCache;
  readonly rewrites: Rewrites;
  readonly models: Models;
  readonly lane: Lane;
  readonly asking: Asking;
  readonly authors: Authors;
  readonly api: InstalledApi;
  /** How many scenes are checked or rendered at once on this machine. */
  readonly slots: PQueue;
  readonly sceneStops: SceneStops;
  /** Where stills of scenes are kept; absent where nobody looks at them. */
  readonly stills?: Stills;
}

export function makeParts(options: EngineOptions): EngineParts {
  const { stateFolder, installation, log } = options;
  const settings = (): Settings => options.settings();
  const workerPackage = join(installation, "server", "python", "manim_video_worker");
  const database = openDatabase(stateFolder);
  const store = new JobStore(database, stateFolder);
  const python = new PythonHost(
    () => ({ named: options.settings().pythonPath, others: options.pythons(), workerPackage }),
    () => options.settings().sandbox,
  );
  const scratch = join(stateFolder, "scratch", String(process.pid));
  const workers = new Workers({
    ...{ scratch, workerPackage, log },
    python: (signal) => python.require(signal),
    sandbox: () => python.sandbox(),
    devices: () => (settings().useGpu ? gpuDevices() : []),
  });
  const models = new Models({ keys: options.keys, settings, askEditor: options.askEditor });
  const lane = new Lane({
    ...{ database, stateFolder, keeps: isDisposal, limits: laneLimits(settings()) },
    log: options.batchLog ?? log,
    providers: (provider, model) => models.batches(provider, model),
  });
  const api = new InstalledApi({
    ...{ folder: join(stateFolder, "api"), log },
    bench: () => workers.bench("api"),
    release: () => workers.release("api"),
  });
  return {
    ...{ options, database, store, python, workers, models, lane, api },
    sceneStops: new SceneStops(),
    ...(options.draws === true && { stills: new Stills(join(stateFolder, "stills")) }),
    renders: new RenderCache(join(stateFolder, "renders")),
    rewrites: new Rewrites(new RewriteStore(database), log),
    asking: new Asking({ database, store, lane, models, settings, log }),
    authors: new Authors({
      ...{ templates: join(installation, "media", "templates"), models, settings, log },
      python: (signal) => python.require(signal),
      api: async (signal) => api.open(await python.require(signal), signal),
    }),
    slots: new PQueue({ concurrency: Math.max(2, availableParallelism()) }),
  };
}
