/** What was typed, checked. Everything that is not understood is a `usage` problem, never a guess. */
import { parseArgs } from "node:util";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { modes, providers, qualities, type Mode, type Provider, type Quality } from "../../../protocol/settings.js";

export const usageText = `manim-video: from a topic to a video made with Manim

  manim-video generate <topic words… | outline.md>   make a video
  manim-video check <file.py> [--scene NAME]         report the problems of a scene file
  manim-video render <file.py> [Scene…]              render scenes of a file
  manim-video doctor                                 say what is installed and what is missing
  manim-video jobs list | show ID | resume ID | cancel ID

  --json              one JSON object on standard output, logs on standard error
  --out DIR           parent of the video's folder (./manim-videos)
  --state DIR         journal and caches
  --quality low|medium|high|4k     480p15, 720p30, 1080p60, 2160p60 (medium)
  --provider auto|templates|gemini auto: Gemini when GEMINI_API_KEY is set, else the templates
  --model provider/model           for example gemini/gemini-3.6-flash
  --mode auto|interactive
  --python PATH       the Python that has Manim
  --help
`;

const commandNames = ["generate", "check", "render", "doctor", "jobs"] as const;

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
}

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
    provider: choice("provider", values.provider, providers),
    mode: choice("mode", values.mode, modes),
    model: values.model ?? null,
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

function choice<T extends string>(name: string, value: string | undefined, choices: readonly T[]): T | null {
  if (value === undefined) return null;
  const found = choices.find((known) => known === value);
  if (found === undefined) throw usage(`--${name} is ${JSON.stringify(value)}; it can be ${choices.join(", ")}.`);
  return found;
}
