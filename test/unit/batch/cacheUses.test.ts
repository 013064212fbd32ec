import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheUses } from "../../../server/src/batch/cacheUses.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { ownCacheName } from "../../../server/src/llm/context/cacheNames.js";

let folder: string;
let database: DatabaseSync;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manim-video-cache-uses-"));
  database = openDatabase(folder);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** A batch of these requests, each with its system text and the cache that it names. */
function batch(id: string, requests: { system: string; cache?: string; pool?: string }[], more: object = {}): void {
  const row = { model: "m", phase: "created", ended: null, ...more } as Record<string, string | null>;
  database
    .prepare(
      `insert into batches (id, pool, provider, model, display_name, hash, form, phase, state, requests, created_at, ended_at)
       values (?, 'p', 'gemini', ?, ?, '', 'inline', ?, 'JOB_STATE_RUNNING', ?, '2026-11-21T08:00:00.000Z', ?)`,
    )
    .run(id, row["model"]!, `name of ${id}`, row["phase"]!, requests.length, row["ended"]!);
  requests.forEach(({ system, cache, pool = "p" }, index) =>
    database
      .prepare(
        `insert into entries (key, attempt, pool, provider, model, label, request, batch, idx, state)
         values (?, 0, ?, 'gemini', ?, '', ?, ?, ?, 'sent')`,
      )
      .run(
        `${id}-${index}`,
        pool,
        row["model"]!,
        JSON.stringify({ kind: "generate", request: { system, cache } }),
        id,
        index,
      ),
  );
}

const cache = (name: string, displayName: string, model = "m") => ({
  ...{ name, displayName, model, createdAt: "2026-11-21T09:00:00.123456Z" },
});

describe("who uses a context cache", () => {
  it("is whose requests name it, counted by batch and pool", () => {
    batch("b1", [
      { system: "s", cache: "cachedContents/1" },
      { system: "s", cache: "cachedContents/1" },
      { system: "s", cache: "cachedContents/1", pool: "other" },
      { system: "s", cache: "cachedContents/2" },
    ]);
    const uses = cacheUses(database, [cache("cachedContents/1", "mine"), cache("cachedContents/9", "unused")]);
    expect([...uses.keys()]).toEqual(["cachedContents/1"]);
    expect(uses.get("cachedContents/1")).toEqual([
      { pool: "other", batch: "b1", displayName: "name of b1", requests: 1 },
      { pool: "p", batch: "b1", displayName: "name of b1", requests: 2 },
    ]);
  });

  it("is also a batch whose instructions we keep under their own name, unless its requests name another", () => {
    batch("b1", [{ system: "long" }, { system: "long" }, { system: "other" }]);
    batch("b2", [{ system: "long", cache: "cachedContents/7" }]);
    const uses = cacheUses(database, [cache("cachedContents/1", ownCacheName("long"))]);
    expect(uses.get("cachedContents/1")?.map(({ batch, requests }) => [batch, requests])).toEqual([["b1", 2]]);
  });

  it("is nobody whose batch ended before it was made, was never sent, or asks another model", () => {
    const naming = [{ system: "s", cache: "cachedContents/1" }];
    batch("ended", naming, { ended: "2026-11-21T08:30:00.000Z" });
    batch("dropped", naming, { phase: "dropped" });
    batch("other", naming, { model: "other" });
    batch("later", naming, { ended: "2026-11-21T09:30:00.000Z" });
    const uses = cacheUses(database, [cache("cachedContents/1", "mine")]);
    expect(uses.get("cachedContents/1")?.map(({ batch }) => batch)).toEqual(["later"]);
  });
});
