/**
 * The built command line, killed at random moments and resumed until it is done. For a long run:
 * MANIM_VIDEO_TEST_KILLS=200 npx vitest run --project server test/server/kills.test.ts
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../protocol/job.js";
import type { JobEvent } from "../../server/src/jobs/journal.js";
import { seeded } from "../fixtures/batch/seeded.js";
import { soakFigure } from "../fixtures/soakFigure.js";
import { framesOf, halfFiles, runCommand, startCommand, type Places, type Ran } from "./commandLine.js";
import { processesNaming, until } from "./languageClient.js";

const kills = Number(process.env["MANIM_VIDEO_TEST_KILLS"] ?? 6);
const seed = Number(process.env["MANIM_VIDEO_TEST_SEED"] ?? 20261121);
/** Milliseconds: a run from nothing to the finished video takes about as long. */
const longest = 2500;

let root: string;
let places: Places;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "kills-"));
  places = { state: join(root, "state"), out: join(root, "videos") };
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What happened to a job, oldest first. */
function journalOf(id: string): JobEvent[] {
  const database = new DatabaseSync(join(places.state, "manim-video.db"), { readOnly: true });
  const rows = database.prepare("select event from journal where job = ? order by seq").all(id);
  database.close();
  return rows.map(({ event }) => JSON.parse(String(event)) as JobEvent);
}

/** Scenes that were rendered although their render was finished before. */
function renderedTwice(events: JobEvent[]): number[] {
  const done = new Set<number>();
  return events.flatMap((event) => {
    if (event.type !== "scene") return [];
    if (event.state === "done") done.add(event.index);
    return event.state === "rendering" && done.has(event.index) ? [event.index] : [];
  });
}

function expectWhole(job: Job): void {
  expect(job).toMatchObject({ status: "completed", percentage: 100, problems: [] });
  const { scenes } = JSON.parse(readFileSync(job.metadata!, "utf8")) as { scenes: { frames: number }[] };
  expect(scenes).toHaveLength(3);
  expect(framesOf(job.video!)).toBe(scenes.reduce((sum, { frames }) => sum + frames, 0));
  for (const made of ["captions.srt", "captions.vtt", "thumbnail.png", "contact-sheet.png"])
    expect(readdirSync(job.folder)).toContain(made);
  expect(renderedTwice(journalOf(job.id))).toEqual([]);
}

describe(`killed ${kills} times at random moments (seed ${seed})`, () => {
  it(
    "a job goes on from its last finished step until its video is whole",
    async () => {
      const random = seeded(seed);
      let [left, number] = [kills, 0];
      const nextOutline = (): string[] => {
        number++;
        const headings = ["First", "Second", "Third"].map((name) => `## ${name}\n- point ${number}\n`);
        writeFileSync(join(root, "topic.md"), `# Topic ${number}\n\n${headings.join("\n")}`);
        return ["generate", join(root, "topic.md")];
      };
      let command = nextOutline();
      for (;;) {
        const ran = left > 0 ? await killedAt(command, random() * longest) : await startCommand(places, command).ended;
        if (ran.code === null) {
          left--;
          await until("the end of all it started", () => processesNaming(places.state).length === 0);
          const [newest] = (await runCommand(places, ["jobs", "list"])).answer.jobs!;
          if (newest?.title !== `Topic ${number}`) continue;
          command = ["jobs", "resume", newest.id];
          continue;
        }
        expect([ran.code, ran.stderr.split("\n").at(-2)]).toEqual([0, expect.stringContaining("100 %")]);
        expectWhole(ran.answer.job!);
        if (left === 0) break;
        command = nextOutline();
      }
      expect(halfFiles(root)).toEqual([]);
      expect(readdirSync(join(places.state, "scratch")).length).toBeLessThanOrEqual(1);
      soakFigure(`${kills} kills, ${number} videos whole`);
    },
    60_000 + kills * 10_000,
  );
});

/** Lets a command run and kills it at this moment (milliseconds), unless it has ended before. */
async function killedAt(command: string[], moment: number): Promise<Ran> {
  const { child, ended } = startCommand(places, command);
  const timer = setTimeout(() => child.kill("SIGKILL"), moment);
  const ran = await ended;
  clearTimeout(timer);
  return ran;
}
