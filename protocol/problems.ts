/**
 * Every problem that this product can report: one code, one title, one piece of advice, used word for word in the
 * editor, the panel, the CLI and the HTTP answer. docs/problems.md has a section for each (a test compares them).
 */

export type Severity = "error" | "warning" | "information";

/** What a code always means; `message` of a {@link Problem} adds what happened this time. */
export interface ProblemKind {
  readonly severity: Severity;
  readonly title: string;
  /** What the user can do about it. */
  readonly fix: string;
  /** Whether trying the same thing again may succeed. */
  readonly retryable: boolean;
}

const error = (title: string, fix: string, retryable = false): ProblemKind => ({
  severity: "error",
  title,
  fix,
  retryable,
});
const warning = (title: string, fix: string): ProblemKind => ({ severity: "warning", title, fix, retryable: false });

export const problemKinds = {
  // Scene code
  "syntax-error": error("Python cannot read this code", "Correct the marked place."),
  "undefined-name": error("This name is not defined", "Correct the spelling, or define or import the name first."),
  "unknown-attribute": error(
    "This object has no such attribute",
    "Correct the spelling, or use an attribute the installed Manim has.",
  ),
  "unknown-argument": error("This call does not take that argument", "Rename or remove the argument."),
  "import-failed": error("A module could not be imported", "Correct the import, or install the module beside Manim."),
  "scene-exception": error("The scene stops with an exception", "Correct the marked line, or run Fix with AI."),
  "scene-exit": error("The scene ends the program", "Remove the call that exits Python."),
  "scene-timeout": error("The scene takes too long", "Look for an endless loop, or raise manimVideo.check.timeout."),
  "scene-memory": error(
    "The scene needs too much memory",
    "Use fewer or simpler objects, or raise manimVideo.limits.memory.",
  ),
  "scene-output": error("The scene prints or writes too much", "Remove the print calls or the file writing."),
  "scene-crashed": error(
    "Python crashed while it ran the scene",
    "Remove the code that was running; the log has its last output.",
    true,
  ),
  "scene-empty": error("The scene shows nothing", "Add at least one self.play(…) or self.wait()."),
  "scene-missing": error("There is no such scene in the file", "Name a Scene class that the file defines."),
  "no-scene": error("The file has no scene", "Define a class that derives from Scene and has a construct method."),
  "unsafe-code": error(
    "The scene uses something a scene has no need of",
    "Remove it, or allow the module in manimVideo.allowedImports.",
  ),
  "latex-missing": error(
    "The scene needs LaTeX, which is not installed",
    "Use MathTypst or Typst instead of MathTex or Tex, or install LaTeX.",
  ),
  // What a viewer would see of a scene
  "layout-off-frame": warning("Something lies outside the picture", "Move it inwards, or scale it down."),
  "layout-overlap": warning("Two texts overlap", "Move one of them, or take the first away before the second comes."),
  "layout-crossing": warning(
    "A text is crossed by something else",
    "Move it clear, or put a background rectangle behind the text.",
  ),
  "layout-small-text": warning("A text is too small to read", "Make it larger, or show less at once."),
  "layout-contrast": warning(
    "A text can hardly be told from what is behind it",
    "Choose a colour further from the background; WCAG asks for 4.5 to 1, or 3 to 1 for large text.",
  ),
  "layout-empty": warning("The picture stays empty", "Show something, or shorten the wait."),
  "layout-still": warning("Nothing moves for long", "Shorten the wait, or let something move."),
  // Asked for
  "topic-empty": error("No topic was given", "Type what the video should explain."),
  "topic-too-long": error("The topic is too long", "Keep it under 50,000 characters, or split it into several videos."),
  "topic-unknown": warning(
    "No template knows this topic",
    "Set a Gemini key for a video written for it, or give an outline: a heading, points, formulas, plots and tables.",
  ),
  "outline-unclear": warning(
    "A line of the outline cannot be shown as it was meant",
    "Correct the line of the outline and start again; it is shown as plain text until then.",
  ),
  "template-broken": warning(
    "A built-in template cannot be used",
    "Install Manim Video again; topics of the other templates are not affected.",
  ),
  usage: error("The command was not understood", "Run manim-video --help."),
  "setting-invalid": error("A setting has a value that cannot be used", "Correct the setting."),
  "file-missing": error("The file cannot be read", "Check the path and its permissions."),
  "storyboard-invalid": error(
    "storyboard.json cannot be used",
    "Correct the marked place; the file's JSON schema lists what is allowed.",
  ),
  "scene-replaced": warning(
    "The scene was rewritten because its plan changed",
    "The earlier code is kept in scenes/.earlier.",
  ),
  "job-missing": error("There is no such job", "Run manim-video jobs list."),
  "job-running": error("The job is already running", "Wait for it, or cancel it first."),
  "workspace-untrusted": error("This workspace is not trusted", "Trust the workspace to run scene code."),
  "workspace-missing": error("No folder is open", "Open a folder for the video's files."),
  "scene-cancelled": warning("A scene was cancelled", "Resume the video to make it after all."),
  cancelled: {
    severity: "information",
    title: "Cancelled",
    fix: "Resume the job to go on from its last finished step.",
    retryable: true,
  },
  // The machine
  "python-missing": error("Python was not found", "Install Python 3.11 or newer, or set manimVideo.pythonPath."),
  "python-too-old": error(
    "Python is too old",
    "Manim needs Python 3.11 or newer: install it, or set manimVideo.pythonPath.",
  ),
  "manim-missing": error(
    "Manim is not installed for this Python",
    'Run Manim Video: Doctor to install it, or pip install "manim[typst]".',
  ),
  "manim-too-old": error("Manim is too old", 'Run pip install -U "manim[typst]>=0.22" with this Python.'),
  "typst-missing": warning(
    "Typst is not installed for this Python",
    'Run pip install "manim[typst]" for formulas without LaTeX.',
  ),
  "system-library-missing": error("System libraries for Manim are missing", "Run the command shown."),
  "sandbox-missing": warning("Scene code runs without a sandbox here", "On Linux install bubblewrap."),
  "setup-failed": error(
    "Setting up did not finish",
    "Do what the message says and start again: finished steps are kept.",
    true,
  ),
  "gpu-missing": warning(
    "Manim's OpenGL renderer does not work here",
    "Install a graphics driver with EGL, or set manimVideo.useGpu (USE_GPU_ACCELERATION) to false; the usual renderer is used.",
  ),
  "gpu-unsuited": warning(
    "Manim's OpenGL renderer cannot draw this scene",
    "Nothing needs to be done: the usual renderer has drawn it.",
  ),
  "worker-lost": error("The Manim process ended unexpectedly", "Try again; the log has its last output.", true),
  "disk-full": error("The disk is full", "Free some space and resume the job.", true),
  "disk-read-only": error(
    "The folder cannot be written",
    "Choose a folder you may write to, or correct its permissions.",
  ),
  "storage-unavailable": error(
    "The storage cannot be reached or answers with an error",
    "Check the connection and resume the job: it is uploaded, nothing is rendered again.",
    true,
  ),
  "storage-refused": error(
    "The storage refuses the request",
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to keys that may read and write the bucket, and resume the job.",
  ),
  "storage-missing": error(
    "The storage has no such bucket",
    "Make the bucket, or correct manimVideo.s3.bucket and manimVideo.s3.region, and resume the job.",
  ),
  "storage-corrupt": error(
    "What the storage took is not what was sent",
    "Resume the job: it is uploaded again, nothing is rendered again.",
    true,
  ),
  "queue-unavailable": error(
    "The queue cannot be reached",
    "Check that Redis runs and that --queue names it; jobs go on by themselves once it answers.",
    true,
  ),
  "queue-evicts": error(
    "The queue's Redis may throw jobs away",
    "Set maxmemory-policy noeviction in its configuration, and appendonly yes so that jobs survive its restart.",
  ),
  "path-refused": error("The path lies outside the video's folder", "Keep scene files inside the folder of the video."),
  "render-failed": error("The scene could not be rendered", "Check the scene and try again.", true),
  "combine-failed": error("The scenes could not be combined", "Resume the job; the log has the reason.", true),
  // The provider
  "key-missing": error(
    "No API key is set",
    "Run Manim Video: Set API key, or set GEMINI_API_KEY, or use the templates provider.",
  ),
  "key-rejected": error("The provider rejected the API key", "Set a valid key and resume the job; nothing is lost."),
  "model-unknown": error("The provider does not know this model", "Choose another model in manimVideo.model."),
  "rate-limited": error("The provider's rate limit is reached", "Wait a little and resume the job.", true),
  "provider-unavailable": error(
    "The provider cannot be reached or answers with an error",
    "Check the connection and resume the job.",
    true,
  ),
  "provider-timeout": error("The provider did not answer in time", "Resume the job.", true),
  "provider-refused": error("The provider refused the request", "The message has its reason.", false),
  "answer-refused": error("The model declined to answer", "Rephrase the topic."),
  "answer-truncated": error("The model's answer was cut off", "Resume the job, or ask for fewer scenes.", true),
  "answer-empty": error("The model's answer was empty", "Resume the job.", true),
  "answer-invalid": error("The model's answer could not be used", "Resume the job.", true),
  "answer-missing": error("The batch came back without this answer", "It is asked for again by itself.", true),
  "answer-mismatched": error(
    "The batch gave this request the answer of another",
    "The answer is not used; it is asked for again by itself.",
    true,
  ),
  "batch-failed": error("The provider's batch failed", "Its requests are asked for one by one.", true),
  "batch-expired": error(
    "The provider's batch expired before it was worked on",
    "What is missing is asked for one by one.",
    true,
  ),
  "batch-unsure": error(
    "It is not known whether the provider took the batch",
    "It is looked for in the provider's list; nothing is sent twice.",
    true,
  ),
  "batch-missing": error("There is no such batch", "Run manim-video batch list."),
  "request-too-large": error("A request is larger than the provider takes", "Shorten it."),
  "request-duplicate": error("Two requests have the same id", "Give each request an id of its own."),
  "list-invalid": error("A line of the list cannot be used", "Correct the marked line."),
  "list-empty": error("The list has no requests", "Add at least one line."),
  "cap-exceeded": error(
    "The work would cost more than its cap",
    "Raise --max-usd or manimVideo.maxUsd, or ask for less.",
  ),
  "price-unknown": warning(
    "The price of this model is not known",
    "Give its price in the file named by manimVideo.pricesFile.",
  ),
  "model-retiring": warning("The model is about to retire", "Choose a current model in manimVideo.model."),
  "model-swapped": warning("Another model answered than was asked", "Choose a current model in manimVideo.model."),
  "cache-missing": error("There is no such context cache", "Run manim-video caches list; it may have expired."),
  "cache-refused": error("The provider refused the context cache", "The message has its reason."),
  "tool-unknown": error("The model called a tool that was not offered", "Nothing needs to be done; the model is told."),
  "tool-failed": error("A tool failed or took too long", "Nothing needs to be done; the model is told."),
  "tool-limit": error("The model kept calling tools and gave no answer", "Raise the limit of tool calls.", true),
  "request-timeout": error("The request took longer than it was given", "Allow more time, or try again.", true),
  "deadline-passed": warning("The deadline came before the batch", "What is missing is asked for one by one."),
  "repair-exhausted": error(
    "The scene still fails after its repairs",
    "Open the code and correct the marked line, then resume the job.",
  ),
  // Asked over HTTP
  "request-invalid": error(
    "The request was not understood",
    "Correct what the message names; /docs has every request.",
  ),
  "route-missing": error("There is nothing at this address", "The addresses are listed at /docs."),
  "method-refused": error("This address does not take that method", "The Allow header names those it takes."),
  "token-rejected": error(
    "The token is missing or not known",
    "Send Authorization: Bearer and a token; manim-video serve token makes one.",
  ),
  "host-refused": error(
    "The request came by a name or a page that is not this server's",
    "Use the server's own address, or name the other with --allow-host.",
  ),
  "address-refused": error("This address has expired or was changed", "Ask for a new one at /video-url."),
  "job-unfinished": error("The job has no such file yet", "Wait until its status is completed.", true),
  "idempotency-conflict": error(
    "This idempotency key was used for another request",
    "Use a key of its own for each request.",
  ),
  "too-many-requests": error("There are too many requests at once", "Wait as long as Retry-After says.", true),
  "too-many-jobs": error("This user has too many jobs under way", "Wait until one has ended, or cancel one.", true),
  "range-refused": error("The file has no such range", "Ask for bytes inside the size that Content-Range names."),
  "server-draining": error("The server is about to end and takes no new work", "Try again shortly.", true),
  // Ourselves
  "state-broken": error("The job's saved state cannot be read", "Start the video again; its files are kept."),
  "internal-error": error("Something went wrong inside Manim Video", "Please report it with the log.", true),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;

/** A stretch of a text; lines and columns start at 1, columns count UTF-16 code units, the end is exclusive. */
export interface Span {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A change of a text that is offered to the user, never applied unasked in the editor. */
export interface TextFix {
  /** What the user reads, for example: Change to `Write`. */
  title: string;
  edits: (Span & { text: string })[];
}

/** A rectangle of the frame in parts of its width and height, from its top left corner; it may reach beyond 0 and 1. */
export interface FrameArea {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Another place or exception that explains a problem. */
export interface RelatedPlace extends Partial<Span> {
  message: string;
}

/** The stage of a job in which something failed, as an error of its kind. */
export type FailureKind =
  "PlanningError" | "CodeGenerationError" | "RenderingError" | "CombiningError" | "StorageError";

/** What went wrong this time. `message` is a sentence of its own and never holds a key. */
export interface Problem extends Partial<Span> {
  code: ProblemCode;
  severity: Severity;
  message: string;
  /** Absolute path, or relative to the video's folder in a job. */
  file?: string;
  scene?: string;
  /** Seconds of video time; of a finding that lasts, when it starts to hold. */
  time?: number;
  /** Seconds of video time until which a finding holds. */
  until?: number;
  /** Where on the frame a finding is. */
  area?: FrameArea;
  /** What to do: the kind's advice, or a command for this case. */
  fix: string;
  related?: RelatedPlace[];
  fixes?: TextFix[];
  /** Of unsafe code: the name in manimVideo.allowedImports that would let it through, if one would. */
  allow?: string;
  /** Of an error in a job: what kind of failure it is there. */
  failure?: FailureKind;
}

/** A module by its name, with or without the package it lies in. */
export const modulePattern = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** Makes a problem of this code with the code's own severity and advice. */
export function problem(
  code: ProblemCode,
  message: string,
  more: Partial<Omit<Problem, "code" | "message">> = {},
): Problem {
  const kind = problemKinds[code];
  return { code, severity: kind.severity, message, fix: kind.fix, ...more };
}

/** Those of the problems that keep the work from being done. */
export function errorsOf(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ severity }) => severity === "error");
}

/** A failure that carries its problem across awaits; thrown inside a process, never sent. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.message, options);
    this.name = "ProblemError";
  }
}
