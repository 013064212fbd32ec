/** The service over an engine of the test's own, with real Manim and the templates. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defaultSettings, type Settings } from "../../protocol/settings.js";
import { Engine } from "../../server/src/engine.js";
import { EmbeddedService, type EmbeddedOptions } from "../../server/src/service/embeddedService.js";
import { LocalObjects } from "../../server/src/storage/objects/localObjects.js";
import type { Opened } from "./httpRoutes.js";
import { testPython } from "./python.js";
import { silent } from "./realWorkers.js";

export interface EmbeddedRig extends Opened {
  service: EmbeddedService;
  engine: Engine;
  root: string;
}

export interface EmbeddedWishes extends Partial<Pick<EmbeddedOptions, "limits">> {
  settings?: Partial<Settings>;
  jobConcurrency?: number;
  /** Of a service before; it is not removed at the end. */
  root?: string;
}

export function openEmbedded({ settings, limits, jobConcurrency = 2, root: given }: EmbeddedWishes = {}): EmbeddedRig {
  const root = given ?? mkdtempSync(join(tmpdir(), "embedded-"));
  const inForce: Settings = { ...defaultSettings(), provider: "templates", quality: "low", ...settings };
  const engine = new Engine({
    ...{ stateFolder: join(root, "state"), installation: resolve("."), log: silent, jobConcurrency },
    settings: () => inForce,
    keys: {
      geminiKey: () => Promise.resolve(null),
      hasGeminiKey: () => Promise.resolve(false),
      openaiKey: () => Promise.resolve(null),
    },
    pythons: () => [testPython()],
    trusted: () => true,
  });
  const out = join(root, "videos");
  const service = new EmbeddedService({
    ...{ engine, out, settings: () => inForce, objects: new LocalObjects(out), unsandboxed: false },
    limits: limits ?? { openJobs: 100, dailyUsd: 0 },
  });
  const close = async (): Promise<void> => {
    await service.close();
    if (given === undefined) rmSync(root, { recursive: true, force: true });
  };
  return { service, engine, root, hidden: [root, resolve("."), testPython()], close };
}
