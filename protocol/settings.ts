/**
 * Every setting: name, type, default, and who may set it. package.json's contribution and the CLI are checked
 * against this table by a test.
 */

export const qualities = ["low", "medium", "high", "4k"] as const;
export type Quality = (typeof qualities)[number];

/** Pixel size and frames per second of each quality. */
export const qualitySizes: Record<Quality, { width: number; height: number; fps: number }> = {
  low: { width: 854, height: 480, fps: 15 },
  medium: { width: 1280, height: 720, fps: 30 },
  high: { width: 1920, height: 1080, fps: 60 },
  "4k": { width: 3840, height: 2160, fps: 60 },
};

export const providers = ["auto", "templates", "gemini", "openai", "editor"] as const;
export type Provider = (typeof providers)[number];

export const modes = ["auto", "interactive", "batch"] as const;
export type Mode = (typeof modes)[number];

/** `machine`: a project's own settings may not set it, since they could be a stranger's. */
export type SettingScope = "machine" | "machine-overridable" | "resource";

interface SettingKind<T> {
  readonly default: T;
  readonly scope: SettingScope;
  /** Environment variable of the CLI, if it has one. */
  readonly environment?: string;
  readonly choices?: readonly T[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Numbers are whole unless this is set. */
  readonly fractional?: true;
}

const kind = <T>(value: SettingKind<T>): SettingKind<T> => value;

export const settingKinds = {
  provider: kind<Provider>({ default: "auto", scope: "resource", choices: providers }),
  model: kind<string>({ default: "", scope: "resource", environment: "PLANNER_MODEL" }),
  sceneModel: kind<string>({ default: "", scope: "resource", environment: "SCENE_MODEL" }),
  helperModel: kind<string>({ default: "", scope: "resource", environment: "HELPER_MODEL" }),
  mode: kind<Mode>({ default: "auto", scope: "resource", choices: modes }),
  quality: kind<Quality>({ default: "medium", scope: "resource", choices: qualities, environment: "DEFAULT_QUALITY" }),
  outputFolder: kind<string>({ default: "manim-videos", scope: "resource", environment: "OUTPUT_DIR" }),
  geminiBaseUrl: kind<string>({ default: "", scope: "machine", environment: "GOOGLE_GEMINI_BASE_URL" }),
  openaiBaseUrl: kind<string>({ default: "", scope: "machine", environment: "OPENAI_BASE_URL" }),
  pythonPath: kind<string>({ default: "", scope: "machine-overridable" }),
  allowedImports: kind<string[]>({ default: [], scope: "machine" }),
  sandbox: kind<boolean>({ default: true, scope: "machine" }),
  maxRepairs: kind<number>({ default: 3, scope: "resource", minimum: 0, maximum: 10 }),
  sceneConcurrency: kind<number>({
    default: 3,
    scope: "resource",
    environment: "MAX_SCENE_CONCURRENCY",
    minimum: 1,
    maximum: 32,
  }),
  renderConcurrency: kind<number>({
    default: 2,
    scope: "resource",
    environment: "MAX_CONCURRENT_RENDERS",
    minimum: 1,
    maximum: 32,
  }),
  thinkingBudget: kind<number>({
    default: -1,
    scope: "resource",
    environment: "THINKING_BUDGET",
    minimum: -1,
    maximum: 65_536,
  }),
  maxOutputTokens: kind<number>({
    default: 65_536,
    scope: "resource",
    environment: "MAX_OUTPUT_TOKENS_MANIM",
    minimum: 1024,
    maximum: 1_000_000,
  }),
  useRag: kind<boolean>({ default: true, scope: "resource", environment: "USE_RAG" }),
  useContextLearning: kind<boolean>({ default: false, scope: "resource", environment: "USE_CONTEXT_LEARNING" }),
  enableCaching: kind<boolean>({ default: true, scope: "resource", environment: "ENABLE_CACHING" }),
  useGpu: kind<boolean>({ default: false, scope: "machine", environment: "USE_GPU_ACCELERATION" }),
  maxUsd: kind<number>({ default: 0, scope: "machine", fractional: true, minimum: 0, maximum: 1_000_000 }),
  pricesFile: kind<string>({ default: "", scope: "machine", environment: "MANIM_VIDEO_PRICES" }),
  "batch.maxSize": kind<number>({
    default: 50,
    scope: "resource",
    environment: "MAX_BATCH_SIZE",
    minimum: 1,
    maximum: 1000,
  }),
  "batch.fileThreshold": kind<number>({ default: 20, scope: "resource", minimum: 0, maximum: 1000 }),
  "batch.deadline": kind<string>({ default: "", scope: "resource" }),
  "batch.failOver": kind<boolean>({ default: true, scope: "resource" }),
  "batch.pollInterval": kind<number>({
    default: 60,
    scope: "resource",
    environment: "MANIM_VIDEO_BATCH_POLL",
    minimum: 1,
    maximum: 3600,
  }),
  "check.timeout": kind<number>({ default: 60, scope: "resource", minimum: 1, maximum: 600 }),
  "check.delay": kind<number>({ default: 0, scope: "resource", minimum: 0, maximum: 10_000 }),
  "check.layout": kind<boolean>({ default: true, scope: "resource" }),
  "check.layoutIgnore": kind<string[]>({ default: [], scope: "resource" }),
  "check.snapshotMemory": kind<number>({ default: 1024, scope: "machine", minimum: 0, maximum: 65_536 }),
  "render.timeout": kind<number>({ default: 1800, scope: "resource", minimum: 10, maximum: 86_400 }),
  "s3.enabled": kind<boolean>({ default: true, scope: "machine", environment: "ENABLE_S3_UPLOAD" }),
  "s3.bucket": kind<string>({ default: "", scope: "machine", environment: "S3_BUCKET" }),
  "s3.region": kind<string>({ default: "us-east-1", scope: "machine", environment: "S3_REGION" }),
  "s3.endpointUrl": kind<string>({ default: "", scope: "machine", environment: "S3_ENDPOINT_URL" }),
  "s3.prefix": kind<string>({ default: "", scope: "machine", environment: "S3_PREFIX" }),
  "s3.retrySeconds": kind<number>({
    default: 120,
    scope: "machine",
    environment: "S3_RETRY_SECONDS",
    minimum: 0,
    maximum: 86_400,
  }),
  "queue.requestsPerMinute": kind<number>({
    default: 0,
    scope: "machine",
    environment: "MANIM_VIDEO_REQUESTS_PER_MINUTE",
    minimum: 0,
    maximum: 100_000,
  }),
  "limits.memory": kind<number>({ default: 2048, scope: "machine", minimum: 256, maximum: 65_536 }),
} as const;

export type SettingName = keyof typeof settingKinds;

/** The settings in force, complete. */
export type Settings = { [Name in SettingName]: (typeof settingKinds)[Name]["default"] };

/** What is in force when nobody set anything. */
export function defaultSettings(): Settings {
  return Object.fromEntries(
    Object.entries(settingKinds).map(([name, { default: value }]) => [name, structuredClone(value)]),
  ) as Settings;
}
