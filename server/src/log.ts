/** Where the backend's log lines go: the editor's output channel, or the CLI's standard error. Never holds a key. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** Writes to standard error, which the CLI and the language client both keep apart from answers. */
export function standardErrorLog(quiet = false): Log {
  const write = (level: string) => (line: string) => void process.stderr.write(`[${level}] ${line}\n`);
  return { info: quiet ? () => undefined : write("info"), warn: write("warn"), error: write("error") };
}
