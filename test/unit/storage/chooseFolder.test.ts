import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DatabaseSync } from "node:sqlite";
import { noWishes, type JobRequest } from "../../../protocol/job.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { JobStore } from "../../../server/src/jobs/jobStore.js";
import { chooseFolder } from "../../../server/src/storage/chooseFolder.js";

let out: string;
let database: DatabaseSync;
let store: JobStore;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "folders-"));
  database = openDatabase(join(out, ".state"));
  store = new JobStore(database);
});
afterEach(() => {
  database.close();
  rmSync(out, { recursive: true });
});

const request = (topic: string, language = ""): JobRequest => ({
  ...{ topic, out, quality: "low", provider: "auto", mode: "auto", model: "" },
  ...noWishes,
  language,
});

/** The name of the folder that a job for the topic gets. */
async function job(topic: string, language = ""): Promise<{ id: string; name: string }> {
  const asked = request(topic, language);
  const folder = await chooseFolder(asked, database);
  return { id: store.create(asked, folder, topic).id, name: folder.slice(out.length + 1) };
}

describe("the folder of a topic", () => {
  it("is the same one for the same topic, and a numbered one for another of the same name", async () => {
    const first = await job("Sine");
    mkdirSync(join(out, first.name));
    expect([first.name, (await job("Sine")).name, (await job("Sine!")).name]).toEqual(["sine", "sine", "sine-2"]);
  });

  it("belongs to a job that waits, though it is not made yet", async () => {
    const waiting = await job("Sine");
    const other = await job("Sine!");
    expect([waiting.name, other.name]).toEqual(["sine", "sine-2"]);
    for (const { id } of [waiting, other])
      store.record(id, { type: "finished", status: "cancelled", message: "Cancelled" });
    expect((await job("Sine?")).name, "nothing was made in it").toBe("sine");
  });

  it("is another for each language that the topic is explained in", async () => {
    const names = [(await job("Sine", "English")).name, (await job("Sine", "Deutsch")).name];
    expect(names).toEqual(["sine", "sine-2"]);
    for (const name of names) mkdirSync(join(out, name));
    expect([(await job("Sine", "English")).name, (await job("Sine", "Deutsch")).name]).toEqual(names);
  });

  it("is known by its storyboard where another installation made it", async () => {
    mkdirSync(join(out, "sine"));
    writeFileSync(join(out, "sine", "storyboard.json"), JSON.stringify({ topic: "Sine!" }));
    expect([(await job("Sine")).name, (await job("Sine!")).name]).toEqual(["sine-2", "sine"]);
  });
});
