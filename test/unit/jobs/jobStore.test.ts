import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noWishes, type Job, type JobRequest } from "../../../protocol/job.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { apply, type JobEvent } from "../../../server/src/jobs/journal.js";
import { JobStore } from "../../../server/src/jobs/jobStore.js";

const request: JobRequest = {
  topic: "t",
  out: "/o",
  quality: "low",
  provider: "auto",
  mode: "auto",
  model: "",
  ...noWishes,
};
let folder: string;
let database: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
  database = openDatabase(folder);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

describe("the store of jobs", () => {
  it("has every event in the journal before a listener is told", () => {
    const store = new JobStore(database);
    const seen: number[] = [];
    store.onChange(({ id }) =>
      seen.push(Number(database.prepare("select count(*) n from journal where job = ?").get(id)?.["n"])),
    );
    const { id } = store.create(request, "/o/t", "T");
    store.record(id, { type: "started" });
    expect(seen).toEqual([1, 2]);
  });

  it("gives the same job from its snapshot as from its journal, read by another process", () => {
    const store = new JobStore(database);
    const { id } = store.create(request, "/o/t", "T");
    store.record(id, { type: "started" });
    store.record(id, { type: "finished", status: "completed", message: "done" });
    const rows = database.prepare("select at, event from journal where job = ? order by seq").all(id);
    const replayed = rows.reduce<Job | null>(
      (job, row) => apply(job, JSON.parse(String(row["event"])) as JobEvent, String(row["at"])),
      null,
    );
    expect(new JobStore(openDatabase(folder)).get(id)).toEqual(replayed);
  });

  it("lists the newest first", () => {
    const store = new JobStore(database);
    const ids = ["a", "b", "c"].map((title) => store.create(request, `/o/${title}`, title).id);
    expect(store.list().map(({ id }) => id)).toEqual(ids.reverse());
  });

  it("lets one process claim a job, and another only once that one is gone", () => {
    const [first, second] = [new JobStore(database), new JobStore(openDatabase(folder))];
    const { id } = first.create(request, "/o/t", "T");
    expect([first.claim(id), second.claim(id), first.claim(id)]).toEqual([true, false, true]);
    database.prepare("update jobs set owner_pid = ? where id = ?").run(2 ** 22 + 7, id);
    expect(second.claim(id)).toBe(true);
  });

  it("takes a process that has not said so for a minute for gone, though its number lives", () => {
    const store = new JobStore(database);
    const { id } = store.create(request, "/o/t", "T");
    store.claim(id);
    store.record(id, { type: "started" });
    expect(store.interruptLost()).toEqual([]);
    database.prepare("update jobs set heartbeat = ? where id = ?").run(Date.now() - 61_000, id);
    expect(store.interruptLost()).toEqual([id]);
    expect(store.get(id)?.status).toBe("queued");
  });

  it("says that it runs its own jobs, and no other process's", () => {
    const [store, other] = [new JobStore(database), new JobStore(openDatabase(folder))];
    const ids = ["/o/1", "/o/2", "/o/3"].map((place) => store.create(request, place, "T").id);
    const [first = "", second = "", third = ""] = ids;
    store.claim(first);
    store.claim(second);
    other.claim(third);
    database.exec("update jobs set heartbeat = 0");
    store.heartbeat([first, third]);
    expect(ids.map((id) => store.isOwned(id))).toEqual([true, false, false]);
  });

  it("passes a request to cancel from one process to the other", () => {
    const [runner, asker] = [new JobStore(database), new JobStore(openDatabase(folder))];
    const { id } = runner.create(request, "/o/t", "T");
    runner.claim(id);
    expect(runner.cancelAsked([id, "another"])).toEqual([]);
    asker.askCancel(id);
    expect(runner.cancelAsked([id, "another"])).toEqual([id]);
  });

  it("keeps nothing of a change that fails", () => {
    const store = new JobStore(database);
    expect(() => store.record("none", { type: "started" })).toThrow(/no job/);
    const { id } = store.create(request, "/o/t", "T");
    expect(store.record(id, { type: "started" }).status).toBe("running");
  });
});
