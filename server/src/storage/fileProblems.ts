/** What the operating system says about files, in the product's words. */
import { problem, ProblemError, type Problem, type ProblemCode } from "../../../protocol/problems.js";

const codes: Record<string, ProblemCode> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EROFS: "disk-read-only",
  EACCES: "disk-read-only",
  EPERM: "disk-read-only",
  ENOENT: "file-missing",
  EISDIR: "file-missing",
  ENOTDIR: "disk-read-only",
};

/** The problem behind an error of the file system, or null when it is something else. */
export function fileProblem(error: unknown, path: string): Problem | null {
  const { code: given = "", syscall } = (error ?? {}) as NodeJS.ErrnoException;
  // Node says this of a folder that could not be made with its parents, for example on a read-only disk.
  const code = given === "ENOENT" && syscall === "mkdir" ? "disk-read-only" : codes[given];
  return code === undefined ? null : problem(code, `${path}: ${(error as Error).message}`, { file: path });
}

/** Runs work on a path; what the file system refuses is thrown as ProblemError. */
export async function onFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = fileProblem(error, path);
    throw known === null ? error : new ProblemError(known, { cause: error });
  }
}
