/** Hostile scenes on real workers in their sandbox: a sample of them here, all of them in npm run soak. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allAttacks, sample } from "../fixtures/hostile/all.js";
import type { Grounds } from "../fixtures/hostile/attack.js";
import { claiming } from "../fixtures/hostile/lying.js";
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

describe("a render that lies about its video", () => {
  const lies = new HostileRig();
  beforeAll(() => lies.open());
  afterAll(() => lies.close());

  it.each<[string, (grounds: Grounds) => string]>([
    ["is another job's file", () => claiming("../neighbour/secret.txt")],
    ["is anywhere", ({ home }) => claiming(`${home}/notes.txt`)],
    [
      "is reached by a link",
      ({ home }) => claiming("door", `os.symlink(${JSON.stringify(`${home}/notes.txt`)}, 'door')`),
    ],
    [
      "is behind a linked folder",
      ({ home }) => claiming("way/notes.txt", `os.symlink(${JSON.stringify(home)}, 'way')`),
    ],
    ["is not there", () => claiming("nothing.mp4")],
    ["is a folder", () => claiming("folder", "os.mkdir('folder')")],
    ["is a pipe", () => claiming("pipe", "os.mkfifo('pipe')")],
    ["has no name", () => claiming("")],
    ["has a name that is none", () => claiming("a\0b")],
  ])("gives a problem when it %s", async (_, source) => {
    expect(await lies.render(source)).toMatchObject({ code: "worker-lost" });
  });
});

it("is one of at least a hundred", () => {
  expect(new Set(allAttacks.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(allAttacks.length);
  expect(allAttacks.length).toBeGreaterThanOrEqual(100);
});
