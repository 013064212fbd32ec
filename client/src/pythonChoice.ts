/**
 * The interpreter chosen in the user's Python extension, when one is installed. Both of Microsoft's extensions are asked
 * through the few members used here; neither is depended on.
 */
import * as vscode from "vscode";

/** What is used of ms-python.vscode-python-envs. */
interface EnvironmentsApi {
  getEnvironment(scope: vscode.Uri | undefined): Promise<{ execInfo?: { run?: { executable?: string } } } | undefined>;
  onDidChangeEnvironment: vscode.Event<unknown>;
}

/** What is used of ms-python.python. */
interface PythonApi {
  environments: {
    getActiveEnvironmentPath(scope?: vscode.Uri): { path: string };
    resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

interface Source {
  current(scope: vscode.Uri | undefined): Promise<string | null>;
  onDidChange: vscode.Event<unknown>;
}

/** Waiting longer than this for another extension would hold up the first check; its answer is used when it comes. */
const patience = 1_000;

export class PythonChoice implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** The choice is another one than before; the same choice announced twice is one change. */
  readonly onDidChange = this.#changed.event;
  #source: Promise<Source | null> | undefined;
  #subscription: vscode.Disposable | undefined;
  #chosen: string | null = null;

  /** The interpreter known so far; null when there is none. */
  get chosen(): string | null {
    return this.#chosen;
  }

  /** Asks for the choice and listens for changes from now on. Returns in about a second even if nobody answers. */
  async ask(): Promise<void> {
    const asked = this.#refresh();
    await Promise.race([asked, new Promise((done) => setTimeout(done, patience))]);
  }

  async #refresh(): Promise<void> {
    try {
      const source = await (this.#source ??= this.#find());
      const chosen = (await source?.current(vscode.workspace.workspaceFolders?.[0]?.uri)) ?? null;
      if (chosen === this.#chosen) return;
      this.#chosen = chosen;
      this.#changed.fire();
    } catch {
      // Another extension's failure leaves the choice as it was: Python is then looked for in the usual places.
    }
  }

  async #find(): Promise<Source | null> {
    const source = (await environmentsSource()) ?? (await pythonSource());
    this.#subscription = source?.onDidChange(() => void this.#refresh());
    return source;
  }

  dispose(): void {
    this.#subscription?.dispose();
    this.#changed.dispose();
  }
}

async function environmentsSource(): Promise<Source | null> {
  const api = await exportsOf<EnvironmentsApi>("ms-python.vscode-python-envs");
  if (typeof api?.getEnvironment !== "function") return null;
  return {
    current: async (scope) => (await api.getEnvironment(scope))?.execInfo?.run?.executable ?? null,
    onDidChange: api.onDidChangeEnvironment,
  };
}

async function pythonSource(): Promise<Source | null> {
  const environments = (await exportsOf<Partial<PythonApi>>("ms-python.python"))?.environments;
  if (typeof environments?.getActiveEnvironmentPath !== "function") return null;
  return {
    current: async (scope) => {
      const resolved = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(scope));
      return resolved?.executable.uri?.fsPath ?? null;
    },
    onDidChange: environments.onDidChangeActiveEnvironmentPath,
  };
}

async function exportsOf<Api>(id: string): Promise<Api | null> {
  return (await vscode.extensions.getExtension<Api | undefined>(id)?.activate()) ?? null;
}
