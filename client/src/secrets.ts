/** Providers' keys in the editor's secret storage. A value goes to the backend when asked for by its name, and nowhere else. */
import * as vscode from "vscode";

/**
 * `lost`: the storage lists a key whose value it can no longer read, as after a change of the system's key ring or in
 * a fresh browser profile of a web host.
 */
export type KeyState = "set" | "unset" | "lost";

/** A key's state in the words of pickers. */
export const keyStateWords: Record<KeyState, string> = {
  set: vscode.l10n.t("API key is set"),
  unset: vscode.l10n.t("no API key yet"),
  lost: vscode.l10n.t("API key must be entered again"),
};

export const keyNames = ["gemini", "openai"] as const;
/** Whose key it is. */
export type KeyName = (typeof keyNames)[number];

export const isKeyName = (value: unknown): value is KeyName => keyNames.includes(value as KeyName);

/** A key's owner as users know it. */
export const keyOwners: Record<KeyName, string> = { gemini: "Gemini", openai: "OpenAI" };

const sources: Record<KeyName, string> = {
  gemini: vscode.l10n.t("You get one at https://aistudio.google.com/apikey."),
  openai: vscode.l10n.t("It is the key of OpenAI, or of the server that manimVideo.openaiBaseUrl names."),
};

const storedAs = (name: KeyName): string => `manimVideo.${name}`;

export class KeyStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<KeyName>();
  /** A key was set or removed. */
  readonly onDidChange = this.#changed.event;
  readonly #subscription: vscode.Disposable;

  constructor(private readonly storage: vscode.SecretStorage) {
    this.#subscription = storage.onDidChange(({ key }) => {
      const name = keyNames.find((each) => storedAs(each) === key);
      if (name) this.#changed.fire(name);
    });
  }

  /** The key, or null when there is none that can be read. */
  async read(name: KeyName): Promise<string | null> {
    return (await this.storage.get(storedAs(name))) ?? null;
  }

  async state(name: KeyName): Promise<KeyState> {
    if (await this.read(name)) return "set";
    return (await this.storage.keys()).includes(storedAs(name)) ? "lost" : "unset";
  }

  /** The names of keys that are set or lost. */
  async listed(): Promise<KeyName[]> {
    const stored = await this.storage.keys();
    return keyNames.filter((name) => stored.includes(storedAs(name)));
  }

  /** Asks for the key in a password box; false when the user gave none. */
  async ask(name: KeyName): Promise<boolean> {
    const lost = (await this.state(name)) === "lost";
    const value = await vscode.window.showInputBox({
      title: vscode.l10n.t("Set {0} API key", keyOwners[name]),
      prompt: lost
        ? vscode.l10n.t("A key was set before, but its value can no longer be read here. Please enter it again.")
        : vscode.l10n.t("The key is kept in the editor's secret storage. {0}", sources[name]),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) =>
        text === "" || isPlausible(text) ? undefined : vscode.l10n.t("A key has no spaces or line breaks inside."),
    });
    const key = value?.trim();
    if (!key) return false;
    await this.storage.store(storedAs(name), key);
    return true;
  }

  async clear(name: KeyName): Promise<void> {
    await this.storage.delete(storedAs(name));
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
