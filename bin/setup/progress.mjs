/** How long steps tell that they are alive: a line when one begins, one every few seconds, and one when it ends. */

/**
 * @typedef {object} ProgressEvent
 * @property {"begin" | "beat" | "end" | "note"} kind
 * @property {string} title What is being done, for example: Installing Python packages.
 * @property {number} seconds Since the step began.
 * @property {string} detail The last thing the tool said, or how long the step is expected to take.
 */

/** @typedef {(event: ProgressEvent) => void} Report */

const beatSeconds = 4;

/**
 * Runs one long step and reports on it. `say` sets the detail that the next beat shows.
 * @template T
 * @param {Report} report
 * @param {string} title
 * @param {string} expected How long it usually takes, for example: about a minute. May be empty.
 * @param {(say: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(report, title, expected, work) {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  let detail = "";
  report({ kind: "begin", title, seconds: 0, detail: expected });
  const timer = setInterval(() => report({ kind: "beat", title, seconds: seconds(), detail }), beatSeconds * 1000);
  try {
    const value = await work((line) => (detail = line.trim()));
    report({ kind: "end", title, seconds: seconds(), detail: "" });
    return value;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Writes each event as one line.
 * @param {{ write(text: string): unknown }} stream
 * @returns {Report}
 */
export function linesTo(stream) {
  return (event) => stream.write(`manim-video: ${wording(event)}\n`);
}

/** @param {ProgressEvent} event */
function wording({ kind, title, seconds, detail }) {
  const shortDetail = detail.length > 90 ? `${detail.slice(0, 89)}…` : detail;
  if (kind === "begin") return `${title}${shortDetail === "" ? "" : ` (${shortDetail})`} …`;
  if (kind === "beat") return `${title}: ${seconds} s${shortDetail === "" ? "" : `, ${shortDetail}`}`;
  if (kind === "end") return `${title}: done in ${seconds} s`;
  return `${title}${detail === "" ? "" : `: ${detail}`}`;
}
