/** What a setting can be. */
import { settingKinds, type SettingName } from "../../../../protocol/settings.js";

interface Kind {
  default: unknown;
  choices?: readonly unknown[];
  minimum?: number;
  maximum?: number;
  fractional?: true;
}

/** Null for a value that the setting can have, else what it can be, to go behind "it can be". */
export function fault(name: SettingName, value: unknown): string | null {
  const kind: Kind = settingKinds[name];
  if (kind.choices !== undefined) return kind.choices.includes(value) ? null : kind.choices.join(", ");
  if (typeof kind.default === "boolean") return typeof value === "boolean" ? null : "true or false";
  if (typeof kind.default === "number") return numberFault(kind, value);
  if (Array.isArray(kind.default)) return isTexts(value) ? null : "a list of texts";
  return typeof value === "string" ? null : "a text";
}

function numberFault(kind: Kind, value: unknown): string | null {
  const [least, most] = [kind.minimum ?? 0, kind.maximum ?? Number.MAX_SAFE_INTEGER];
  const isWhole = Number.isInteger(value) || (kind.fractional === true && Number.isFinite(value));
  if (isWhole && (value as number) >= least && (value as number) <= most) return null;
  return `${kind.fractional === true ? "a" : "a whole"} number from ${least} to ${most}`;
}

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((part) => typeof part === "string");
