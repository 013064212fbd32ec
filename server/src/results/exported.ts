/** Jobs in forms that leave this product: JSON with all that happened, CSV with a line for each, Markdown to be read. */
import { stringify } from "csv-stringify/sync";
import type { ResultForm } from "../../../protocol/calls/resultCalls.js";
import type { Job, JobStatus, SceneState, Usage } from "../../../protocol/job.js";
import { problemKinds, type Problem } from "../../../protocol/problems.js";
import type { Timeline } from "../../../protocol/timeline.js";

/** A job, what happened to it, and the timeline of its video if it has one. */
export interface Exported {
  job: Job;
  events: unknown[];
  timeline: Timeline | null;
}

export function exportedText(jobs: readonly Exported[], form: ResultForm): string {
  switch (form) {
    case "json":
      return asJson(jobs);
    case "csv":
      return asCsv(jobs.map(({ job }) => job));
    case "markdown":
      return jobs.map(asMarkdown).join("\n");
  }
}

export function asJson(jobs: readonly Pick<Exported, "job" | "events">[]): string {
  return `${JSON.stringify(
    jobs.map(({ job, events }) => ({ job, events })),
    null,
    2,
  )}\n`;
}

/** A cell that a spreadsheet would take for a formula is escaped: a topic may be a stranger's. */
export function asCsv(jobs: readonly Job[]): string {
  return stringify(jobs.map(row), { header: true, escape_formulas: true });
}

function row({ usage, ...job }: Job): Record<string, string | number> {
  const { tokens, usd, kwh, kgco2e } = usage;
  return {
    ...{ id: job.id, topic: job.topic, title: job.title, status: job.status, percentage: job.percentage },
    ...{ provider: job.provider, mode: job.mode, quality: job.quality, list: job.list },
    ...{ scenes: job.scenes.length, scenes_failed: job.scenes.filter(({ state }) => state === "failed").length },
    ...{ problems: job.problems.map(({ code }) => code).join(" ") },
    ...{ requests: usage.requests, prompt_tokens: tokens.prompt, completion_tokens: tokens.completion },
    // Unknown is empty, never zero.
    ...{ cached_tokens: tokens.cached, usd: usd ?? "", kwh_low: kwh?.low ?? "", kwh_high: kwh?.high ?? "" },
    ...{ kgco2e_low: kgco2e?.low ?? "", kgco2e_high: kgco2e?.high ?? "" },
    ...{ created_at: job.createdAt, updated_at: job.updatedAt, folder: job.folder, video: job.video ?? "" },
  };
}

function asMarkdown({ job, timeline }: Exported): string {
  const startOf = new Map(timeline?.scenes.map(({ name, start }) => [name, start]));
  const scenes = job.scenes.map(({ name, title, file, state }, index) => {
    const start = startOf.get(name);
    const cells = [`${index + 1}`, plain(title || name), start === undefined ? "" : clock(start), stateWords[state]];
    return `| ${cells.join(" | ")} | ${plain(file)} |`;
  });
  const table = ["| # | Scene | Starts at | State | File |", "|---|---|---|---|---|", ...scenes];
  return [
    `# ${plain(job.title || job.topic)}`,
    plain(job.topic) === plain(job.title) ? [] : quoted(job.topic),
    [
      `- State: ${statusWords[job.status]}`,
      `- Made: ${job.createdAt}`,
      `- Quality: ${job.quality}`,
      ...spent(job.usage),
    ],
    scenes.length > 0 ? table : [],
    job.problems.length > 0 ? ["## Problems", "", ...job.problems.map(problemLine)] : [],
  ]
    .map((part) => [part].flat().join("\n"))
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function spent({ requests, tokens, usd, kwh }: Usage): string[] {
  if (requests === 0) return [];
  const cost = usd === null ? "cost not known" : `${usd.toFixed(4)} USD`;
  const energy = kwh === null ? [] : [`- Energy: ${kwh.low.toPrecision(2)} to ${kwh.high.toPrecision(2)} kWh`];
  return [`- Requests: ${requests}, ${tokens.total} tokens, ${cost}`, ...energy];
}

function problemLine({ code, message, fix, scene, line }: Problem): string {
  const place = [scene, line === undefined ? undefined : `line ${line}`]
    .filter((part) => part !== undefined)
    .join(", ");
  const where = place === "" ? "" : ` (${plain(place)})`;
  return `- **${problemKinds[code].title}**${where}: ${plain(message)} ${plain(fix)}`.trimEnd();
}

function quoted(text: string): string[] {
  return text
    .trim()
    .split(/\r\n?|\n/)
    .map((line) => `> ${plain(line)}`);
}

/** One line in which Markdown and HTML of a stranger's say nothing but their letters. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>|#]/g, "\\$&");
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

const statusWords: Record<JobStatus, string> = {
  queued: "waiting",
  running: "running",
  completed: "finished",
  completed_with_errors: "finished with errors",
  failed: "failed",
  cancelled: "cancelled",
};

const stateWords: Record<SceneState, string> = {
  planned: "planned",
  writing: "being written",
  written: "written",
  checking: "being checked",
  repairing: "being repaired",
  checked: "checked",
  rendering: "being rendered",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
};
