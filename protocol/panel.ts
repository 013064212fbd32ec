/** The contract of the job panel: what the webview asks of the extension, and what the extension tells the webview. */
import type { BatchSummary } from "./batch.js";
import type { Job } from "./job.js";
import type { CallName } from "./calls/panelCalls.js";
import type { Answer } from "./server.js";

/** Webview to extension. */
export type PanelMessage =
  /** The webview has started, or was shown again, and wants everything. */
  | { type: "ready" }
  | { type: "cancel"; id: string }
  | { type: "resume"; id: string }
  /** All jobs of a list that have not ended; all of it that are not finished. */
  | { type: "cancelList"; list: string }
  | { type: "resumeList"; list: string }
  /** Opens the scene's file, or the first scene when none is named. */
  | { type: "openCode"; id: string; file?: string }
  | { type: "openVideo"; id: string }
  | { type: "revealFolder"; id: string }
  | { type: "setKey" }
  /** A job that the page shows and was not sent; answered by `job`, or by `gone`. */
  | { type: "wantJob"; id: string }
  /** A question of protocol/calls; the answer bears the same number. */
  | { type: "call"; id: number; name: CallName; value: unknown }
  /** Nobody waits for the answer any more. */
  | { type: "endCall"; id: number };

/** A job with addresses the webview may load. */
export interface PanelJob extends Job {
  videoUrl: string | null;
  captionsUrl: string | null;
  thumbnailUrl: string | null;
  /** Of the stills of its scenes, in their order. */
  stillUrls: (string | null)[];
}

/** Extension to webview. */
export type HostMessage =
  /** Those that run or wait, their lists, and some others: the list is paged (protocol/calls/historyCalls.ts). */
  | { type: "jobs"; jobs: PanelJob[] }
  | { type: "job"; job: PanelJob }
  /** There is no such job any more. */
  | { type: "gone"; id: string }
  | { type: "batch"; batch: BatchSummary }
  /**
   * The user asked for this job somewhere else, and wants to see it now; it may not be in the list yet. One that has
   * ended by itself is shown `aside`: it takes nobody out of another view.
   */
  | { type: "select"; id: string; aside?: true }
  /** Shows the view of this name (webview/src/views.ts). */
  | { type: "show"; view: string }
  /** The backend is starting, running or gone. */
  | { type: "backend"; state: "starting" | "running" | "stopped" }
  /** The user has put the cursor on what the video shows at this second. */
  | { type: "seek"; id: string; time: number }
  /** These scenes' files are other ones than those that the video was made from. */
  | { type: "changedCode"; id: string; files: string[] }
  | { type: "answer"; id: number; answer: Answer<unknown> };

/** What the webview keeps over a reload of itself. */
export interface PanelState {
  selected: string | null;
  /** The view whose tab is selected; absent in what an older version has kept. */
  view?: string;
  /** What is typed into the form for a new video; of whatever shape the version that kept it had. */
  newVideo?: unknown;
  /** Whether the code follows the video that is played. */
  followsCode?: boolean;
}
