/** Asks for a scene's code without its problems. The code goes in whole: a repair of a fragment breaks the rest. */
import type { Problem } from "../../../../protocol/problems.js";
import type { RepairTask } from "../author.js";
import { materialParts, noMaterial, type SceneMaterial } from "./material.js";
import { listed } from "./problemList.js";
import { sceneBrief, sceneLines } from "./scenePrompt.js";
import { quoted, sealed } from "./task.js";

/** The prompt for a scene whose check or render failed. `faults` are those of a first answer that was not a scene. */
export function repairPrompt(
  task: RepairTask,
  faults: readonly string[] = [],
  material: SceneMaterial = noMaterial,
): string {
  const { storyboard, scene, code, problems, earlier } = task;
  const lines = code.split("\n");
  const parts = [
    "This Manim scene fails. Write the whole file again without its problems.",
    quoted("scene", sceneBrief(storyboard, scene)),
    "The file, each line after its number (the numbers and bars are not part of it):",
    quoted("code", numbered(lines)),
    quoted("problems", listed(problems, lines)),
  ];
  parts.push(...materialParts(material));
  if (earlier.length > 0) parts.push(history(earlier));
  parts.push(demands(scene.className));
  if (faults.length > 0)
    parts.push(`A first answer could not be used:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
  return sealed(parts, "repair", sceneLines(scene));
}

function demands(className: string): string {
  return [
    "- Find the cause before you change anything; the marked line is where it showed, and the cause may stand earlier.",
    "- Look for the same mistake elsewhere in the file: only the first failure was reported, and the next run must succeed.",
    "- Use a plainer construction, rather than another guess, where a name or an argument does not exist.",
    `- Keep what works: class ${className} and every other class of the file, the sections and their order, the timing, and what is seen. Do not remove content to make the problem go away.`,
  ].join("\n");
}

/** What earlier attempts ran into, oldest first, so that they are not tried again. */
function history(earlier: readonly Problem[][]): string {
  const attempts = earlier.map((problems, index) => {
    const what = problems.slice(0, 5).map((problem) => `[${problem.code}] ${problem.message}`);
    return `Attempt ${index + 1} failed with: ${what.join("; ")}`;
  });
  return ["Earlier versions of the file failed too. Do not go back to what they did:", ...attempts].join("\n");
}

function numbered(lines: readonly string[]): string {
  const width = String(lines.length).length;
  return lines.map((line, index) => `${String(index + 1).padStart(width)} | ${line}`).join("\n");
}
