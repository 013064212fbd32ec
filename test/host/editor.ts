/**
 * A real VS Code with the packaged extension installed, driven in Chromium as a person would. Plain Node loads this file
 * as well, so it keeps to types that can be stripped.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { Browser, Frame, FrameLocator, Locator, Page } from "playwright-core";
import { freePort } from "../fixtures/freePorts.mjs";
import { launchBrowser, required } from "./browser.mjs";

export const output = resolve("test-output", "screenshots");

export interface EditorOptions {
  /** Machine settings, which a workspace may not set. */
  settings?: Record<string, unknown>;
  /** Packages of other extensions to install. */
  extensions?: string[];
  /** Of the editor and of the browser. The editor's own texts stay English, as those that a language pack lacks do. */
  language?: string;
}

/** The class by which the workbench knows each theme's kind. */
export const themes = {
  "Default Dark Modern": "vs-dark",
  "Default Light Modern": "vs",
  "Default High Contrast": "hc-black",
  "Default High Contrast Light": "hc-light",
} as const;
export type Theme = keyof typeof themes;

export class Editor {
  readonly page: Page;
  /** The folder that is open. */
  readonly workspace: string;
  readonly #browser: Browser;
  readonly #server: ChildProcess;
  readonly #root: string;

  private constructor(page: Page, workspace: string, browser: Browser, server: ChildProcess, root: string) {
    this.page = page;
    this.workspace = workspace;
    this.#browser = browser;
    this.#server = server;
    this.#root = root;
  }

  /** Installs the .vsix into a fresh profile, starts the editor on an empty folder and opens it. */
  static async open({ settings = {}, extensions: others = [], language }: EditorOptions = {}): Promise<Editor> {
    const root = mkdtempSync(join(tmpdir(), "manim-video-editor-"));
    const [user, extensions, workspace] = ["user", "extensions", "workspace"].map((name) => join(root, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [join(user, "User"), join(user, "Machine"), extensions, workspace, output])
      mkdirSync(folder, { recursive: true });
    const calm = {
      "chat.disableAIFeatures": others.length === 0,
      "workbench.secondarySideBar.defaultVisibility": "hidden",
    };
    const chosen = {
      ...calm,
      "workbench.startupEditor": "none",
      "workbench.colorTheme": "Default Dark Modern",
      "telemetry.telemetryLevel": "off",
      "manimVideo.quality": "low",
    };
    writeFileSync(join(user, "User", "settings.json"), JSON.stringify(chosen));
    writeFileSync(join(user, "Machine", "settings.json"), JSON.stringify(settings));
    if (language !== undefined) installLanguage(user, language);
    const entry = join(required("MANIM_VIDEO_TEST_VSCODE"), "out", "node", "entry.js");
    const places = ["--extensions-dir", extensions, "--user-data-dir", user];
    const packages = [required("MANIM_VIDEO_TEST_VSIX"), ...others];
    const install = packages.flatMap((file) => ["--install-extension", file]);
    execFileSync(process.execPath, [entry, ...install, ...places], { stdio: "pipe" });
    const port = await freePort();
    const quiet = ["--auth", "none", "--disable-workspace-trust", "--disable-telemetry", "--disable-update-check"];
    const inLanguage = language === undefined ? [] : ["--locale", language];
    const address = ["--bind-addr", `127.0.0.1:${port}`];
    const server = spawn(process.execPath, [entry, ...places, ...quiet, ...inLanguage, ...address], {
      stdio: "ignore",
      detached: true,
    });
    let browser: Browser | undefined;
    try {
      browser = await launchBrowser();
      const page = await browser.newPage({
        viewport: { width: 1400, height: 900 },
        ...(language !== undefined && { locale: language }),
      });
      await reach(page, `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}`);
      return new Editor(page, workspace, browser, server, root);
    } catch (error) {
      await end(browser, server, root);
      throw error;
    }
  }

  async close(): Promise<void> {
    await end(this.#browser, this.#server, this.#root);
  }

  /** Runs a command of the palette by its title; a workbench that has just opened may not take the first key. */
  async command(title: string): Promise<void> {
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    for (let attempt = 1; ; attempt++) {
      try {
        await this.page.keyboard.press("F1");
        const input = this.page.locator(".quick-input-widget input:visible").first();
        await input.fill(`>${title}`, { timeout: 3000 });
        await row.click({ timeout: 3000 });
        return;
      } catch (error) {
        await this.screenshot(`palette-${attempt}`);
        if (attempt === 5) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }

  /** Answers an input box. */
  async type(text: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input:visible").first();
    await input.fill(text);
    await this.page.keyboard.press("Enter");
  }

  /** Starts a job: a topic, and the way to make its video by a part of its words. */
  async generate(topic: string, way: string): Promise<void> {
    await this.command("Generate Manim video");
    await this.type(topic);
    await this.pick(way);
  }

  /** Sets a provider's API key. One widget shows the palette, the picker and the box: each is waited for by its title. */
  async setKey(provider: string, key: string): Promise<void> {
    const titled = (title: RegExp) => this.page.locator(".quick-input-title:visible", { hasText: title }).waitFor();
    await this.command("Set API key");
    await titled(/^Set API key$/);
    await this.type(provider);
    await titled(new RegExp(`^Set ${provider} API key$`));
    await this.type(key);
    await this.page.locator(".notification-toast", { hasText: `${provider} API key is set` }).waitFor();
  }

  /**
   * Answers a dialog for a file, to open or to save. Its box follows the folder that it has listed, and puts its own
   * proposal there once it has: what was typed before is lost, and what is typed later is marked where it is listed.
   */
  async chooseFile(path: string, button = "OK"): Promise<void> {
    const dialog = this.page.locator(".quick-input-widget");
    const input = dialog.locator("input:visible").first();
    const listed = (name: string) => dialog.locator(".monaco-list-row").getByText(name, { exact: true });
    const marked = dialog.locator(".monaco-list-row.focused").getByText(basename(path), { exact: true });
    for (let attempt = 1; ; attempt++) {
      try {
        await listed("..").first().waitFor({ timeout: 30_000 });
        await input.fill(path, { timeout: 3000 });
        if (existsSync(path)) await marked.waitFor({ timeout: 10_000 });
        if ((await input.inputValue({ timeout: 3000 })) !== path) throw new Error(`the dialog does not keep ${path}`);
        await dialog.getByRole("button", { name: button, exact: true }).click({ timeout: 3000 });
        await dialog.waitFor({ state: "hidden", timeout: 30_000 });
        return;
      } catch (error) {
        await this.screenshot(`file-dialog-${attempt}`);
        if (attempt === 5) throw error;
      }
    }
  }

  /** Takes an entry of a quick pick. */
  async pick(text: string): Promise<void> {
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click();
  }

  /**
   * Opens a file of the workspace in an editor. Quick open searches once a session, in a list of files that may be older
   * than a file just written, and stays at "No matching results": so a new session is opened until it knows the file.
   */
  async openFile(name: string): Promise<void> {
    const label = name.split("/").at(-1)!;
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first();
    for (let attempt = 1; ; attempt++) {
      try {
        await this.page.keyboard.press("Control+P");
        await this.page.locator(".quick-input-widget input:visible").first().fill(name, { timeout: 3000 });
        await row.click({ timeout: 3000 });
        break;
      } catch (error) {
        await this.screenshot(`quick-open-${attempt}`);
        if (attempt === 10) throw error;
        await this.page.keyboard.press("Escape");
        await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
      }
    }
    await this.page.locator(".tab.active", { hasText: label }).waitFor();
  }

  /** The picker of themes would show each that it passes. */
  async setTheme(name: Theme): Promise<void> {
    this.writeFile(".vscode/settings.json", JSON.stringify({ "workbench.colorTheme": name }));
    await this.page.locator(`.monaco-workbench.${themes[name]}`).waitFor();
  }

  /** A lens of the editor that is shown; hidden editors keep theirs. */
  lens(words: string): Locator {
    return this.page.locator(".codelens-decoration a:visible", { hasText: words }).first();
  }

  /** Writes a file into the workspace as another program would. */
  writeFile(name: string, text: string): void {
    mkdirSync(dirname(join(this.workspace, name)), { recursive: true });
    writeFileSync(join(this.workspace, name), text);
  }

  /** The content of the job panel. */
  panel(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(output, `${name}.png`) });
  }

  /** The job panel's page as a frame in which scripts can be run. */
  panelFrame(): Promise<Frame> {
    return this.frameWith("manim-video-app");
  }

  /** The page of a webview of ours, by the element that is its content. */
  async frameWith(element: string): Promise<Frame> {
    await this.panel().locator(element).waitFor();
    for (const frame of this.page.frames()) if ((await frame.locator(element).count()) > 0) return frame;
    throw new Error(`no frame has ${element}`);
  }

  /** Processes of the backend of this editor. */
  backendPids(): number[] {
    return this.#processes("server.mjs");
  }

  /** Python processes in which scenes run. */
  workerPids(): number[] {
    return this.#processes("manim_video_worker");
  }

  #processes(program: string): number[] {
    const found = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
    return found
      .filter((line) => line.includes(join(this.#root, "extensions")) && line.includes(program))
      .map((line) => Number.parseInt(line, 10));
  }
}

/** What the editor notes of a language pack that is installed; of its texts this one has none. */
function installLanguage(user: string, language: string): void {
  const texts = join(user, "texts.json");
  writeFileSync(texts, JSON.stringify({ contents: {} }));
  const extension = { extensionIdentifier: { id: `tests.${language}` }, version: "1.0.0" };
  const pack = { hash: "none", extensions: [extension], translations: { vscode: texts }, label: language };
  writeFileSync(join(user, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}

async function end(browser: Browser | undefined, server: ChildProcess, root: string): Promise<void> {
  await browser?.close();
  try {
    process.kill(-server.pid!, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
  rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function reach(page: Page, address: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      await page.goto(address);
      break;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((done) => setTimeout(done, 300));
    }
  }
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  await page.locator(".statusbar").waitFor();
}
