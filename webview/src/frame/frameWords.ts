/** What the live frame says in words. */
import type { LiveFrameView, ShownFrame } from "../../../protocol/liveFrame.js";
import { problemKinds, type Problem } from "../../../protocol/problems.js";
import type { IconName } from "../icons.js";
import { counted, t, translated } from "../l10n.js";

/** Where the picture is: its line and its moment of the video. */
export function placeWords({ line, time }: Pick<ShownFrame, "line" | "time">): string {
  return t("Line {0}, {1} s", line, time.toFixed(1));
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
      return { icon: "running", text: t("Drawing…"), isStale: frame !== null };
    case "failed":
      return { icon: state.problem.severity, text: failureWords(state.problem, frame !== null), isStale: true };
    case "untrusted":
      return { icon: "warning", text: t("This workspace is not trusted"), isStale: false };
    case "empty":
      return { icon: "information", text: t("No scene here"), isStale: false };
    case "current": {
      if (frame?.stopped) return { icon: "error", text: stopWords(frame.stopped, frame.line), isStale: false };
      const count = frame?.findings.length ?? 0;
      if (count === 0) return { icon: "check", text: t("No layout findings"), isStale: false };
      return { icon: "warning", text: counted(count, "{0} layout finding", "{0} layout findings"), isStale: false };
    }
  }
}

/** A scene goes on after a statement that fails where it can. */
function stopWords({ line, message }: Problem, shown: number): string {
  if (line !== undefined && line < shown) return t("Drawn without line {0}, which fails: {1}", line, sentence(message));
  if (line === undefined) return t("The scene stops before this line: {0}", sentence(message));
  return t("The scene stops at line {0}: {1}", line, sentence(message));
}

function failureWords({ code, message, line }: Problem, isOld: boolean): string {
  const title = translated(problemKinds[code].title);
  const place = line === undefined ? title : t("{0} (line {1})", title, line);
  const words = `${place}: ${sentence(message)}`;
  return isOld ? t("{0} The picture is from before.", words) : words;
}

/** Python's own messages have no full stop. */
function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A finding as the rectangle on the picture is called. */
export function findingName(number: number, finding: Problem): string {
  const words = `${number}. ${translated(problemKinds[finding.code].title)}: ${finding.message}`;
  return finding.line === undefined ? words : t("{0} Line {1}.", words, finding.line);
}

/** The sentence for a screen reader once the view has come to rest; empty while it has not. */
export function announcementOf(view: LiveFrameView): string {
  const { frame, state } = view;
  if (state.kind === "working") return "";
  const { text } = statusOf(view);
  return state.kind === "current" && frame ? `${frame.scene}, ${placeWords(frame)}. ${text}` : text;
}
