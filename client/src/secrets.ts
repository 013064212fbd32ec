/** The Gemini key in the editor's secret storage. Its value goes to the backend when asked for, and nowhere else. */
import * as vscode from "vscode";

/**
 * `lost`: the storage lists a key whose value it can no longer read, as after a change of the system's key ring or in
 * a fresh browser profile of a web host.
 */
export type KeyState = "set" | "unset" | "lost";

const storedAs = "manimVideo.gemini";

export class KeyStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** A key was set or removed. */
  readonly onDidChange = this.#changed.event;
  readonly #subscription: vscode.Disposable;

  constructor(private readonly storage: vscode.SecretStorage) {
    this.#subscription = storage.onDidChange(({ key }) => {
      if (key === storedAs) this.#changed.fire();
    });
  }

  /** The key, or null when there is none that can be read. */
  async read(): Promise<string | null> {
    return (await this.storage.get(storedAs)) ?? null;
  }

  async state(): Promise<KeyState> {
    if (await this.read()) return "set";
    return (await this.storage.keys()).includes(storedAs) ? "lost" : "unset";
  }

  /** Asks for the key in a password box; false when the user gave none. */
  async ask(): Promise<boolean> {
    const lost = (await this.state()) === "lost";
    const value = await vscode.window.showInputBox({
      title: "Set Gemini API key",
      prompt: lost
        ? "A key was set before, but its value can no longer be read here. Please enter it again."
        : "The key is kept in the editor's secret storage. You get one at https://aistudio.google.com/apikey.",
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) =>
        text === "" || isPlausible(text) ? undefined : "A key has no spaces or line breaks inside.",
    });
    const key = value?.trim();
    if (!key) return false;
    await this.storage.store(storedAs, key);
    return true;
  }

  async clear(): Promise<void> {
    await this.storage.delete(storedAs);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** Whether a text could be sent as a key in a request's header. */
export function isPlausible(text: string): boolean {
  return /^[\x21-\x7e]{1,500}$/.test(text.trim());
}
