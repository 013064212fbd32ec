import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import { SceneDocuments } from "../../../server/src/diagnostics/sceneDocuments.js";
import type { CheckOutcome } from "../../../server/src/manim/scenes.js";
import type { Watching } from "../../../server/src/sceneDesk.js";

const uri = "file:///a.py";
const fault = problem("scene-exception", "It failed.", { line: 1 });
const scene = (body: string): string => `from manim import *\n${body}`;

/** Checks that a test ends when it likes; an aborted one rejects as the engine's does. */
interface StartedCheck extends Required<Watching> {
  source: string;
  end: (problems: Problem[]) => void;
  fail: (error: Error) => void;
}
const checks: StartedCheck[] = [];
type Check = (
  code: { source: string },
  signal: AbortSignal,
  scenes: undefined,
  watching: Required<Watching>,
) => Promise<CheckOutcome>;
const check = vi.fn<Check>(
  ({ source }, signal, _, watching) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new ProblemError(problem("cancelled", "Cancelled."))));
      checks.push({ source, ...watching, end: (problems) => resolve({ scenes: [], problems }), fail: reject });
    }),
);
const forget = vi.fn<(session: string) => Promise<void>>(() => Promise.resolve());
const published: { codes: unknown[]; version: number | undefined }[] = [];
const log = { info: () => undefined, warn: () => undefined, error: vi.fn() };
let scenes: SceneDocuments;
let document: TextDocument;

beforeEach(() => {
  vi.useFakeTimers();
  checks.length = published.length = 0;
  forget.mockClear();
  check.mockClear();
  scenes = new SceneDocuments({ desk: { check, forget }, log }, (_, diagnostics, version) => {
    published.push({ codes: diagnostics.map(({ code }) => code), version });
  });
  document = TextDocument.create(uri, "python", 1, scene("1 / 0"));
});
afterEach(() => vi.useRealTimers());

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

/** Nothing is known that would mend them. */
const unmended = (): Promise<Problem[]> => new Promise(() => undefined);

describe("the checks of an open document", () => {
  it("begin at once when it is opened, although opening is told as a change too", async () => {
    scenes.changed(document, 0);
    scenes.changed(document, 300);
    await settle();
    expect(checks).toHaveLength(1);
    checks[0]!.end([fault]);
    await settle();
    expect(published).toEqual([{ codes: ["scene-exception"], version: 1 }]);
  });

  it("are not begun again by a save of the text that is being checked", async () => {
    scenes.changed(document, 0);
    await settle();
    scenes.changed(document, 0);
    await settle();
    expect(checks).toHaveLength(1);
    checks[0]!.end([]);
    await settle();
    scenes.changed(document, 0);
    await settle();
    expect(checks).toHaveLength(2);
  });

  it("are superseded by newer text, whose problems alone are shown", async () => {
    scenes.changed(document, 0);
    await settle();
    const newer = TextDocument.update(document, [{ text: scene("pass") }], 2);
    scenes.changed(newer, 300);
    await vi.advanceTimersByTimeAsync(300);
    checks[0]!.end([fault]);
    checks[1]!.end([]);
    await settle();
    expect(published).toEqual([{ codes: [], version: 2 }]);
  });

  it("that were asked for and cancelled leave the next to begin", async () => {
    const abort = new AbortController();
    const asked = scenes.checkNow(document, abort.signal).catch((error: unknown) => error);
    abort.abort();
    expect(await asked).toMatchObject({ problem: { code: "cancelled" } });
    scenes.changed(document, 0);
    await settle();
    expect(checks).toHaveLength(2);
  });

  it("are refused to whoever asks in an untrusted workspace, and silent otherwise", async () => {
    const refused = new ProblemError(problem("workspace-untrusted", "Not trusted."));
    scenes.changed(document, 0);
    await settle();
    checks[0]!.fail(refused);
    const asked = scenes.checkNow(document, new AbortController().signal).catch((error: unknown) => error);
    checks[1]!.fail(refused);
    expect(await asked).toBe(refused);
    expect(published).toEqual([]);
    expect(log.error).not.toHaveBeenCalled();
  });

  it("show what they find while they go on, and all of it at the end", async () => {
    scenes.changed(document, 0);
    await settle();
    checks[0]!.found([fault], unmended);
    const overlap = problem("layout-overlap", "They overlap.", { line: 2 });
    checks[0]!.found([overlap], unmended);
    expect(published).toEqual([{ codes: ["scene-exception"], version: 1 }]);
    await vi.advanceTimersByTimeAsync(100);
    expect(published[1]).toEqual({ codes: ["scene-exception", "layout-overlap"], version: 1 });
    checks[0]!.end([overlap, fault]);
    await settle();
    checks[0]!.found([fault], unmended);
    await vi.advanceTimersByTimeAsync(500);
    expect(published.slice(2)).toEqual([{ codes: ["layout-overlap", "scene-exception"], version: 1 }]);
  });

  it("show nothing more of a text that has changed", async () => {
    scenes.changed(document, 0);
    await settle();
    checks[0]!.found([fault], unmended);
    checks[0]!.found([fault], unmended);
    scenes.changed(TextDocument.update(document, [{ text: scene("pass") }], 2), 300);
    checks[0]!.found([fault], unmended);
    await vi.advanceTimersByTimeAsync(200);
    expect(published).toEqual([{ codes: ["scene-exception"], version: 1 }]);
  });

  it("are of one session, which is forgotten when the document is closed", async () => {
    scenes.changed(document, 0);
    await settle();
    checks[0]!.end([]);
    await settle();
    scenes.again(document);
    await settle();
    scenes.closed(uri);
    expect(checks[0]!.session).toMatch(/^[0-9a-f]{32}$/);
    expect(checks[1]!.session).toBe(checks[0]!.session);
    expect(forget.mock.calls).toEqual([[checks[0]!.session]]);
  });

  it("are made up for when Manim was found, and only those that lacked it", async () => {
    scenes.changed(document, 0);
    await settle();
    checks[0]!.fail(new ProblemError(problem("manim-missing", "No Manim.")));
    await settle();
    expect(published).toEqual([{ codes: ["manim-missing"], version: 1 }]);
    scenes.manimFound();
    await settle();
    checks[1]!.end([]);
    await settle();
    expect(published.at(-1)).toEqual({ codes: [], version: 1 });
    scenes.manimFound();
    await settle();
    expect(checks).toHaveLength(2);
  });

  it("are not made up for in a document that was closed before Manim was missed", async () => {
    check.mockImplementationOnce(async (_code, signal) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      throw new ProblemError(problem("manim-missing", "No Manim."));
    });
    scenes.changed(document, 0);
    await settle();
    scenes.closed(uri);
    await settle();
    scenes.manimFound();
    await settle();
    expect(check).toHaveBeenCalledTimes(1);
    expect(published).toEqual([{ codes: [], version: undefined }]);
  });
});
