/** Groups the blocks of one section into beats, in document order. */
import type { Beat } from "../../../../protocol/storyboard.js";
import type { Block } from "./blocks.js";
import { Names } from "./names.js";
import { splitText } from "./textFit.js";
import { inlineFormulas, withoutDollars } from "./typstText.js";

const pointsPerBeat = 5;
const formulasPerBeat = 3;
const longestNarration = 1000;
const longestParagraph = 380;
const longestPoint = 280;

interface Draft {
  said: string[];
  points: string[];
  formulas: string[];
  plots: NonNullable<Beat["plots"]>;
  table: Beat["table"];
}

const isBare = ({ points, formulas, plots, table }: Draft): boolean =>
  points.length + formulas.length + plots.length === 0 && table === undefined;

export class BeatMaker {
  private readonly drafts: Draft[] = [];

  /** `title` is the section's, said where there is nothing else to say. */
  constructor(private readonly title: string) {}

  /** At least one beat. */
  make(blocks: readonly Block[]): Beat[] {
    for (const block of blocks) this.take(block);
    if (this.drafts.length === 0) this.fresh().said.push(ended(this.title));
    const names = new Names();
    return this.drafts.map((draft, index) => finished(draft, index, names));
  }

  private take(block: Block): void {
    switch (block.kind) {
      case "heading":
        this.fresh().points.push(block.text);
        return;
      case "paragraph":
        for (const part of splitText(block.text, longestParagraph)) this.say(part);
        return;
      case "unclear":
      case "point":
        splitText(block.text, longestPoint).forEach((part, index, parts) => {
          const isLast = index === parts.length - 1;
          this.point(`${index > 0 ? "… " : ""}${part}${isLast || /[.!?]$/.test(part) ? "" : " …"}`);
        });
        return;
      case "formula":
        this.room(
          ({ formulas, plots, table }) =>
            formulas.length < formulasPerBeat && plots.length === 0 && table === undefined,
        ).formulas.push(block.source);
        return;
      case "plot":
        this.room((draft) => draft.table === undefined && canPlot(draft, block.plot)).plots.push(block.plot);
        return;
      case "table":
        this.room(isBare).table = block.table;
    }
  }

  /** A paragraph is said; formulas in it that are more than a name are shown as well. */
  private say(text: string): void {
    const draft = this.room((last) => isBare(last) && lengthOf(last) + text.length <= longestParagraph);
    draft.said.push(ended(withoutDollars(text)));
    const formulas = inlineFormulas(text).filter((formula) => formula.length > 3 && /[=<>+\-*/^_(]/.test(formula));
    draft.formulas.push(...formulas.slice(0, formulasPerBeat));
  }

  private point(text: string): void {
    const draft = this.room(
      (last) =>
        last.points.length < pointsPerBeat &&
        last.formulas.length + last.plots.length === 0 &&
        last.table === undefined &&
        lengthOf(last) + text.length <= longestNarration,
    );
    draft.points.push(text);
  }

  /** The last draft if it has room, else a new one. */
  private room(hasRoom: (last: Draft) => boolean): Draft {
    const last = this.drafts.at(-1);
    return last !== undefined && hasRoom(last) ? last : this.fresh();
  }

  private fresh(): Draft {
    const draft: Draft = { said: [], points: [], formulas: [], plots: [], table: undefined };
    this.drafts.push(draft);
    return draft;
  }
}

const lengthOf = ({ said, points }: Draft): number =>
  [...said, ...points].reduce((sum, text) => sum + text.length + 2, 0);

/** Curves share axes when they share a range; text shares the screen with them when it is short. */
function canPlot({ plots, points }: Draft, { from, to }: { from: number; to: number }): boolean {
  const [first] = plots;
  if (first !== undefined) return plots.length < 3 && first.from === from && first.to === to;
  return points.length <= 3 && points.every((text) => text.length <= 110);
}

function finished(draft: Draft, index: number, names: Names): Beat {
  const { points, formulas, plots, table } = draft;
  const said = [...draft.said, ...points.map((text) => ended(withoutDollars(text)))];
  const narration = (said.length > 0 ? said.join(" ") : spokenFor(draft)).slice(0, 1200).toWellFormed();
  return {
    id: names.beat(points[0] ?? draft.said[0] ?? "", `${kindOf(draft)}-${index + 1}`),
    narration,
    shows: shownBy(draft),
    ...(points.length > 0 ? { points } : {}),
    ...(formulas.length > 0 ? { formulas } : {}),
    ...(plots.length > 0 ? { plots } : {}),
    ...(table === undefined ? {} : { table }),
  };
}

function kindOf({ formulas, plots, table }: Draft): string {
  if (table !== undefined) return "table";
  return plots.length > 0 ? "plot" : formulas.length > 0 ? "formula" : "text";
}

/** What is said of a formula, a plot or a table about which the outline says nothing. */
function spokenFor({ formulas, plots, table }: Draft): string {
  if (table !== undefined)
    return `This table compares ${
      table.header
        .filter((cell) => cell !== "")
        .map(withoutDollars)
        .join(", ") || "them"
    }.`;
  const [plot] = plots;
  if (plot !== undefined) {
    const range = `from ${Number(plot.from.toFixed(2))} to ${Number(plot.to.toFixed(2))}`;
    return plots.length > 1
      ? `Here are the graphs, drawn ${range}.`
      : `Here is the graph of ${plot.function}, ${range}.`;
  }
  return formulas.length > 1 ? "These formulas belong together." : "Take a moment for this formula.";
}

function shownBy({ points, formulas, plots, table }: Draft): string {
  const parts = [
    points.length > 0 ? "the points appear one by one" : "",
    formulas.length > 0 ? "the formulas are written large" : "",
    plots.length > 0 ? "the curves are drawn on labelled axes" : "",
    table === undefined ? "" : "the table appears",
  ].filter((part) => part !== "");
  const sentence = parts.join("; ") || "the sentences appear as text";
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function ended(text: string): string {
  return /[.!?:;…。]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
