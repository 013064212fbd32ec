/** What the panel asks about jobs, in the built language server: one scene cancelled, stills, the same video again, deleting. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnsweredCall, AnsweredCalls } from "../../protocol/calls/panelCalls.js";
import type { Job } from "../../protocol/job.js";
import { GenerateRequest, ListJobsRequest, PanelCallRequest, type Answer } from "../../protocol/server.js";
import { LanguageClient, problemOf, valueOf } from "./languageClient.js";

let root: string;
let state: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "server-history-"));
  state = join(root, "state");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Asked<Name extends AnsweredCall> = AnsweredCalls[Name];
async function ask<Name extends AnsweredCall>(client: LanguageClient, name: Name, value: Asked<Name>["value"]) {
  const answer = await client.connection.sendRequest(PanelCallRequest, { name, value });
  return answer as Answer<Asked<Name>["answer"]>;
}

const topic = ["First", "Second", "Third"].map((title) => `## ${title}\n- a point of ${title}\n`).join("\n");
const states = ({ scenes }: Job) => scenes.map(({ state: at }) => at).join();

describe("the history of jobs", () => {
  let id: string;

  it("ends the work on one scene, also over a kill, and makes the video of the others, which it draws", async () => {
    let client = await LanguageClient.open({ state });
    const asked = { topic: `# Cancelled scene\n\n${topic}`, out: join(root, "videos"), quality: "medium" as const };
    ({ id } = valueOf(await client.connection.sendRequest(GenerateRequest, asked)));
    await client.job(id, ({ scenes }) => scenes.some((scene) => scene.state === "checking"));
    expect(await ask(client, "history.cancelScene", { id, index: 1 })).toEqual({ ok: true, value: null });
    await client.job(id, ({ scenes }) => scenes[1]?.state === "cancelled");
    await client.job(id, ({ scenes }) => scenes.some((scene) => scene.state === "rendering"));
    await client.kill();

    client = await LanguageClient.open({ state });
    const ended = await client.job(id, ({ status }) => status.startsWith("completed") || status === "failed");
    expect([ended.status, states(ended)]).toEqual(["completed_with_errors", "done,cancelled,done"]);
    expect(ended.problems).toMatchObject([
      { code: "scene-cancelled", severity: "warning", scene: ended.scenes[1]?.name },
    ]);
    for (const scene of ended.scenes) {
      if (scene.state !== "done") continue;
      expect(scene.still).toContain(join(state, "stills"));
      const header = readFileSync(scene.still ?? "").subarray(0, 24);
      expect([header.toString("latin1", 1, 4), header.readUInt32BE(16)]).toEqual(["PNG", 854]);
    }
    const times = valueOf(await ask(client, "history.times", { id }));
    expect(times).toMatchObject({ expected: null });
    expect(Date.parse(times.endedAt ?? "")).toBeGreaterThan(Date.parse(times.startedAt ?? ""));
    await client.close();
  });

  it("makes the same video again in a folder of its own, with the scene that was cancelled, and deletes either, with its files or without", async () => {
    const client = await LanguageClient.open({ state });
    const again = valueOf(await ask(client, "guarded.rerunJob", { id }));
    const first = valueOf(await ask(client, "results.job", { id }));
    expect([again.topic, again.id === first.id, dirname(again.folder)]).toEqual([
      first.topic,
      false,
      dirname(first.folder),
    ]);
    expect(again.folder).not.toBe(first.folder);
    const done = await client.job(again.id, ({ status }) => status === "completed");
    expect(states(done)).toBe("done,done,done");

    const all = { text: "", status: null, provider: null, month: null };
    const page = valueOf(await ask(client, "history.page", { filter: all, from: 0, count: 10 }));
    expect(page.rows.map((row) => row.id)).toEqual([again.id, id]);
    expect(problemOf(await ask(client, "history.page", { filter: all, from: 0, count: 10_000 })).code).toBe(
      "internal-error",
    );
    const request = valueOf(await ask(client, "history.request", { id }));
    expect(request).toMatchObject({ topic: first.topic, quality: "medium", provider: "templates" });

    expect(await ask(client, "guarded.deleteJob", { id: again.id, withFiles: true })).toEqual({
      ok: true,
      value: null,
    });
    expect([existsSync(again.folder), existsSync(first.folder)]).toEqual([false, true]);
    expect(await ask(client, "guarded.deleteJob", { id, withFiles: false })).toEqual({ ok: true, value: null });
    expect([existsSync(first.folder), await client.connection.sendRequest(ListJobsRequest)]).toEqual([true, []]);
    expect(problemOf(await ask(client, "history.times", { id })).code).toBe("job-missing");
    await client.close();
  });
});
