/** Commands of the list of finished videos and of the player. */
import * as vscode from "vscode";
import { reveal } from "./reveal.js";
import type { Services } from "./services.js";

/** `given`: a video's address, or a job. */
export async function revealVideo(_: Services, given?: unknown): Promise<void> {
  const uri = addressOf(given) ?? vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const file = uri instanceof vscode.Uri ? uri : (uri as { uri?: vscode.Uri } | undefined)?.uri;
  if (file?.scheme === "file") await reveal(file);
}

/** Shows a job of the list in the panel. */
export function showVideoJob({ panel, server }: Services, given?: unknown): void {
  server.startSoon();
  const { id } = (given ?? {}) as { id?: unknown };
  panel.show(typeof id === "string" ? id : undefined);
}

function addressOf(given: unknown): vscode.Uri | undefined {
  if (typeof given === "string") return vscode.Uri.parse(given);
  if (given instanceof vscode.Uri) return given;
  const { video } = (given ?? {}) as { video?: unknown };
  return typeof video === "string" ? vscode.Uri.file(video) : undefined;
}
