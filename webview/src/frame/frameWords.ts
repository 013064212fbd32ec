/** What the live frame says in words. */
import type { LiveFrameView, ShownFrame } from "../../../protocol/liveFrame.js";
import { problemKinds, type Problem } from "../../../protocol/problems.js";
import type { IconName } from "../icons.js";

/** Where the picture is: its line and its moment of the video. */
export function placeWords({ line, time }: Pick<ShownFrame, "line" | "time">): string {
  return `Line ${line}, ${time.toFixed(1)} s`;
}

export interface Status {
  icon: IconName;
  text: string;
  /** Whether the picture in sight is of an earlier text or place. */
  isStale: boolean;
}

/** What is known of the picture in sight. */
export function statusOf({ frame, state }: LiveFrameView): Status {
  switch (state.kind) {
    case "working":
      return { icon: "running", text: "Drawing…", isStale: frame !== null };
    case "failed":
      return { icon: state.problem.severity, text: failureWords(state.problem, frame !== null), isStale: true };
    case "untrusted":
      return { icon: "warning", text: "This workspace is not trusted", isStale: false };
    case "empty":
      return { icon: "information", text: "No scene here", isStale: false };
    case "current": {
      if (frame?.stopped) return { icon: "error", text: stopWords(frame.stopped, frame.line), isStale: false };
      const count = frame?.findings.length ?? 0;
      if (count === 0) return { icon: "check", text: "No layout findings", isStale: false };
      return { icon: "warning", text: count === 1 ? "1 layout finding" : `${count} layout findings`, isStale: false };
    }
  }
}

/** A scene goes on after a statement that fails where it can. */
function stopWords({ line, message }: Problem, shown: number): string {
  if (line !== undefined && line < shown) return `Drawn without line ${line}, which fails: ${sentence(message)}`;
  return `The scene stops ${line === undefined ? "before this line" : `at line ${line}`}: ${sentence(message)}`;
}

function failureWords({ code, message, line }: Problem, isOld: boolean): string {
  const place = line === undefined ? "" : ` (line ${line})`;
  const words = `${problemKinds[code].title}${place}: ${sentence(message)}`;
  return isOld ? `${words} The picture is from before.` : words;
}

/** Python's own messages have no full stop. */
function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A finding as the rectangle on the picture is called. */
export function findingName(number: number, finding: Problem): string {
  const line = finding.line === undefined ? "" : ` Line ${finding.line}.`;
  return `${number}. ${problemKinds[finding.code].title}: ${finding.message}${line}`;
}

/** The sentence for a screen reader once the view has come to rest; empty while it has not. */
export function announcementOf(view: LiveFrameView): string {
  const { frame, state } = view;
  if (state.kind === "working") return "";
  const { text } = statusOf(view);
  return state.kind === "current" && frame ? `${frame.scene}, ${placeWords(frame)}. ${text}` : text;
}
