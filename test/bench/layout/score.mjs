// The rule by which a finding finds an injected fault, and by which a finding in a clean scene is a false alarm.

/**
 * @typedef {import("./corpus.mjs").Fault} Fault
 * @typedef {import("./corpus.mjs").KnownFinding} KnownFinding
 *
 * @typedef {object} Finding
 * @property {string} code
 * @property {string} message
 * @property {number} [line]
 * @property {number} [time]
 * @property {number} [until]
 * @property {{ line?: number, message?: string }[]} [related]
 */

/** Seconds that a finding's interval may lie beside the fault's. */
const slack = 0.25;
/** Part of an empty or still stretch that a finding has to cover. */
const covered = 0.5;

/**
 * A fault is found by a finding of its code that the clean scene does not have, that shows while the fault shows, and
 * that names one of its lines (as its place or a related one) or one of its objects.
 * @param {Fault} fault
 * @param {Finding[]} findings Of the scene with the fault.
 * @param {Finding[]} clean Of the scene without.
 * @returns {boolean}
 */
export function isFound(fault, findings, clean) {
  const old = new Set(clean.map((finding) => key(finding, finding.line)));
  return findings.some(
    (finding) =>
      finding.code === fault.code &&
      !old.has(key(finding, cleanLine(fault, finding.line))) &&
      (fault.names.length === 0 ? covers(fault, finding) : touches(fault, finding) && names(fault, finding)),
  );
}

/**
 * @param {Finding} finding
 * @param {number | undefined} line In the clean scene.
 */
const key = ({ code, message }, line) => `${code} ${line ?? "-"} ${message.replace(/[\d.]+/g, "#")}`;

/**
 * The line that this one was before the patch; a line that was put in has none.
 * @param {Fault} fault
 * @param {number | undefined} line
 */
function cleanLine({ patch }, line) {
  if (line === undefined || line <= patch.line - (patch.replaces ? 1 : 0)) return line;
  if (patch.replaces) return line === patch.line ? undefined : line;
  return line <= patch.line + patch.lines.length ? undefined : line - patch.lines.length;
}

/**
 * @param {Fault} fault
 * @param {Finding} finding
 */
function touches(fault, { time, until }) {
  if (time === undefined) return true;
  return time <= fault.until + slack && (until ?? time) >= fault.from - slack;
}

/**
 * @param {Fault} fault
 * @param {Finding} finding
 */
function covers(fault, { time, until }) {
  if (time === undefined || until === undefined) return false;
  return Math.min(until, fault.until) - Math.max(time, fault.from) >= covered * (fault.until - fault.from);
}

/**
 * @param {Fault} fault
 * @param {Finding} finding
 */
function names(fault, { line, message, related = [] }) {
  const lines = [line, ...related.map((place) => place.line)];
  if (lines.some((one) => one !== undefined && fault.lines.includes(one))) return true;
  const text = [message, ...related.map((place) => place.message ?? "")].join(" ");
  return fault.names.some((name) => new RegExp(`(?<![\\w.])${name.replace(/[[\]]/g, "\\$&")}(?!\\w)`).test(text));
}

/**
 * @param {string} scene
 * @param {Finding[]} findings Of the clean scene.
 * @param {KnownFinding[]} known
 * @returns {Finding[]}
 */
export function falseAlarms(scene, findings, known) {
  return findings.filter(({ code }) => !known.some((one) => one.scene === scene && one.code === code));
}

/**
 * For manim-vision, whose findings name no variable and no line: any collision that the clean scene does not have and
 * that shows while the fault shows counts, whatever it is between.
 * @param {Fault} fault
 * @param {Finding[]} findings
 * @param {Finding[]} clean
 * @returns {boolean}
 */
export function isFoundByPeer(fault, findings, clean) {
  const old = new Set(clean.map((finding) => finding.message));
  return findings.some((finding) => !old.has(finding.message) && touches(fault, finding));
}
