/** The only file that starts processes. Each has its own process group, and ending one ends the whole tree. */
import { execa } from "execa";
import type { Readable, Writable } from "node:stream";

export interface ProcessStart {
  command: string;
  args: string[];
  /** The whole environment: nothing is inherited that is not named here. */
  env: Record<string, string>;
  cwd?: string;
}

export interface ProcessExit {
  code: number | null;
  signal: string | null;
  /** The error that kept it from starting, if it never ran. */
  failure: Error | null;
}

/** A process under way, its streams undecoded. */
export interface RunningProcess {
  readonly pid: number | undefined;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly exited: Promise<ProcessExit>;
  /** Ends the process and everything it started; resolves once it is gone. */
  end(): Promise<void>;
}

const windows = process.platform === "win32";

/** Starts a process and leaves it running. A command that cannot be started shows in `exited`, it does not throw. */
export function startProcess({ command, args, env, cwd }: ProcessStart): RunningProcess {
  const child = execa(command, args, {
    env,
    extendEnv: false,
    ...(cwd === undefined ? {} : { cwd }),
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
    buffer: false,
    reject: false,
    detached: !windows,
    windowsHide: true,
  });
  // Writing to a process that has just died is reported by `exited`, not as an uncaught stream error.
  child.stdin.on("error", () => undefined);
  const exited = child.then((result): ProcessExit => ({
    code: result.exitCode ?? null,
    signal: result.signal ?? null,
    failure: result.exitCode === undefined && result.signal === undefined ? (result.cause as Error) : null,
  }));
  const end = async (): Promise<void> => {
    await endTree(child.pid);
    await exited;
  };
  return { pid: child.pid, stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, exited, end };
}

export interface Finished extends ProcessExit {
  stdout: string;
  stderr: string;
  timedOut: boolean;
}

/** Runs a short command to its end, bounded in time (milliseconds) and output (1 MB). */
export async function runProcess(start: ProcessStart, timeout: number, signal?: AbortSignal): Promise<Finished> {
  const running = startProcess(start);
  running.stdin.end();
  let timedOut = false;
  const stop = (): void => void running.end();
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, timeout);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const [stdout, stderr, exit] = await Promise.all([
      text(running.stdout, stop),
      text(running.stderr, stop),
      running.exited,
    ]);
    signal?.throwIfAborted();
    return { ...exit, stdout, stderr, timedOut };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

const outputBound = 1_000_000;

async function text(stream: Readable, tooMuch: () => void): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > outputBound) tooMuch();
      else chunks.push(chunk);
    }
  } catch {
    // The stream broke because the process was ended; what was read stands.
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function endTree(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  if (windows) {
    await execa("taskkill", ["/pid", String(pid), "/t", "/f"], { reject: false, timeout: 5000 });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Already gone.
  }
}
