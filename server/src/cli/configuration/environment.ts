/** Settings from environment variables, which have the names that their users know from elsewhere. */
import { problem, ProblemError } from "../../../../protocol/problems.js";
import { settingKinds, type SettingName } from "../../../../protocol/settings.js";
import type { Layer } from "./layer.js";
import { fault } from "./settingValue.js";

/** Older names of the mode: true stands for batch, false for interactive. */
const batchSwitches = ["USE_BATCH", "USE_BATCH_MANIM"];

/** Empty variables count as unset. Throws ProblemError `setting-invalid`. */
export function fromEnvironment(environment: NodeJS.ProcessEnv): Layer {
  const layer: Layer = {};
  const set = (name: SettingName, value: unknown, variable: string): void => {
    const can = fault(name, value);
    if (can !== null) throw invalid(variable, environment[variable] ?? "", can);
    layer[name] = { value, from: variable };
  };
  for (const variable of batchSwitches) {
    const text = environment[variable] ?? "";
    if (text === "") continue;
    if (text !== "true" && text !== "false") throw invalid(variable, text, "true or false");
    set("mode", text === "true" ? "batch" : "interactive", variable);
  }
  for (const name of Object.keys(settingKinds) as SettingName[])
    for (const variable of variablesOf(name)) {
      const text = environment[variable] ?? "";
      if (text !== "") set(name, valueOf(name, text), variable);
    }
  return layer;
}

function variablesOf(name: SettingName): string[] {
  const kind: { environment?: string } = settingKinds[name];
  if (name === "pythonPath") return ["MANIM_VIDEO_PYTHON"];
  return kind.environment === undefined ? [] : [kind.environment];
}

/** The text as a value of the setting's type; as it is where it cannot be one. */
function valueOf(name: SettingName, text: string): unknown {
  const usual = settingKinds[name].default;
  if (typeof usual === "boolean") return text === "true" ? true : text === "false" ? false : text;
  if (typeof usual === "number") return Number(text);
  return Array.isArray(usual) ? text.split(",").map((part) => part.trim()) : text;
}

function invalid(variable: string, text: string, can: string): ProblemError {
  return new ProblemError(problem("setting-invalid", `${variable} is ${JSON.stringify(text)}; it can be ${can}.`));
}
