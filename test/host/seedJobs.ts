/** A history of many jobs, written into the state folder of an editor before its backend has started. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { isFinal, noWishes, type Job, type JobStatus } from "../../protocol/job.js";
import { problem } from "../../protocol/problems.js";
import { openDatabase } from "../../server/src/jobs/database.js";
import type { Editor } from "./editor.js";

/** The extension's own storage, as VS Code places it. */
export function stateFolderOf(editor: Editor): string {
  return join(dirname(editor.workspace), "user", "User", "globalStorage", "manim-video.manim-video");
}

const statuses: JobStatus[] = ["completed", "completed_with_errors", "failed", "cancelled", "completed"];
const subjects = ["Fourier series", "Binary search", "Tides", "Prime numbers", "Rainbows", "Bayes' theorem"];

/** Jobs of the last year, the newest last; every fiftieth begins a list of four. Each is as large as real ones are. */
export function seedJobs(folder: string, count: number, more: (number: number) => Partial<Job> = () => ({})): void {
  mkdirSync(folder, { recursive: true });
  const database = openDatabase(folder);
  const add = database.prepare(
    "insert into jobs (id, folder, request, snapshot, status, created_at) values (?, ?, ?, ?, ?, ?)",
  );
  const tell = database.prepare("insert into journal values (?, ?, ?, ?)");
  database.exec("begin");
  for (let number = 0; number < count; number++) {
    const job = { ...jobOf(number, count), ...more(number) };
    const { id, topic, quality, provider, mode, list } = job;
    const request = { ...noWishes, topic, out: "/nowhere/videos", quality, provider, mode, model: "", list };
    add.run(id, job.folder, JSON.stringify(request), JSON.stringify(job), job.status, job.createdAt);
    tell.run(
      id,
      0,
      job.createdAt,
      JSON.stringify({ type: "created", id, request, folder: job.folder, title: job.title }),
    );
    tell.run(id, 1, job.createdAt, JSON.stringify({ type: "started" }));
    if (isFinal(job.status)) {
      const finished = { type: "finished", status: job.status, message: job.message };
      tell.run(id, 2, job.updatedAt, JSON.stringify(finished));
    }
  }
  database.exec("commit");
  database.close();
}

function jobOf(number: number, count: number): Job {
  const status = statuses[number % statuses.length] ?? "completed";
  const at = Date.now() - (count - number) * 60 * 60 * 1000;
  const subject = subjects[number % subjects.length] ?? "";
  const scenes = Array.from({ length: 5 }, (_, index) => ({
    ...{ index, name: `Scene${index}`, title: `Part ${index + 1} of ${subject}`, file: `scenes/0${index + 1}_part.py` },
    state: status === "completed" || index < 3 ? ("done" as const) : ("failed" as const),
  }));
  const message = "“Label” and “Axis” overlap between 3.2 and 4.5 seconds of the scene.";
  const found = problem("layout-overlap", message, { scene: "Scene1", file: "scenes/02_part.py", line: 12 });
  return {
    id: `seed${number}`,
    topic: `Explain ${subject.toLowerCase()}, number ${number}`,
    title: `${subject} ${number}`,
    ...{ stage: "completed", percentage: status === "completed" ? 100 : 62, status, message: "The video is finished" },
    ...{ provider: number % 3 === 0 ? "templates" : "gemini", mode: number % 50 < 4 ? "batch" : "interactive" },
    list: number % 50 < 4 ? `list${Math.floor(number / 50)}` : "",
    quality: "medium",
    folder: `/nowhere/videos/seed-${number}`,
    scenes,
    problems: status === "completed" ? [] : [found, found, found],
    error: null,
    ...{ video: null, captions: null, thumbnail: null, metadata: null },
    usage: {
      requests: 7,
      tokens: { prompt: 21_000, completion: 9_000, cached: 4_000, total: 30_000 },
      ...{ usd: 0.0312, kwh: null, kgco2e: null },
    },
    createdAt: new Date(at).toISOString(),
    updatedAt: new Date(at + 180_000 + (number % 60) * 1000).toISOString(),
  };
}
