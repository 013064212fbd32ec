import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HistoryFilter, HistoryPage, JobRow } from "../../../protocol/calls/historyCalls.js";
import { problem } from "../../../protocol/problems.js";
import { JobHistory, noFilter } from "../../../webview/src/jobHistory.js";
import { jobWith } from "../client/jobs.js";

const rowAt = (number: number): JobRow => ({ ...jobWith({ id: String(number), status: "completed" }), scenes: 1 });

/** A history of `total` jobs whose pages are asked for; answers come in the next turn. */
function historyOf(total: number) {
  const asked: { filter: HistoryFilter; from: number; count: number }[] = [];
  const changed = vi.fn();
  const held = { total, fails: false };
  const history = new JobHistory((value) => {
    asked.push(value);
    if (held.fails) return Promise.resolve({ ok: false, problem: problem("disk-full", "full") });
    const rows = Array.from({ length: Math.max(0, Math.min(value.count, held.total - value.from)) }, (_, index) =>
      rowAt(value.from + index),
    );
    const page: HistoryPage = { total: held.total, from: value.from, rows, lists: [] };
    return Promise.resolve({ ok: true, value: page });
  }, changed);
  return { history, asked, changed, held };
}
const turn = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the pages of the list", () => {
  it("are asked for where they are seen, and once", async () => {
    const { history, asked } = historyOf(5000);
    history.see(0, 20);
    history.see(0, 20);
    await turn();
    expect([history.total, history.row(19)?.id, history.row(100)]).toEqual([5000, "19", undefined]);
    history.see(4_195, 4_215);
    await turn();
    expect(asked.map(({ from }) => from)).toEqual([0, 4_100, 4_200]);
    expect([history.row(4_200)?.id, history.placeOf("4199")]).toEqual(["4200", 4_199]);
  });

  it("are forgotten with another filter, and an answer to the earlier one is not used", async () => {
    const { history, asked, held } = historyOf(300);
    history.see(0, 20);
    held.total = 2;
    history.setFilter({ ...noFilter, text: "waves" });
    expect(history.total).toBeNull();
    await turn();
    expect([history.total, history.row(5), asked.at(-1)?.filter.text]).toEqual([2, undefined, "waves"]);
  });

  it("show a change in its place at once, and read again at most twice a second", async () => {
    const { history, asked, changed } = historyOf(10);
    history.see(0, 10);
    await turn();
    changed.mockClear();
    history.accept(jobWith({ id: "3", status: "completed", title: "Renamed" }));
    expect([history.row(3)?.title, changed.mock.calls.length, asked.length]).toEqual(["Renamed", 1, 1]);
    for (let number = 0; number < 60; number++) {
      history.accept(jobWith({ id: `new ${number}` }));
      await vi.advanceTimersByTimeAsync(1000 / 60);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.length - 1).toBeGreaterThan(0);
    expect(asked.length - 1).toBeLessThanOrEqual(4);
  });

  it("say why they cannot be read, and are there again afterwards", async () => {
    const { history, held } = historyOf(3);
    held.fails = true;
    history.see(0, 3);
    await turn();
    expect([history.problem?.code, history.total]).toEqual(["disk-full", null]);
    held.fails = false;
    history.refresh();
    await turn();
    expect([history.problem, history.total]).toEqual([null, 3]);
  });
});
