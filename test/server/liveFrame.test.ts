/** Layout findings, kept states and the frame at the cursor, of the built language server with real Manim. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CancellationTokenSource,
  CodeActionRequest,
  DidCloseTextDocumentNotification,
  type CodeAction,
  type PublishDiagnosticsParams,
} from "vscode-languageserver-protocol";
import {
  DoctorRequest,
  FrameRequest,
  RenderRequest,
  StartChanged,
  type Answer,
  type FrameAnswer,
} from "../../protocol/server.js";
import { LanguageClient, problemOf, until, valueOf } from "./languageClient.js";

const scene = `from manim import *


class Greeting(Scene):
    def construct(self):
        circle = Circle(color=BLUE)
        self.play(Create(circle))
        square = Square(color=RED).shift(RIGHT * 3)
        self.play(Create(square))
        hello = Text("Hello there").move_to(DOWN * 3)
        world = Text("World").move_to(DOWN * 3 + RIGHT * 0.5)
        self.play(Write(hello), Write(world))
        self.wait(3)
`;
const lineOf = (part: string): number => scene.split("\n").findIndex((line) => line.includes(part)) + 1;

let root: string;
let client: LanguageClient;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "live-frame-"));
  client = await LanguageClient.open({ state: join(root, "state"), settings: { "check.timeout": 25 } });
});
afterAll(async () => {
  await client.close();
  rmSync(root, { recursive: true, force: true });
});

const frame = (uri: string, line: number, token?: CancellationTokenSource["token"]): Promise<Answer<FrameAnswer>> =>
  client.connection.sendRequest(FrameRequest, { uri, line, quality: "low" }, token);
const codesOf = ({ diagnostics }: PublishDiagnosticsParams): unknown[] => diagnostics.map(({ code }) => code);
/** The diagnostics of a version once they have settled: those of its last showing. */
const settledCodes = (uri: string, version: number, wanted: (codes: unknown[]) => boolean): Promise<unknown[]> =>
  until(
    `diagnostics of version ${version}`,
    () => {
      const last = client.published.findLast((params) => params.uri === uri && params.version === version);
      return last !== undefined && wanted(codesOf(last)) ? codesOf(last) : null;
    },
    () => JSON.stringify(client.published.at(-1)),
  );

/** Width and height as the file itself says. */
function pngSize(path: string): [width: number, height: number] {
  const bytes = readFileSync(path);
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe("a scene file that is open", () => {
  let uri: string;

  it("has its layout findings as warnings with their while, and a comment that switches them off", async () => {
    uri = await client.openText(join(root, "greeting.py"), scene);
    await settledCodes(uri, 1, (codes) => codes.includes("layout-overlap"));
    const { diagnostics } = client.published.findLast((params) => params.uri === uri)!;
    const overlap = diagnostics.find(({ code }) => code === "layout-overlap")!;
    expect(overlap).toMatchObject({ source: "Manim Video", severity: 2 });
    expect(overlap.message).toMatch(/world|hello/i);
    expect(overlap.message).toMatch(/\d s/);
    expect([lineOf("hello ="), lineOf("world ="), lineOf("Write(hello)")]).toContain(overlap.range.start.line + 1);
    const asked = { textDocument: { uri }, range: overlap.range, context: { diagnostics } };
    const actions = (await client.connection.sendRequest(CodeActionRequest.type, asked)) as CodeAction[];
    const ignore = actions.find(({ title }) => title.startsWith("Ignore"))!;
    const [edit] = ignore.edit!.changes![uri]!;
    const lines = scene.split("\n");
    lines[edit!.range.start.line] = `${lines[edit!.range.start.line] ?? ""}${edit!.newText}`;
    const version = await client.type(uri, lines.join("\n"));
    await settledCodes(uri, version, (codes) => codes.length === 0);
  });

  it("is drawn at a line: a picture of the asked size, with scene, line, time and what is wrong with it there", async () => {
    await client.type(uri, scene);
    const shown = valueOf(await frame(uri, lineOf("Write(hello)")));
    expect(shown).toMatchObject({ width: 854, height: 480, scene: "Greeting", line: lineOf("Write(hello)") });
    expect(shown.time).toBeCloseTo(3, 1);
    expect(pngSize(shown.path)).toEqual([854, 480]);
    expect(shown.problems).toMatchObject([{ code: "layout-overlap", severity: "warning" }]);
    const { area } = shown.problems[0]!;
    expect(area!.top).toBeGreaterThan(0.7);
    const before = valueOf(await frame(uri, lineOf("Create(square)")));
    expect(before).toMatchObject({ line: lineOf("Create(square)"), problems: [] });
    expect(before.time).toBeCloseTo(2, 1);
    expect(readFileSync(before.path).equals(readFileSync(shown.path))).toBe(false);
  });

  it("is drawn as it stands in the editor, with what fails on the way to the line", async () => {
    await client.type(uri, scene.replace("color=RED", "color=GREEN").replace("Create(square)", "Creaate(square)"));
    const stopped = valueOf(await frame(uri, lineOf("self.wait")));
    expect(stopped.problems).toMatchObject([{ code: "undefined-name", line: lineOf("Create(square)") }]);
    expect(stopped.time).toBeCloseTo(5, 1);
    await client.type(uri, scene.replace("color=RED", "color=RED("));
    expect(problemOf(await frame(uri, lineOf("self.wait")))).toMatchObject({ code: "syntax-error" });
    await client.type(uri, scene);
  });

  it("has no frame above its first scene, and none where no file of Python is", async () => {
    expect(problemOf(await frame(uri, 1))).toMatchObject({ code: "no-scene" });
    const other = await client.openText(join(root, "plain.py"), "print(1)\n");
    expect(problemOf(await frame(other, 1))).toMatchObject({ code: "no-scene" });
    const asked = client.connection.sendRequest(FrameRequest, { uri: "http://x", line: 0, quality: "low" });
    expect(problemOf(await asked)).toMatchObject({ code: "internal-error" });
  });

  it("is rendered to a line, into a file of its own beside the whole scene's", async () => {
    const until = lineOf("Create(circle)");
    const asked = { uri, scenes: ["Greeting"], quality: "low" as const, still: false, until };
    const [rendered] = valueOf(await client.connection.sendRequest(RenderRequest, asked));
    expect(rendered).toMatchObject({ scene: "Greeting", path: join(root, "renders", "Greeting-to-line-7.mp4") });
    expect(existsSync(rendered!.path)).toBe(true);
  });

  it("keeps the newest pictures only, and leaves none in the scratch folder", async () => {
    for (let turn = 0; turn < 30; turn++) valueOf(await frame(uri, lineOf(turn % 2 ? "self.wait" : "Create(square)")));
    const pictures = join(root, "state", "previews", "frames");
    expect(readdirSync(pictures)).toHaveLength(24);
    const scratch = join(root, "state", "scratch");
    const left = readdirSync(scratch, { recursive: true }).filter((name) => String(name).endsWith("frame.png"));
    expect(left).toEqual([]);
  });

  it("answers the newest of many requests although the others are cancelled", async () => {
    const lines = Array.from({ length: 12 }, (_, index) => 6 + (index % 8));
    const answers = lines.map((line) => {
      const source = new CancellationTokenSource();
      const answer = frame(uri, line, source.token);
      source.cancel();
      return answer.catch((error: unknown) => error);
    });
    expect(valueOf(await frame(uri, lineOf("self.wait"))).time).toBeCloseTo(6, 1);
    await Promise.all(answers);
  });

  it("is told by the doctor to be kept in memory, until it is closed", async () => {
    const memory = async (): Promise<string> => {
      const findings = await client.connection.sendRequest(DoctorRequest);
      return findings.find(({ name }) => name === "Memory of scene code")?.detail ?? "";
    };
    expect(await memory()).toMatch(/^1 warm worker with \d+ MB, \d+ kept states and runs with \d+ MB$/);
    await client.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    await expect.poll(memory, { timeout: 20_000 }).toMatch(/nothing kept/);
  });
});

describe("an untrusted workspace", () => {
  it("draws nothing", async () => {
    const uri = await client.openText(join(root, "stranger.py"), scene);
    await client.connection.sendNotification(StartChanged, { ...client.start, trusted: false });
    expect(problemOf(await frame(uri, 8))).toMatchObject({ code: "workspace-untrusted" });
    expect(existsSync(join(root, "stranger.py"))).toBe(false);
  });
});
