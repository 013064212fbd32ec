import type { ReactiveController, ReactiveControllerHost } from "lit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { VideosQuote, VideosTask } from "../../../../protocol/calls/newJobCalls.js";
import type { PanelMessage } from "../../../../protocol/panel.js";
import { problem } from "../../../../protocol/problems.js";
import type { Answer } from "../../../../protocol/server.js";
import { LiveQuote, type Task } from "../../../../webview/src/newJob/liveQuote.js";

const posted: PanelMessage[] = [];
const page = new EventTarget();
vi.stubGlobal("window", page);
vi.stubGlobal("acquireVsCodeApi", () => ({ postMessage: (message: PanelMessage) => void posted.push(message) }));

const calls = () => posted.flatMap((message) => (message.type === "call" ? [message] : []));
const ended = () => posted.flatMap((message) => (message.type === "endCall" ? [message.id] : []));
const idOf = (place: number) => calls().at(place)?.id ?? NaN;
async function answer(id: number, given: Answer<unknown>) {
  page.dispatchEvent(new MessageEvent("message", { data: { type: "answer", id, answer: given } }));
  await vi.advanceTimersByTimeAsync(0);
}

const task = (topic: string): Task => {
  const shared: VideosTask["shared"] = { out: "videos" };
  return { kind: "videos", task: { topics: [{ topic }], isList: false, shared } };
};
const free: VideosQuote = { quote: null, provider: "templates", mode: "interactive" };

describe("the quote that follows what is typed", () => {
  let quote: LiveQuote;
  let part: ReactiveController;
  const host = {
    addController: (added: ReactiveController) => void (part = added),
    requestUpdate: vi.fn(),
  } as unknown as ReactiveControllerHost;
  beforeEach(() => {
    vi.useFakeTimers();
    posted.length = 0;
    quote = new LiveQuote(host);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is asked for once the typing rests, and not again for the same", async () => {
    for (const topic of ["W", "Wh", "Why"]) {
      quote.follow(task(topic));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(calls()).toEqual([]);
    expect(quote.shown).toEqual({ state: "asking", last: null });
    await vi.advanceTimersByTimeAsync(500);
    expect(calls().map(({ value }) => (value as VideosTask).topics[0]?.topic)).toEqual(["Why"]);
    await answer(idOf(-1), { ok: true, value: free });
    expect(quote.shown).toMatchObject({ state: "ready", quoted: { value: free }, task: task("Why") });
    quote.follow(task("Why"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls()).toHaveLength(1);
    quote.again(task("Why"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls()).toHaveLength(2);
  });

  it("ends the earlier question, and shows no late answer of it", async () => {
    quote.follow(task("One"));
    await vi.advanceTimersByTimeAsync(600);
    const first = idOf(-1);
    quote.follow(task("Two"));
    expect(ended()).toEqual([first]);
    await answer(first, { ok: true, value: free });
    expect(quote.shown.state).toBe("asking");
    await vi.advanceTimersByTimeAsync(600);
    await answer(idOf(-1), { ok: false, problem: problem("key-missing", "None.") });
    expect(quote.shown).toMatchObject({ state: "failed", problem: { code: "key-missing" } });
  });

  it("is none where there is nothing to quote, and ends when the form goes", async () => {
    quote.follow(task("One"));
    await vi.advanceTimersByTimeAsync(600);
    quote.follow(null);
    expect(quote.shown).toEqual({ state: "none" });
    quote.follow(task("Two"));
    await vi.advanceTimersByTimeAsync(600);
    part.hostDisconnected?.();
    expect(ended()).toHaveLength(2);
  });
});
