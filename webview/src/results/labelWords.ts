/** What a model was asked for, in words. */
import type { JobScene } from "../../../protocol/job.js";
import { t } from "../l10n.js";

/** `label` is `plan`, or `scene` or `repair` and the scene's id; a scene's file is named after its id. */
export function labelWords(label: string, scenes: readonly Pick<JobScene, "file" | "title" | "name">[]): string {
  if (label === "plan") return t("Plan");
  const [, kind, id = ""] = /^(scene|repair) (.+)$/.exec(label) ?? [];
  if (kind === undefined) return label;
  const scene = scenes.find(({ file }) => file.replace(/^scenes\/\d\d_|\.py$/g, "") === id.replaceAll("-", "_"));
  const name = scene === undefined ? id : scene.title || scene.name;
  return kind === "scene" ? t("Code of {0}", name) : t("Repair of {0}", name);
}
