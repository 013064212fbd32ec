import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HistoryFilter } from "../../../protocol/calls/historyCalls.js";
import type { Job, JobStatus } from "../../../protocol/job.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { JobSearch } from "../../../server/src/jobs/jobSearch.js";
import { jobWith } from "../client/jobs.js";

let folder: string;
let database: DatabaseSync;
let search: JobSearch;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "search-"));
  database = openDatabase(folder);
  search = new JobSearch(database);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function add(more: Partial<Job>): void {
  const job = jobWith({ status: "completed", ...more });
  database
    .prepare("insert into jobs (id, folder, request, snapshot, status, created_at) values (?, ?, '{}', ?, ?, ?)")
    .run(job.id, job.folder, JSON.stringify(job), job.status, job.createdAt);
}
const all: HistoryFilter = { text: "", status: null, provider: null, month: null };
const idsOf = (filter: Partial<HistoryFilter>, from = 0, count = 100) =>
  search.page({ ...all, ...filter }, from, count).rows.map(({ id }) => id);

describe("the search for jobs", () => {
  it("keeps a list together, in its order, where its newest job stands, and says where each list begins", () => {
    for (const [id, list, minute] of [
      ["1", "", 1],
      ["2", "a", 2],
      ["3", "b", 3],
      ["4", "a", 4],
      ["5", "", 5],
    ] as const)
      add({ id, list, createdAt: `2026-11-21T10:0${minute}:00.000Z`, mode: list === "a" ? "batch" : "interactive" });
    add({ id: "6", list: "b", createdAt: "2026-11-21T10:03:30.000Z", status: "running" });
    const page = search.page(all, 0, 100);
    expect(page.rows.map(({ id }) => id)).toEqual(["5", "2", "4", "3", "6", "1"]);
    expect(page.lists).toEqual([
      { list: "a", at: 1, count: 2, ready: 2, batch: true },
      { list: "b", at: 3, count: 2, ready: 1, batch: false },
    ]);
    expect(search.page(all, 2, 2)).toMatchObject({ total: 6, from: 2, rows: [{ id: "4" }, { id: "3" }] });
    expect(search.listState("b")).toEqual({ count: 2, ready: 1, active: true, open: false });
    expect(search.recent().map(({ id }) => id)).toEqual(["5", "4", "6", "3", "2", "1"]);
  });

  it("finds every word in title or topic whatever its case, and takes no word for a pattern", () => {
    add({ id: "de", title: "Überlagerung von Wellen", topic: "waves" });
    add({ id: "percent", title: "What is 100%?", topic: "percent" });
    expect(idsOf({ text: "überlagerung WAVES" })).toEqual(["de"]);
    expect(idsOf({ text: "waves percent" })).toEqual([]);
    expect(idsOf({ text: "%" })).toEqual(["percent"]);
    expect(idsOf({ text: "_" })).toEqual([]);
  });

  it("filters by status, author and month, and says what there is to filter by", () => {
    add({ id: "a", status: "failed", provider: "gemini", createdAt: "2026-10-31T23:59:59.999Z" });
    add({ id: "b", status: "completed", provider: "templates", createdAt: "2026-11-01T00:00:00.000Z" });
    const filters: [Partial<HistoryFilter>, string][] = [
      [{ status: "failed" satisfies JobStatus }, "a"],
      [{ provider: "templates" }, "b"],
      [{ month: "2026-10" }, "a"],
      [{ month: "2026-11" }, "b"],
    ];
    for (const [filter, id] of filters) expect(idsOf(filter), JSON.stringify(filter)).toEqual([id]);
    expect(search.facets()).toEqual({ total: 2, months: ["2026-11", "2026-10"], providers: ["gemini", "templates"] });
  });

  it("reads no snapshot of 5,000 jobs but those of the page", () => {
    database.exec("begin");
    for (let number = 0; number < 5000; number++) {
      const createdAt = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
      add({ id: String(number), title: `Video ${number}`, list: number % 5 === 0 ? `l${number >> 4}` : "", createdAt });
    }
    database.exec("commit");
    const plans = [all, { ...all, text: "77", provider: "gemini" as const, status: "failed" as const }].map(
      (filter) => {
        const queries: string[] = [];
        const spied = new Proxy(database, {
          get: (target, name) =>
            name === "prepare"
              ? (sql: string) => (queries.push(sql), target.prepare(sql))
              : (Reflect.get(target, name) as () => void).bind(target),
        });
        new JobSearch(spied).page(filter, 0, 100);
        const [first = ""] = queries;
        const holes = first.split("?").length - 1;
        const plan = database.prepare(`explain query plan ${first}`).all(...Array<string>(holes).fill(""));
        return plan.map(({ detail }) => String(detail)).join("; ");
      },
    );
    for (const plan of plans) expect(plan).toContain("COVERING INDEX jobs_shown");
    expect(search.page(all, 4_900, 100).rows).toHaveLength(100);
    expect(search.recent()).toHaveLength(100);
  });
});
