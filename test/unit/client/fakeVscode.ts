/** The part of the editor's API that the client's units touch, with answers a test sets and a record of what was shown. */
export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  readonly event = (listener: (value: T) => unknown): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  constructor(private readonly end: () => unknown) {}
  dispose(): void {
    this.end();
  }
  static from(...parts: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => parts.forEach((part) => part.dispose()));
  }
}

export class RelativePattern {
  constructor(
    readonly base: Uri,
    readonly pattern: string,
  ) {}
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
    readonly query = "",
  ) {}
  static file(path: string): Uri {
    return new Uri("file", path);
  }
  static joinPath({ scheme, path }: Uri, ...names: string[]): Uri {
    return new Uri(scheme, [path, ...names].join("/"));
  }
  static parse(text: string): Uri {
    const [scheme = "", path = ""] = text.split("://");
    return new Uri(scheme, path);
  }
  get fsPath(): string {
    return this.path;
  }
  with({ scheme = this.scheme, query = this.query }: { scheme?: string; query?: string }): Uri {
    return new Uri(scheme, this.path, query);
  }
  toString(): string {
    return `${this.scheme}://${this.path}${this.query && `?${this.query}`}`;
  }
}

export class Range {
  readonly numbers: number[];
  constructor(...numbers: number[]) {
    this.numbers = numbers;
  }
}

export class Diagnostic {
  source = "";
  code = "";
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2 };

export class WorkspaceEdit {
  readonly replaced: { uri: Uri; range: Range; text: string }[] = [];
  replace(uri: Uri, range: Range, text: string): void {
    this.replaced.push({ uri, range, text });
  }
}

export class TabInputTextDiff {
  constructor(
    readonly original: Uri,
    readonly modified: Uri,
  ) {}
}

export class MarkdownString {
  isTrusted: unknown;
  constructor(
    readonly value = "",
    readonly supportThemeIcons = false,
  ) {}
}

export class ThemeIcon {
  constructor(readonly id: string) {}
}

export class TreeItem {
  constructor(readonly label: string) {}
}

export class DataTransfer extends Map<string, DataTransferItem> {}

export class DataTransferItem {
  constructor(readonly value: unknown) {}
}

export class CancellationError extends Error {}

export class CancellationTokenSource {
  readonly #cancelled = new EventEmitter<void>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.#cancelled.event };
  cancel(): void {
    this.token.isCancellationRequested = true;
    this.#cancelled.fire();
  }
  dispose(): void {
    this.#cancelled.dispose();
  }
}

export const ConfigurationTarget = { Global: 1 };
export const ViewColumn = { Active: -1, Beside: -2 };
export const ProgressLocation = { Notification: 15 };
export const InputBoxValidationSeverity = { Error: 3 };
export const StatusBarAlignment = { Left: 1 };
export const TextEditorSelectionChangeKind = { Keyboard: 1, Mouse: 2, Command: 3 };

/** A webview panel: a test posts what the page would, and reads what the page was sent. */
export class FakePanel {
  readonly #received = new EventEmitter<unknown>();
  readonly #viewState = new EventEmitter<void>();
  readonly #disposed = new EventEmitter<void>();
  readonly sent: { type: string }[] = [];
  readonly pages: string[] = [];
  readonly reveal = () => undefined;
  visible = true;
  iconPath: unknown;
  readonly onDidChangeViewState = this.#viewState.event;
  readonly onDidDispose = this.#disposed.event;
  readonly webview: object;

  constructor() {
    const { sent, pages } = this;
    this.webview = {
      options: {},
      cspSource: "https://r",
      asWebviewUri: (uri: Uri) => uri,
      onDidReceiveMessage: this.#received.event,
      postMessage: (message: { type: string }) => Promise.resolve(sent.push(message)),
      set html(text: string) {
        pages.push(text);
      },
    };
  }
  post(message: unknown): void {
    this.#received.fire(message);
  }
  setVisible(visible: boolean): void {
    this.visible = visible;
    this.#viewState.fire();
  }
  dispose(): void {
    this.#disposed.fire();
  }
}

/** What a test sets and reads. */
export const editor = {
  trusted: true,
  folders: [] as { uri: Uri }[],
  configuration: {} as Record<string, unknown>,
  extensions: {} as Record<string, { activate: () => Promise<unknown> }>,
  documents: {} as Record<string, FakeDocument>,
  /** Answers of input boxes, quick picks and messages, in the order they are asked. */
  answers: [] as ((asked: { text: string; items: readonly unknown[] }) => unknown)[],
  shown: [] as string[],
  executed: [] as unknown[][],
  closed: [] as unknown[],
  panels: [] as FakePanel[],
  /** The editor's own language models. */
  models: [] as { name: string; vendor: string; id: string }[],
  /** By file. */
  diagnostics: new Map<string, Diagnostic[]>(),
  saved: new EventEmitter<{ uri: Uri }>(),
  /** Files that another program has written. */
  written: new EventEmitter<Uri>(),
  trustGranted: new EventEmitter<void>(),
  activated: new EventEmitter<FakeEditor | undefined>(),
  selected: new EventEmitter<{ textEditor: FakeEditor }>(),
  typed: new EventEmitter<{ document: FakeDocument; contentChanges: unknown[] }>(),
  /** Puts the cursor of the active editor on a line, from 1, as a person would. */
  moveTo(document: FakeDocument, line: number): void {
    const textEditor = new FakeEditor(document, line);
    window.activeTextEditor = textEditor;
    editor.selected.fire({ textEditor });
  },
  tabs: [] as { input: unknown }[],
  token: undefined as undefined | { cancel: () => void },
  reset(): void {
    Object.assign(editor, { trusted: true, folders: [], configuration: {}, extensions: {}, documents: {} });
    Object.assign(editor, { answers: [], shown: [], executed: [], closed: [], panels: [], tabs: [], token: undefined });
    Object.assign(editor, { models: [], diagnostics: new Map(), saved: new EventEmitter() });
    Object.assign(editor, { trustGranted: new EventEmitter(), activated: new EventEmitter() });
    Object.assign(editor, { selected: new EventEmitter(), typed: new EventEmitter() });
    window.activeTextEditor = undefined;
  },
};

export class FakeDocument {
  readonly languageId = "python";
  isDirty = false;
  saves = 0;
  constructor(
    readonly uri: Uri,
    public text: string,
  ) {}
  getText(): string {
    return this.text;
  }
  positionAt(offset: number): number {
    return offset;
  }
  get lineCount(): number {
    return this.text.split("\n").length;
  }
  lineAt(index: number): { text: string; firstNonWhitespaceCharacterIndex: number } {
    const text = this.text.split("\n")[index] ?? "";
    return { text, firstNonWhitespaceCharacterIndex: text.length - text.trimStart().length };
  }
  save(): Promise<boolean> {
    this.saves++;
    return Promise.resolve(true);
  }
}

/** An editor with its cursor on a line, from 1. */
export class FakeEditor {
  readonly viewColumn = 1;
  readonly selection: { active: { line: number } };
  constructor(
    readonly document: FakeDocument,
    line: number,
  ) {
    this.selection = { active: { line: line - 1 } };
  }
}

function ask(text: string, items: readonly unknown[] = []): Promise<unknown> {
  editor.shown.push(text);
  return Promise.resolve(editor.answers.shift()?.({ text, items }));
}

/** A modal message has its details with its text. */
const message = (text: string, ...items: unknown[]) => {
  const [options, ...others] = items;
  if (typeof options !== "object" || options === null) return ask(text, items);
  return ask(`${text}\n${(options as { detail?: string }).detail ?? ""}`, others);
};

export const window = {
  activeTextEditor: undefined as undefined | { document: FakeDocument },
  get visibleTextEditors() {
    return window.activeTextEditor ? [window.activeTextEditor] : [];
  },
  onDidChangeActiveTextEditor: (listener: (active: FakeEditor | undefined) => unknown) =>
    editor.activated.event(listener),
  onDidChangeTextEditorSelection: (listener: (change: { textEditor: FakeEditor }) => unknown) =>
    editor.selected.event(listener),
  showErrorMessage: message,
  showWarningMessage: message,
  showInformationMessage: message,
  showInputBox: (options: { title?: string; prompt?: string }) => ask(`${options.title ?? ""} ${options.prompt ?? ""}`),
  showQuickPick: (items: readonly unknown[], options: { title?: string }) => ask(options.title ?? "", items),
  showOpenDialog: (options: { title?: string }) => ask(options.title ?? ""),
  setStatusBarMessage: (text: string) => void editor.shown.push(text),
  showTextDocument: (document: FakeDocument, options?: { selection?: Range }) => {
    if (options?.selection) editor.moveTo(document, (options.selection.numbers[0] ?? 0) + 1);
    return Promise.resolve();
  },
  createStatusBarItem: () => ({ show: () => undefined, hide: () => undefined, dispose: () => undefined }),
  createTreeView: () => new Disposable(() => undefined),
  createWebviewPanel: () => {
    const panel = new FakePanel();
    editor.panels.push(panel);
    return panel;
  },
  registerWebviewPanelSerializer: () => new Disposable(() => undefined),
  tabGroups: {
    get all() {
      return [{ tabs: editor.tabs }];
    },
    close: (tabs: unknown[]) => Promise.resolve(editor.closed.push(...tabs)),
  },
  withProgress: (options: { title: string }, task: (progress: unknown, token: unknown) => Promise<unknown>) => {
    const cancelled = new EventEmitter<void>();
    editor.token = { cancel: () => cancelled.fire() };
    editor.shown.push(options.title);
    const report = ({ message: text }: { message?: string }) => void editor.shown.push(text ?? "");
    const token = { isCancellationRequested: false, onCancellationRequested: cancelled.event };
    cancelled.event(() => (token.isCancellationRequested = true));
    return task({ report }, token);
  },
};

export const workspace = {
  get isTrusted() {
    return editor.trusted;
  },
  get workspaceFolders() {
    return editor.folders;
  },
  get textDocuments() {
    return Object.values(editor.documents);
  },
  onDidSaveTextDocument: (listener: (document: { uri: Uri }) => unknown) => editor.saved.event(listener),
  onDidGrantWorkspaceTrust: (listener: () => unknown) => editor.trustGranted.event(listener),
  onDidChangeTextDocument: (listener: (change: { document: FakeDocument; contentChanges: unknown[] }) => unknown) =>
    editor.typed.event(listener),
  createFileSystemWatcher: () => ({
    onDidChange: editor.written.event,
    onDidCreate: () => new Disposable(() => undefined),
    onDidDelete: () => new Disposable(() => undefined),
    dispose: () => undefined,
  }),
  onDidDeleteFiles: () => new Disposable(() => undefined),
  getConfiguration: () => ({
    get: (name: string) => editor.configuration[name],
    inspect: (name: string) => ({ globalValue: editor.configuration[name] }),
    update: (name: string, value: unknown) => Promise.resolve(void (editor.configuration[name] = value)),
  }),
  openTextDocument: (uri: Uri) => Promise.resolve(editor.documents[uri.path]),
  registerTextDocumentContentProvider: () => new Disposable(() => undefined),
  applyEdit: (edit: WorkspaceEdit) => {
    for (const { uri, text } of edit.replaced) (editor.documents[uri.path] as FakeDocument).text = text;
    return Promise.resolve(true);
  },
};

export const commands = {
  executeCommand: (...given: unknown[]) => {
    editor.executed.push(given);
    return Promise.resolve(undefined);
  },
};

export const extensions = { getExtension: (id: string) => editor.extensions[id] };
/** English, as in an editor without a language pack. */
export const l10n = {
  bundle: undefined,
  t: (text: string, ...values: (string | number | boolean)[]) =>
    text.replace(/\{(\d+)\}/g, (gap, at: string) => String(values[Number(at)] ?? gap)),
};
export const env = { language: "en", remoteName: undefined, clipboard: { writeText: () => Promise.resolve() } };

export const lm = { selectChatModels: () => Promise.resolve(editor.models) };

export const languages = {
  createDiagnosticCollection: () => ({
    has: (uri: Uri) => editor.diagnostics.has(uri.path),
    set: (uri: Uri, found: Diagnostic[]) => void editor.diagnostics.set(uri.path, found),
    delete: (uri: Uri) => void editor.diagnostics.delete(uri.path),
    dispose: () => editor.diagnostics.clear(),
  }),
};
