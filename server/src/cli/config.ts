/** `config`: every setting that is in force, and where it is from. */
import { settingKinds, type SettingName } from "../../../protocol/settings.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import { configurationOf, type SettingInForce } from "./configuration/settingsOf.js";
import type { CommandContext } from "./context.js";

export function config({ typed }: CommandContext): Promise<CommandAnswer> {
  if (typed.words.length > 0) throw usage("config takes no words.");
  const { settings, from, refused } = configurationOf(typed, process.env);
  const names = Object.keys(settingKinds) as SettingName[];
  const inForce = names.map((name): SettingInForce => ({ name, value: settings[name], from: from[name] }));
  const widest = Math.max(...names.map(({ length }) => length));
  const lines = inForce.map(({ name, value, from: origin }) => {
    return `${name.padEnd(widest)}  ${JSON.stringify(value)}${origin === "default" ? "" : `  (${origin})`}`;
  });
  return Promise.resolve({ ok: true, problems: refused, settings: inForce, lines });
}
