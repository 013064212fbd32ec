/** `config`: every setting that is in force, and where it is from. */
import { settingKinds, type SettingName } from "../../../protocol/settings.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import { configurationOf, type SettingInForce } from "./configuration/settingsOf.js";
import type { CommandContext } from "./context.js";

/** Read from the environment alone, and never shown. */
const secrets = [
  ...["GEMINI_API_KEY", "OPENAI_API_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
  "MANIM_VIDEO_URL_SECRET",
];

export function config({ typed }: CommandContext): Promise<CommandAnswer> {
  if (typed.words.length > 0) throw usage("config takes no words.");
  const { settings, from, refused } = configurationOf(typed, process.env);
  const names = Object.keys(settingKinds) as SettingName[];
  const inForce = names.map((name): SettingInForce => ({ name, value: settings[name], from: from[name] }));
  const widest = Math.max(...names.map(({ length }) => length));
  const lines = inForce.map(({ name, value, from: origin }) => {
    return `${name.padEnd(widest)}  ${JSON.stringify(value)}${origin === "default" ? "" : `  (${origin})`}`;
  });
  const set = secrets.filter((name) => (process.env[name]?.trim() ?? "") !== "");
  const secretLines = secrets.map((name) => `${name.padEnd(widest)}  ${set.includes(name) ? "set" : "not set"}`);
  return Promise.resolve({
    ...{ ok: true, problems: refused, settings: inForce },
    secrets: secrets.map((name) => ({ name, set: set.includes(name) })),
    lines: [...lines, ...secretLines],
  });
}
