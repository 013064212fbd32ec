/** A failure of the set-up that the user can do something about; its codes are those of protocol/problems.ts. */
export class SetupProblem extends Error {
  /**
   * @param {"python-missing" | "python-too-old" | "manim-missing" | "system-library-missing" | "setup-failed" | "disk-full" | "disk-read-only"} code
   * @param {string} message What happened, in one sentence.
   * @param {string} fix What to do about it, in one sentence or one command.
   * @param {{ tail?: string }} [details] The last output of the tool that failed.
   */
  constructor(code, message, fix, { tail = "" } = {}) {
    super(message);
    this.name = "SetupProblem";
    this.code = code;
    this.fix = fix;
    this.tail = tail;
  }
}

/**
 * Tells the failures of a file system apart from other failures of a step.
 * @param {unknown} error
 * @param {string} folder The folder being written when it happened.
 * @returns {unknown} A {@link SetupProblem} where the user can help, else the error as it was.
 */
export function explainFileError(error, folder) {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new SetupProblem(
      "disk-full",
      `The disk is full: ${folder} cannot be written.`,
      "Free about 1 GB and start again.",
    );
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    const fix = "Correct its permissions, or name another folder in MANIM_VIDEO_HOME.";
    return new SetupProblem("disk-read-only", `The folder ${folder} cannot be written.`, fix);
  }
  return error;
}

/** The command was not understood; the code is `usage`. */
export class WrongUse extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "WrongUse";
    this.code = "usage";
    this.fix = "Run manim-video --help.";
  }
}
