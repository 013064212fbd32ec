/** Writes the Manim file of any scene from its beats: points, formulas, plots and tables below a title. */
import type { Beat, StoryScene } from "../../../../protocol/storyboard.js";
import { beatSeconds } from "./beatTiming.js";
import { plotCode, type PlotCode } from "./plotCode.js";
import { pythonString, pythonText } from "./pythonText.js";
import { drawMethod, helperSource, revealMethod, sweepMethod, type Helper } from "./sceneHelpers.js";
import { brokenFormula, cards, weightOf } from "./textFit.js";
import { typstFormula, typstLine, typstText, withoutDollars } from "./typstText.js";

const sweepSeconds = 0.5;
const titleSeconds = 0.8;
/** Title lengths at which one line of the usual size, and two lines, are full. */
const shortTitle = 56;

interface BeatCode {
  lines: string[];
  helpers: Helper[];
  plot: PlotCode | null;
}

/** The whole Python file. Throws ProblemError when a plot of the beats is no function that can be drawn. */
export function sceneCode(scene: StoryScene): string {
  const isLong = scene.title.length > shortTitle;
  const beats = scene.beats.map((beat, index) => beatCode(beat, index, scene));
  const helpers = new Set(beats.flatMap((beat) => beat.helpers));
  if (isLong) helpers.add("wrapped");
  const plots = beats.flatMap(({ plot }) => (plot === null ? [] : [plot]));
  const methods = [
    ...(beats.length > 1 || beats.some(({ lines }) => lines.some((line) => line.includes("self.sweep()")))
      ? [sweepMethod]
      : []),
    ...(beats.some(({ lines }) => lines.some((line) => line.includes("self.reveal("))) ? [revealMethod] : []),
    ...(plots.length > 0 ? [drawMethod] : []),
  ];
  const head = [
    pythonDocstring(scene.title),
    "",
    "from manim import *",
    ...(plots.length > 0 ? ["import numpy as np"] : []),
    "",
    `TITLE = ${pythonString(typstText(scene.title))}`,
    `TOP, BOTTOM = ${isLong ? 1.95 : 2.5}, -3.6`,
  ];
  const functions = plots.flatMap((plot) => plot.functions);
  const helperText = helperSource(helpers);
  return (
    [
      head.join("\n"),
      ...(functions.length > 0 ? [functions.join("\n\n\n")] : []),
      ...(helperText === "" ? [] : [helperText]),
      [`class ${scene.className}(Scene):`, construct(beats, isLong), ...methods.map((method) => `\n${method}`)].join(
        "\n",
      ),
    ].join("\n\n\n") + "\n"
  );
}

function construct(beats: readonly BeatCode[], isLong: boolean): string {
  const title = isLong ? 'wrapped("#set align(center)\\n" + TITLE, 12.8, 36)' : "Typst(TITLE, font_size=40)";
  const first = ['self.camera.background_color = "#101418"', `self.title = ${title}.to_edge(UP, buff=0.45)`];
  const body = [...first, ...beats.flatMap(({ lines }) => ["", ...lines])];
  return ["    def construct(self):", ...body.map((line) => (line === "" ? "" : `        ${line}`))].join("\n");
}

function beatCode(beat: Beat, index: number, scene: StoryScene): BeatCode {
  const texts = textBlocks(beat);
  const plots = beat.plots ?? [];
  const blocks = texts.count + (plots.length > 0 ? plots.length + 1 : 0);
  const opening = index === 0 ? `self.play(FadeIn(self.title), run_time=${titleSeconds})` : "self.sweep()";
  const left = Math.max(0.8, beatSeconds(beat, blocks) - (index === 0 ? titleSeconds : sweepSeconds));
  const lines = [`self.next_section(${pythonString(beat.id)})`, opening];
  if (plots.length === 0) return { lines: [...lines, ...texts.code(left, null)], helpers: texts.helpers, plot: null };

  const isBeside = texts.count > 0 && texts.isNarrow;
  const plot = plotCode(plots, { number: index + 1, isBeside, scene: scene.id });
  if (texts.count === 0) return { lines: [...lines, ...plot.lines(left)], helpers: plot.helpers, plot };
  const helpers = [...texts.helpers, ...plot.helpers];
  if (isBeside) {
    const half = left / 2;
    return { lines: [...lines, ...plot.lines(half), ...texts.code(half, plot.textColumn)], helpers, plot };
  }
  const half = (left - sweepSeconds) / 2;
  return { lines: [...lines, ...texts.code(half, null), "self.sweep()", ...plot.lines(half)], helpers, plot };
}

interface TextBlocks {
  /** How many things appear; a table that is cut into parts counts once. */
  count: number;
  /** Whether all of it fits into a column beside a plot. */
  isNarrow: boolean;
  helpers: Helper[];
  code(seconds: number, column: { x: number; width: number } | null): string[];
}

/** Points, formulas and table of a beat; its narration where it has nothing else to show. */
function textBlocks(beat: Beat): TextBlocks {
  const points = (beat.points ?? []).map((text) => typstLine(text)).filter((text) => text !== "");
  const formulas = (beat.formulas ?? []).map((text) => typstFormula(text)).filter((text) => text !== "");
  const isBare = points.length + formulas.length === 0 && beat.table === undefined && (beat.plots ?? []).length === 0;
  const spoken = isBare ? cards(beat.narration) : [];
  const size = pointSize(beat.points ?? []);
  const narrowSize = (beat.points ?? []).every((point) => point.length <= 48) ? 34 : 30;
  const helpers: Helper[] = ["pages"];
  if (points.length > 0) helpers.push("point");
  if (formulas.length > 0) helpers.push("formula");
  if (spoken.length > 0) helpers.push("wrapped");
  if (beat.table !== undefined) helpers.push("tables");

  const code = (seconds: number, column: { x: number; width: number } | null): string[] => {
    const text = (call: string, markup: string, more: string): string => {
      const literal = pythonText(markup, 12);
      return literal.includes("\n")
        ? `${call}(\n            ${literal}${more},\n        )`
        : `${call}(${literal}${more})`;
    };
    const width = column === null ? "" : `, width=${column.width}`;
    const texts = [
      ...points.map((markup) => text("point", markup, `, font_size=${column === null ? size : narrowSize}${width}`)),
      ...spoken.map((markup) => text("wrapped", markup, `, width=11, font_size=${cardSize(spoken)}`)),
    ];
    const figures = formulas.map((source) =>
      text(
        "formula",
        column === null ? brokenFormula(source, 46) : source,
        column === null ? "" : `, font_size=44${width}`,
      ),
    );
    return [
      ...listCode("texts", texts),
      ...listCode("figures", figures),
      ...(beat.table === undefined ? [] : tableCode(beat.table)),
      `self.reveal(pages(texts, figures${column === null ? "" : `, x=${column.x}`}), ${seconds.toFixed(1)})`,
    ];
  };
  const narrowTexts = (beat.points ?? []).every((text) => text.length <= 110);
  const isNarrow = beat.table === undefined && narrowTexts && formulas.every((source) => weightOf(source) <= 22);
  const count = points.length + formulas.length + spoken.length + (beat.table === undefined ? 0 : 1);
  return {
    count,
    isNarrow,
    helpers: count > 0 ? helpers : [],
    code: count > 0 ? code : (seconds) => [`self.wait(${seconds.toFixed(1)})`],
  };
}

/** Few short points are set larger than many. */
function pointSize(points: readonly string[]): number {
  const letters = points.reduce((sum, text) => sum + withoutDollars(text).length, 0);
  if (points.length <= 3 && letters <= 120) return 44;
  return points.length <= 4 && letters <= 240 ? 38 : 34;
}

/** A short sentence alone on the screen is set large. */
function cardSize(markups: readonly string[]): number {
  const longest = Math.max(...markups.map((markup) => markup.length));
  return longest <= 60 ? 56 : longest <= 160 ? 46 : 38;
}

function listCode(name: string, items: readonly string[]): string[] {
  if (items.length === 0) return [`${name} = []`];
  return [`${name} = [`, ...items.map((item) => `    ${item.replaceAll("\n", "\n    ")},`), "]"];
}

function tableCode({ header, rows }: NonNullable<Beat["table"]>): string[] {
  const longestWord = header.length > 4 ? 11 : 20;
  const row = (cells: readonly string[]): string =>
    `[${cells.map((cell) => pythonString(typstLine(cell, longestWord))).join(", ")}]`;
  const letters = [header, ...rows].map((cells) => cells.reduce((sum, cell) => sum + cell.length, 0));
  const size =
    Math.max(...letters) > 70 || rows.length > 7 ? 26 : Math.max(...letters) > 30 || rows.length > 5 ? 32 : 40;
  return [
    `header = ${row(header)}`,
    "rows = [",
    ...rows.map((cells) => `    ${row(cells)},`),
    "]",
    `figures += tables(header, rows, ${size})`,
  ];
}

/** The title as a docstring; nothing in it can end the string early. */
function pythonDocstring(title: string): string {
  const text = title
    .toWellFormed()
    .replace(/[\p{Cc}]+/gu, " ")
    .replaceAll("\\", "\\\\")
    .replaceAll('"', "'");
  return `"""${text.trim() || "A scene"}: written from its beats in storyboard.json."""`;
}
