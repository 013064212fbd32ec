/** Makes a storyboard of any text or Markdown outline, in document order. */
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import type { StoryScene, Storyboard } from "../../../../protocol/storyboard.js";
import { readBlocks, type Block } from "./blocks.js";
import { BeatMaker } from "./beatMaker.js";
import { toTypstNotation } from "./mathNotation.js";
import { Names, shortTitle } from "./names.js";
import { splitText } from "./textFit.js";
import { typstFault } from "./typstFault.js";
import { mapInlineMath } from "./typstText.js";

const beatsPerScene = 5;
const mostBeatsPerScene = 12;
const mostScenes = 30;
const mostProblems = 20;
const longestFormula = 400;

interface Section {
  title: string;
  blocks: Block[];
}

export interface Outlined {
  storyboard: Storyboard;
  problems: Problem[];
}

/** Throws ProblemError (topic-too-long) when there is more than a storyboard holds. */
export function outline(topic: string): Outlined {
  const problems: Problem[] = [];
  const blocks = readBlocks(topic).map(({ block, line }) => translated(block, line, problems));
  const { title, sections } = toSections(blocks);
  const storyboard: Storyboard = { version: 1, topic, title, language: "en", scenes: toScenes(sections) };
  return { storyboard, problems: problems.slice(0, mostProblems) };
}

/** The block with its mathematics in Typst; what cannot be translated becomes plain text and a problem. */
function translated(block: Block, line: number, problems: Problem[]): Block {
  const warn = (message: string): void => {
    problems.push(problem("outline-unclear", `Line ${line} of the outline: ${message}`));
  };
  const notation = (source: string): string | null => {
    const read = toTypstNotation(source);
    if (read.kind === "untranslatable") {
      warn(`the formula has ${read.command}, which is not known here.`);
      return null;
    }
    const fault = read.formula.length > longestFormula ? "the formula is too long." : typstFault(read.formula);
    if (fault !== null) warn(fault);
    return fault === null ? read.formula : null;
  };
  if (block.kind === "unclear") {
    warn(block.reason);
    return { kind: "point", text: block.text };
  }
  if (block.kind === "formula") {
    const formula = notation(block.source);
    return formula === null
      ? { kind: "point", text: block.source.replaceAll("$", "") }
      : { kind: "formula", source: formula };
  }
  if (block.kind === "table") return block;
  if (!("text" in block)) return block;
  const inline = (source: string): string => {
    const formula = notation(source);
    return formula === null ? source : `$${formula.trim()}$`;
  };
  return { ...block, text: mapInlineMath(block.text, inline) };
}

/** The title of the video, and its parts: one for each heading below the title, or for the highest ones if too many. */
function toSections(blocks: readonly Block[]): { title: string; sections: Section[] } {
  const headings = blocks.filter((block) => block.kind === "heading");
  const [first] = headings;
  const isTitle =
    first !== undefined && first === blocks[0] && headings.filter(({ level }) => level === first.level).length === 1;
  const [lead] = blocks;
  const spoken = lead !== undefined && "text" in lead ? (splitText(lead.text, 90)[0] ?? "") : "";
  const title = shortTitle(first?.text ?? spoken.replace(/[.,;:]$/, "")) || "Outline";
  const inside = isTitle ? blocks.slice(1) : blocks;
  for (let deepest = 6; deepest > 1; deepest--) {
    const sections = cutAtHeadings(title, inside, deepest);
    if (sections.length <= mostScenes) return { title, sections };
  }
  return { title, sections: cutAtHeadings(title, inside, 1) };
}

/** A heading with nothing but deeper headings below it is no part of its own. */
function cutAtHeadings(title: string, blocks: readonly Block[], deepest: number): Section[] {
  const sections: Section[] = [];
  blocks.forEach((block, index) => {
    if (block.kind === "heading" && block.level <= deepest) {
      const next = blocks[index + 1];
      const isParent = next?.kind === "heading" && next.level > block.level && next.level <= deepest;
      if (!isParent) sections.push({ title: shortTitle(block.text) || `Part ${sections.length + 1}`, blocks: [] });
      return;
    }
    if (sections.length === 0) sections.push({ title, blocks: [] });
    sections.at(-1)?.blocks.push(block);
  });
  return sections.length > 0 ? sections : [{ title, blocks: [] }];
}

function toScenes(sections: readonly Section[]): StoryScene[] {
  const beats = sections.map(({ title, blocks }) => ({ title, beats: new BeatMaker(title).make(blocks) }));
  for (let most = beatsPerScene; most <= mostBeatsPerScene; most++) {
    const parts = beats.flatMap((section) => split(section, most));
    if (parts.length <= mostScenes) return name(parts);
  }
  const what = sections.length > mostScenes ? `${sections.length} headings` : "more points than fit";
  throw new ProblemError(
    problem(
      "topic-too-long",
      `The outline has ${what}: a video has at most ${mostScenes} scenes of ${mostBeatsPerScene} steps.`,
      {
        fix: "Split the outline into several videos.",
      },
    ),
  );
}

type Part = Pick<StoryScene, "title" | "beats">;

/** Parts of about equal length. */
function split({ title, beats }: Part, most: number): Part[] {
  const count = Math.ceil(beats.length / most);
  if (count <= 1) return [{ title, beats }];
  return Array.from({ length: count }, (_, part) => {
    const range = [part, part + 1].map((edge) => Math.round((edge * beats.length) / count));
    return { title: shortTitle(`${title} (${part + 1} of ${count})`), beats: beats.slice(...range) };
  });
}

function name(parts: readonly Part[]): StoryScene[] {
  const names = new Names();
  return parts.map((part, index) => ({ ...names.scene(part.title, index + 1), ...part }));
}
