/** What was typed, checked. Everything that is not understood is a `usage` problem, never a guess. */
import { parseArgs } from "node:util";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { modes, providers, qualities, type Mode, type Provider, type Quality } from "../../../protocol/settings.js";

export const usageText = `manim-video: from a topic to a video made with Manim

  manim-video generate <topic words… | outline.md>   make a video
  manim-video generate <topics.csv|.jsonl|.txt>      make a video of each topic (also outline.md with --topics)
  manim-video check <file.py> [--scene NAME]         report the problems of a scene file
  manim-video fix <file.py> [--dry-run]              fix what can be fixed without a model, or change nothing
  manim-video render <file.py> [Scene…]              render scenes of a file
  manim-video doctor                                 say what is installed and what is missing
  manim-video config                                 say which settings are in force, and from where
  manim-video jobs list | show ID | resume ID | cancel ID | retry ID | delete ID [--files] | export [ID]
                                                     (ID of a job, or of a list of them; export --out FILE.json|.csv)
  manim-video batch submit <requests.jsonl>          send prompts as a batch, at half price
                                                     (--mode interactive: ask them now, and print the results)
  manim-video batch list | status ID | results ID | cancel ID | rerun ID [--all]
  manim-video caches create NAME <file…> | list | show NAME | extend NAME | delete NAME
  manim-video serve [--host NAME] [--port N]         make videos over HTTP (127.0.0.1:8080; docs at /docs)
  manim-video serve token USER --tokens FILE         make a token for a user
  manim-video worker --queue redis://…               make videos for whoever serves with the same queue and storage
                                                     (--concurrency N tasks at once; --allow-unsandboxed)

  --json              one JSON object on standard output, logs on standard error
  --out DIR           parent of the video's folder (./manim-videos); of a batch's results: the file they go to
  --state DIR         journal and caches
  --quality low|medium|high|4k     480p15, 720p30, 1080p60, 2160p60 (medium)
  --provider auto|templates|gemini|openai
                      auto: Gemini when GEMINI_API_KEY is set, else the templates
  --model provider/model           for example gemini/gemini-3.6-flash
  --mode auto|interactive|batch    batch: half price, within a day (auto: batch for lists)
  --max-usd N         refuse what would cost more
  --deadline 6h       what a batch has not answered by then is asked for at once, at full price
  --topics            every item of a Markdown file is a topic
  --ttl 2h            how long a context cache lives (1h; a batch may need 50h)
  --dry-run           say what fix would change, and write nothing
  --files             delete the video's folder with its job
  --all               rerun all requests of a batch, not only those without an answer
  --python PATH       the Python that has Manim
  --tokens FILE       who may ask serve: a line user:sha256 for each token (or MANIM_VIDEO_TOKENS); needed off loopback
  --allow-host NAME   another name that serve is asked by, such as a proxy's; may be given again
  --public-url URL    what callers see in front of serve's addresses
  --user-jobs N       jobs that one user may have under way (100)
  --user-max-usd N    what one user may spend in a day
  --queue URL         Redis of the queue, as redis://host:6379 (or MANIM_VIDEO_QUEUE, where nobody else reads it)
  --help
`;

const commandNames = [
  "generate",
  "check",
  "fix",
  "render",
  "doctor",
  "config",
  "jobs",
  "batch",
  "caches",
  "serve",
  "worker",
] as const;

/** The editor's own models can be reached from the editor alone. */
const commandProviders = providers.filter((name) => name !== "editor");

export interface Arguments {
  command: (typeof commandNames)[number];
  /** What follows the command. */
  words: string[];
  json: boolean;
  out: string;
  state: string;
  scene: string;
  python: string;
  quality: Quality | null;
  provider: Provider | null;
  mode: Mode | null;
  model: string | null;
  /** USD; null when not given. */
  maxUsd: number | null;
  /** As typed, such as 6h; null when not given. */
  deadline: string | null;
  ttl: string | null;
  topics: boolean;
  all: boolean;
  dryRun: boolean;
  files: boolean;
  queue: string;
  /** Null when not given. */
  concurrency: number | null;
  allowUnsandboxed: boolean;
  host: string;
  /** Null when not given; 0 for any that is free. */
  port: number | null;
  tokens: string;
  allowHost: string[];
  publicUrl: string;
  userJobs: number | null;
  /** USD a day; null when not given. */
  userMaxUsd: number | null;
}

/** Whether the command runs until it is stopped, in a program of its own. */
export const isService = ({ command }: Arguments): boolean => command === "serve" || command === "worker";

const options = {
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  out: { type: "string" },
  state: { type: "string" },
  scene: { type: "string" },
  python: { type: "string" },
  quality: { type: "string" },
  provider: { type: "string" },
  mode: { type: "string" },
  model: { type: "string" },
  "max-usd": { type: "string" },
  deadline: { type: "string" },
  ttl: { type: "string" },
  topics: { type: "boolean" },
  all: { type: "boolean" },
  "dry-run": { type: "boolean" },
  files: { type: "boolean" },
  queue: { type: "string" },
  concurrency: { type: "string" },
  "allow-unsandboxed": { type: "boolean" },
  host: { type: "string" },
  port: { type: "string" },
  tokens: { type: "string" },
  "allow-host": { type: "string", multiple: true },
  "public-url": { type: "string" },
  "user-jobs": { type: "string" },
  "user-max-usd": { type: "string" },
} as const;

/** Throws ProblemError `usage`. */
export function readArguments(typed: string[]): Arguments | "help" {
  const { values, positionals } = parse(typed);
  if (values.help === true) return "help";
  const [name, ...words] = positionals;
  if (name === undefined) throw usage("No command was given.");
  const command = commandNames.find((known) => known === name);
  if (command === undefined)
    throw usage(`There is no command ${JSON.stringify(name)}. Commands: ${commandNames.join(", ")}.`);
  return {
    command,
    words,
    json: values.json === true,
    out: values.out ?? "",
    state: values.state ?? "",
    scene: values.scene ?? "",
    python: values.python ?? "",
    quality: choice("quality", values.quality, qualities),
    provider: choice("provider", values.provider, commandProviders),
    mode: choice("mode", values.mode, modes),
    model: values.model ?? null,
    maxUsd: money("max-usd", values["max-usd"]),
    deadline: time("deadline", values.deadline),
    ttl: time("ttl", values.ttl),
    topics: values.topics === true,
    all: values.all === true,
    dryRun: values["dry-run"] === true,
    files: values.files === true,
    queue: values.queue ?? process.env["MANIM_VIDEO_QUEUE"] ?? "",
    concurrency: count("concurrency", values.concurrency),
    allowUnsandboxed: values["allow-unsandboxed"] === true,
    host: values.host ?? "",
    port: port(values.port),
    tokens: values.tokens ?? "",
    allowHost: values["allow-host"] ?? [],
    publicUrl: address(values["public-url"]),
    userJobs: count("user-jobs", values["user-jobs"]),
    userMaxUsd: money("user-max-usd", values["user-max-usd"]),
  };
}

/** The problem of a command that was typed wrongly. */
export function usage(message: string): ProblemError {
  return new ProblemError(problem("usage", message));
}

function parse(typed: string[]) {
  try {
    return parseArgs({ args: typed, options, allowPositionals: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function money(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const amount = /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
  if (!(amount > 0)) throw usage(`--${name} is ${JSON.stringify(value)}; it can be an amount such as 2.50.`);
  return amount;
}

function port(value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  if (!(number <= 65_535)) throw usage(`--port is ${JSON.stringify(value)}; it can be 0 to 65535.`);
  return number;
}

function address(value: string | undefined): string {
  if (value === undefined) return "";
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "")
    throw usage(`--public-url is ${JSON.stringify(value)}; it can be an address such as https://videos.example.org.`);
  return url.href.replace(/\/+$/, "");
}

function count(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  if (!/^[1-9]\d{0,2}$/.test(value)) throw usage(`--${name} is ${JSON.stringify(value)}; it can be 1 to 999.`);
  return Number(value);
}

function time(name: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!/^\d+(\.\d+)?[smhd]$/.test(value))
    throw usage(`--${name} is ${JSON.stringify(value)}; it can be a time such as 30m, 6h or 1d.`);
  return value;
}

function choice<T extends string>(name: string, value: string | undefined, choices: readonly T[]): T | null {
  if (value === undefined) return null;
  const found = choices.find((known) => known === value);
  if (found === undefined) throw usage(`--${name} is ${JSON.stringify(value)}; it can be ${choices.join(", ")}.`);
  return found;
}
