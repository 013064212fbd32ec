import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BackendState } from "../../../client/src/backend.js";
import { LastingState, restartGrace } from "../../../client/src/lastingState.js";

let told: BackendState[];
let state: LastingState;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  state = new LastingState((now) => told.push(now));
});
afterEach(() => {
  state.dispose();
  vi.useRealTimers();
});

describe("the state of the backend", () => {
  it("is starting between a crash and the next process, and never stopped", () => {
    for (const said of ["starting", "running", "stopped", "starting", "running"] as const) state.change(said);
    vi.advanceTimersByTime(2 * restartGrace);
    expect(told).toEqual(["starting", "running", "starting", "running"]);
    expect(state.current).toBe("running");
  });

  it("is stopped when nothing starts it again", () => {
    for (const said of ["starting", "running", "stopped"] as const) state.change(said);
    vi.advanceTimersByTime(restartGrace - 1);
    expect(state.current).toBe("starting");
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["starting", "running", "starting", "stopped"]);
  });

  it("is told of nothing once nobody listens", () => {
    for (const said of ["running", "stopped"] as const) state.change(said);
    state.dispose();
    vi.advanceTimersByTime(2 * restartGrace);
    expect(told).toEqual(["running", "starting"]);
  });
});
