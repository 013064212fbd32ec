/** The contract of the live frame: what its webview asks of the extension, and what the extension tells the webview. */
import type { Problem } from "./problems.js";

/** A picture with an address that the webview may load. */
export interface ShownFrame {
  url: string;
  width: number;
  height: number;
  scene: string;
  /** First line of the statement that ran last, from 1. */
  line: number;
  /** Seconds of video time. */
  time: number;
  /** What stopped the scene before the line of the cursor. */
  stopped: Problem | null;
  /** Layout findings of this moment. */
  findings: Problem[];
}

/** What the view is about. A picture that is older than its state says stays in sight. */
export type LiveFrameState =
  /** The picture is of the cursor's line and the text as it is. */
  | { kind: "current" }
  /** The text or the cursor has moved on; the next picture is being drawn. */
  | { kind: "working" }
  /** No picture of the cursor's line can be drawn. */
  | { kind: "failed"; problem: Problem }
  /** The cursor is in no scene. */
  | { kind: "empty" }
  | { kind: "untrusted" };

/** Everything the view shows. */
export interface LiveFrameView {
  /** Name of the file, without its folder; empty when none is followed. */
  file: string;
  frame: ShownFrame | null;
  state: LiveFrameState;
}

/** Extension to webview. `target` is kept by the page over a reload of the window. */
export interface LiveFrameUpdate {
  type: "view";
  view: LiveFrameView;
  target: LiveFrameTarget | null;
}

/** Webview to extension. */
export type LiveFrameMessage =
  /** The page has started, or was shown again, and wants everything. */
  | { type: "ready" }
  /** Shows a line of the followed file, from 1. */
  | { type: "reveal"; line: number }
  | { type: "trust" }
  | { type: "doctor" };

/** The place in a document that the view follows. */
export interface LiveFrameTarget {
  uri: string;
  /** From 1. */
  line: number;
}
