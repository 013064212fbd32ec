/** The language server of the package over its real pipe, with real Manim. `test/run.mjs` builds dist/ before. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CodeActionRequest,
  CodeLensRequest,
  DidCloseTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type CodeAction,
  type PublishDiagnosticsParams,
} from "vscode-languageserver-protocol";
import {
  CheckRequest,
  DoctorRequest,
  GenerateRequest,
  ListJobsRequest,
  ProposeFixRequest,
  RenderProgress,
  RenderRequest,
  ResumeJobRequest,
  StartChanged,
} from "../../protocol/server.js";
import { LanguageClient, problemOf, until, valueOf } from "./languageClient.js";

let root: string;
let client: LanguageClient;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "language-server-"));
  client = await LanguageClient.open({ state: join(root, "state"), settings: { "check.timeout": 25 } });
});
afterAll(async () => {
  await client.close();
  rmSync(root, { recursive: true, force: true });
});

const scene = (body: string, name = "Circles"): string =>
  `from manim import *\n\n\nclass ${name}(Scene):\n    def construct(self):\n        ${body}\n`;
const good = scene("self.play(Create(Circle()), run_time=0.3)");
const nearMiss = scene("self.play(Wriite(Circle()), run_time=0.3)");
const endless = scene("while True: pass");
const path = (name: string): string => join(root, name);

describe("a scene file that is open", () => {
  let uri: string;
  let found: PublishDiagnosticsParams;

  it("has its problem on the line and columns where it is, with its code", async () => {
    uri = await client.openText(path("01_a.py"), nearMiss);
    found = await client.diagnostics(uri);
    expect(found).toMatchObject({
      version: 1,
      diagnostics: [
        {
          code: "undefined-name",
          source: "Manim Video",
          severity: 1,
          range: { start: { line: 5, character: 18 }, end: { line: 5, character: 24 } },
        },
      ],
    });
  });

  it("offers the near-miss name without a model, and Fix with AI", async () => {
    const [diagnostic] = found.diagnostics;
    const context = { diagnostics: found.diagnostics };
    const asked = { textDocument: { uri }, range: diagnostic!.range, context };
    const actions = (await client.connection.sendRequest(CodeActionRequest.type, asked)) as CodeAction[];
    expect(actions.map(({ title }) => title)).toEqual(["Change to `Write`", "Fix with AI"]);
    expect(actions[0]).toMatchObject({
      isPreferred: true,
      edit: { changes: { [uri]: [{ range: diagnostic!.range, newText: "Write" }] } },
    });
    expect(actions[1]?.command).toMatchObject({ command: "manimVideo.fixScene", arguments: [uri, "Circles"] });
  });

  it("loses it once it is corrected", async () => {
    const from = client.published.length;
    const version = await client.type(uri, nearMiss.replace("Wriite", "Write").replace("Circle()", "Text('a')"));
    expect(await client.diagnostics(uri, from)).toEqual({ uri, version, diagnostics: [] });
  });

  it("is checked as it was typed last: what was typed before is superseded", async () => {
    const from = client.published.length;
    await client.type(uri, endless);
    await new Promise((done) => setTimeout(done, 900));
    await client.type(uri, nearMiss);
    const version = await client.type(uri, good);
    const begun = performance.now();
    expect(await client.diagnostics(uri, from)).toEqual({ uri, version, diagnostics: [] });
    // Long before the endless loop would have been given up.
    expect(performance.now() - begun).toBeLessThan(12_000);
    await new Promise((done) => setTimeout(done, 600));
    expect(client.published.slice(from)).toHaveLength(1);
  });

  it("is checked when it is saved, without the typing delay", async () => {
    const from = client.published.length;
    writeFileSync(path("01_a.py"), good);
    await client.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
    expect((await client.diagnostics(uri, from)).diagnostics).toEqual([]);
  });

  it("has Check, Preview, Render and Fix above each scene", async () => {
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
    expect(lenses?.map(({ command }) => command?.title)).toEqual(["Check", "Preview", "Render", "Fix"]);
    for (const lens of lenses ?? [])
      expect(lens).toMatchObject({ range: { start: { line: 3 } }, command: { arguments: [uri, "Circles"] } });
  });

  it("answers its problems when it is asked to be checked", async () => {
    expect(valueOf(await client.connection.sendRequest(CheckRequest, { uri }))).toEqual([]);
    await client.type(uri, nearMiss);
    const [first] = valueOf(await client.connection.sendRequest(CheckRequest, { uri }));
    expect(first).toMatchObject({ code: "undefined-name", line: 6, column: 19, file: path("01_a.py") });
  });

  it("is rendered as it is in the editor, with its progress", async () => {
    await client.type(uri, good);
    const said: string[] = [];
    const listening = client.connection.onNotification(RenderProgress, ({ message }) => void said.push(message));
    const asked = { uri, scenes: [], quality: "low" as const, still: true };
    const [made] = valueOf(await client.connection.sendRequest(RenderRequest, asked));
    listening.dispose();
    expect(made).toMatchObject({ scene: "Circles" });
    expect(made?.path.startsWith(join(root, "state", "previews"))).toBe(true);
    expect(said[0]).toBe("Rendering Circles");
  });

  it("has no problems any more when it is closed", async () => {
    const version = await client.type(uri, nearMiss);
    await until("the problem", () => client.published.some((params) => params.version === version));
    const from = client.published.length;
    await client.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    expect((await client.diagnostics(uri, from)).diagnostics).toEqual([]);
  });
});

describe("a request that makes no sense", () => {
  const ask = (method: string, params: unknown) => client.connection.sendRequest(method, params);

  it.each([
    ["manimVideo/generate", null],
    ["manimVideo/generate", { topic: 5, out: "/tmp" }],
    ["manimVideo/generate", { topic: "x", out: "/tmp", quality: "best" }],
    ["manimVideo/cancelJob", []],
    ["manimVideo/resumeJob", { id: { $gt: "" } }],
    ["manimVideo/check", { uri: "untitled:Untitled-1" }],
    ["manimVideo/render", { uri: "file:///a.py", scenes: "all", quality: "low", still: false }],
    ["manimVideo/proposeFix", {}],
  ])("%s %j is answered with a problem", async (method, params) => {
    expect(await ask(method, params)).toMatchObject({ ok: false, problem: { code: "internal-error" } });
  });

  it("and a method or a start that is unknown leave the server as it is", async () => {
    await expect(ask("manimVideo/nothing", {})).rejects.toThrow(/Unhandled method/);
    await client.connection.sendNotification(StartChanged.method, { settings: 5 });
    const missing = { id: "nothing" };
    expect(problemOf(await client.connection.sendRequest(ResumeJobRequest, missing)).code).toBe("job-missing");
    expect(await client.connection.sendRequest(ListJobsRequest)).toEqual([]);
  });
});

describe("a workspace that is not trusted", () => {
  let untrusted: LanguageClient;
  beforeAll(async () => {
    untrusted = await LanguageClient.open({ state: join(root, "untrusted"), trusted: false });
  });
  afterAll(() => untrusted.close());

  it("runs no scene code, whatever asks for it", async () => {
    const uri = await untrusted.openText(path("b.py"), nearMiss);
    writeFileSync(path("c.py"), nearMiss);
    const closed = `file://${path("c.py")}`;
    const { connection } = untrusted;
    const answers = [
      await connection.sendRequest(GenerateRequest, { topic: "x", out: root }),
      await connection.sendRequest(CheckRequest, { uri }),
      await connection.sendRequest(CheckRequest, { uri: closed }),
      await connection.sendRequest(RenderRequest, { uri, scenes: ["Circles"], quality: "low", still: true }),
      await connection.sendRequest(ProposeFixRequest, { uri, scene: null }),
      await connection.sendRequest(ResumeJobRequest, { id: "x" }),
    ];
    expect(answers.map((one) => problemOf(one).code)).toEqual(answers.map(() => "workspace-untrusted"));
    expect(untrusted.published).toEqual([]);
  });

  it("is still diagnosed, and its scenes are checked once it is trusted", async () => {
    expect((await untrusted.connection.sendRequest(DoctorRequest)).map(({ state }) => state)).not.toContain("missing");
    const { settings, pythonFromEditor } = untrusted.start;
    await untrusted.connection.sendNotification(StartChanged, { settings, pythonFromEditor, trusted: true });
    const uri = `file://${path("b.py")}`;
    expect((await untrusted.diagnostics(uri)).diagnostics).toMatchObject([{ code: "undefined-name" }]);
  });
});
