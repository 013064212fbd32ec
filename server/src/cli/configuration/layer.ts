import type { SettingName } from "../../../../protocol/settings.js";

/** Values of some settings and where they are from, in the user's words. */
export type Layer = Partial<Record<SettingName, { value: unknown; from: string }>>;
