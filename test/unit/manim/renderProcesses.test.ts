import { describe, expect, it } from "vitest";
import { renderProcesses } from "../../../server/src/manim/renderProcesses.js";

/** One scene is running on an idle machine of eight cores, unless said otherwise. */
const room = { left: 1, settings: { renderConcurrency: 6 }, slots: { concurrency: 8, pending: 1, size: 0 } };

describe("processes that draw one scene", () => {
  it("are as many as scenes may be rendered at once, for the last scene", () => {
    expect(renderProcesses("high", room, 8)).toBe(6);
    expect(renderProcesses("high", { ...room, settings: { renderConcurrency: 20 } }, 8)).toBe(8);
    expect(renderProcesses("4k", room, 4)).toBe(4);
  });

  it("are shared between the scenes that are left", () => {
    expect(renderProcesses("high", { ...room, left: 2 }, 8)).toBe(3);
    expect(renderProcesses("high", { ...room, left: 4 }, 8)).toBe(1);
    expect(renderProcesses("high", { ...room, left: Infinity }, 8)).toBe(1);
  });

  it("leave the cores to what runs or waits beside", () => {
    expect(renderProcesses("high", { ...room, slots: { concurrency: 8, pending: 6, size: 0 } }, 8)).toBe(3);
    expect(renderProcesses("high", { ...room, slots: { concurrency: 8, pending: 8, size: 0 } }, 8)).toBe(1);
    expect(renderProcesses("high", { ...room, slots: { concurrency: 8, pending: 1, size: 1 } }, 8)).toBe(1);
    expect(renderProcesses("high", room, 1)).toBe(1);
  });

  it("are one for small frames, where a cut does not pay", () => {
    expect(renderProcesses("low", room, 8)).toBe(1);
    expect(renderProcesses("medium", room, 8)).toBe(6);
  });
});
