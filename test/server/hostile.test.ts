/** Hostile scenes on real workers in their sandbox: a sample of them here, all of them in npm run soak. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allAttacks, sample } from "../fixtures/hostile/all.js";
import { HostileRig } from "../fixtures/hostile/rig.js";

const attacks = process.env["MANIM_VIDEO_SOAK"] === "1" ? allAttacks : sample(20);
const rig = new HostileRig();

describe("a hostile scene leaves the service up and nothing touched", () => {
  beforeAll(() => rig.open());
  afterAll(() => rig.close());

  it.each(attacks.map((attack) => [`${attack.kind}: ${attack.name}`, attack] as const))("%s", async (_, attack) => {
    const { touched, seconds } = await rig.run(attack);
    expect(touched).toEqual([]);
    expect(seconds).toBeLessThan(60);
  });
});

it("is one of at least a hundred", () => {
  expect(new Set(allAttacks.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(allAttacks.length);
  expect(allAttacks.length).toBeGreaterThanOrEqual(100);
});
