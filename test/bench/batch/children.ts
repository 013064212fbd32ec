/** Processes that a bench starts: what they print is waited for, and they end with it. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Starts a module under this Node, works with the first line it prints, and ends it. */
export async function withProcess<T>(args: readonly string[], work: (line: string) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  try {
    return await work(await lastLine(child, 1));
  } finally {
    child.stdin.end();
    child.kill("SIGTERM");
    await ended;
  }
}

/** The line after which no more are waited for. Throws when there is none. */
export async function lastLine(child: ChildProcess, lines: number): Promise<string> {
  if (child.stdout === null) throw new Error("The process has no output.");
  let last = "";
  let read = 0;
  for await (const line of createInterface(child.stdout)) {
    last = line;
    read += 1;
    if (read >= lines) break;
  }
  if (last === "") throw new Error("The process printed nothing.");
  return last;
}
