/** Every command of the manifest and what it runs. */
import * as vscode from "vscode";
import { allowImport } from "./allowImport.js";
import { applyFix, discardFix, fixScene } from "./fixScene.js";
import { diagnose } from "./doctor.js";
import { generateVideo } from "./generate.js";
import { cancelJob, openCode, openJobPanel, openVideo, resumeJob } from "./jobCommands.js";
import { clearApiKey, setApiKey } from "./keyCommands.js";
import { problemOf, showProblem } from "./problemMessage.js";
import { checkScene, previewScene, renderScene, renderToHere } from "./sceneCommands.js";
import type { Services } from "./services.js";
import { generateList } from "./topicList.js";
import { revealVideo, showVideoJob } from "./videoCommands.js";

type Command = (services: Services, ...given: unknown[]) => unknown;

export const commands: Record<string, Command> = {
  "manimVideo.generate": generateVideo,
  "manimVideo.generateList": generateList,
  "manimVideo.openJobPanel": openJobPanel,
  "manimVideo.checkScene": checkScene,
  "manimVideo.previewScene": previewScene,
  "manimVideo.renderScene": renderScene,
  "manimVideo.renderToHere": renderToHere,
  "manimVideo.showFrame": ({ liveFrame }) => liveFrame.show(),
  "manimVideo.fixScene": fixScene,
  "manimVideo.applyFix": applyFix,
  "manimVideo.discardFix": discardFix,
  "manimVideo.allowImport": allowImport,
  "manimVideo.resumeJob": resumeJob,
  "manimVideo.cancelJob": cancelJob,
  "manimVideo.openVideo": openVideo,
  "manimVideo.openCode": openCode,
  "manimVideo.revealVideo": revealVideo,
  "manimVideo.showVideoJob": showVideoJob,
  "manimVideo.setApiKey": setApiKey,
  "manimVideo.clearApiKey": clearApiKey,
  "manimVideo.doctor": diagnose,
  "manimVideo.showLog": ({ log }) => log.show(),
};

/** Registers all commands; an error that no command expected becomes a notification and a line in the log. */
export function registerCommands(services: Services): vscode.Disposable[] {
  return Object.entries(commands).map(([id, command]) =>
    vscode.commands.registerCommand(id, async (...given: unknown[]) => {
      try {
        return await command(services, ...given);
      } catch (error) {
        if (error instanceof vscode.CancellationError) return undefined;
        services.log.error(id, error);
        await showProblem(problemOf(error));
        return undefined;
      }
    }),
  );
}
