import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkpoints, type Checkpoint } from "../../../server/src/batch/follow.js";
import { buildWorker, KillRig } from "../../fixtures/batch/killRig.js";
import { misbehave } from "../../fixtures/batch/misbehave.js";
import { seeded } from "../../fixtures/batch/seeded.js";
import { soakFigure } from "../../fixtures/soakFigure.js";

let worker: string;
beforeAll(async () => {
  worker = await buildWorker();
});
afterAll(() => rmSync(dirname(worker), { recursive: true }));

async function rig(latency?: () => number): Promise<KillRig> {
  const made = new KillRig(worker, latency);
  await made.start();
  return made;
}

/** What has to go wrong for a step to be come to. */
const circumstances: Partial<Record<Checkpoint, (rig: KillRig) => void>> = {
  "create.unsure": ({ server }) => (server.creates = ["cut"]),
  "create.unsent": ({ server }) => (server.creates = ["unsent"]),
  "create.refused": ({ server }) => (server.largest = 2),
  "find.before": ({ server }) => (server.creates = ["cut"]),
  "find.answered": ({ server }) => (server.creates = ["cut"]),
  "find.counted": ({ server }) => Object.assign(server, { creates: ["cut"], listLag: 3 }),
  "find.adopted": ({ server }) => Object.assign(server, { creates: ["cut"], listLag: 2 }),
  "find.resend": ({ server }) => (server.creates = ["lost"]),
  "cancel.before": late,
  "cancel.answered": late,
  "cancel.abandoned": (rig) => {
    late(rig);
    rig.server.ignoresCancel = true;
  },
  "single.before": unanswered,
  "single.answered": unanswered,
  "single.written": unanswered,
};

function late(rig: KillRig): void {
  rig.deadline = Date.now() + 3000;
  rig.server.looks = Infinity;
}

function unanswered({ server }: KillRig): void {
  server.mangle = (answers) => answers.slice(1);
}

describe("killed at", () => {
  it.concurrent.each(checkpoints)("%s and started again it sends nothing twice and loses nothing", async (at) => {
    const made = await rig();
    circumstances[at]?.(made);
    const killed = await made.run({ at, time: 1 });
    expect(killed.signal, `it never came to ${at}: ${killed.log}`).toBe("SIGKILL");
    const end = await made.run();
    made.expectWhole(end);
    expect(Object.values(end.answers ?? {}).map(({ kind }) => kind)).toEqual(Array<string>(8).fill("answer"));
    // A single call that is cut by a kill is the only one that may be paid for again.
    const allowed = at === "single.before" || at === "single.answered" ? 2 : 1;
    for (const prompt of made.server.singles)
      expect(made.server.singles.filter((other) => other === prompt).length).toBeLessThanOrEqual(allowed);
    await made.close();
  });

  let hits = 0;
  const seeds = process.env["MANIM_VIDEO_SOAK"] === "1" ? 200 : 8;
  it.concurrent.each(Array.from({ length: seeds }, (_, seed) => seed + 1))(
    "moments that seed %i chooses, by a server that misbehaves as it chooses",
    async (seed) => {
      const random = seeded(seed);
      const made = await rig(() => random() * 15);
      misbehave(made.server, seed, random);
      for (let kills = 1 + Math.floor(random() * 3); kills > 0; kills -= 1) {
        const killed = await made.run(null, random() * 400);
        if (killed.signal === null) break;
        hits += 1;
      }
      made.expectWhole(await made.run());
      await made.close();
    },
  );

  // After the concurrent ones: that the moments were not all too late.
  afterAll(() => {
    soakFigure(`${hits} kills at moments of ${seeds} seeds`);
    expect(hits).toBeGreaterThan(seeds / 2);
  });
});
