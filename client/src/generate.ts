/** Generate Manim video: asks for a topic and how to make it, starts the job and stays with it. */
import * as vscode from "vscode";
import { translated } from "./translated.js";
import { problem, problemKinds, type ProblemCode } from "../../protocol/problems.js";
import { agreeToQuote, isQuoted } from "./agreeToQuote.js";
import { askWay, withWhatItNeeds } from "./chooseWay.js";
import { followJob } from "./followJob.js";
import { outputFolder } from "./preflight.js";
import { showProblem } from "./problemMessage.js";
import type { Services } from "./services.js";
import { configuredSettings } from "./settings.js";
import { wayFrom } from "./ways.js";

/** More than this is refused by the backend as well. */
const longestTopic = 50_000;

/** Returns the job's id once it is in the journal, or undefined when it was not started. `given` answers for the user. */
export async function generateVideo(services: Services, given?: unknown): Promise<string | undefined> {
  const { settings } = configuredSettings();
  const place = outputFolder(settings.outputFolder);
  if ("problem" in place) {
    await showProblem(place.problem);
    return undefined;
  }
  const answers = answersFrom(given);
  const topic = answers.topic ?? (await askTopic());
  if (topic === undefined) return undefined;
  const fault = topicFault(topic);
  if (fault) {
    await showProblem(problem(fault, ""));
    return undefined;
  }
  const asked = wayFrom(given) ?? (await askWay(services.keys, vscode.l10n.t("Generate Manim video: mode"), false));
  const way = asked && (await withWhatItNeeds(services.keys, asked));
  if (way === undefined) return undefined;
  const backend = await services.server.ready();
  const shared = { out: place.folder, ...way };
  const task = { topics: [{ topic }], shared };
  const { provider, mode = settings.mode } = way;
  const asks = isQuoted({ provider, mode, maxUsd: settings.maxUsd });
  if (asks && !(await agreeToQuote(backend, task, { what: vscode.l10n.t("this video") }))) return undefined;
  const answer = await backend.generate({ topic, ...shared });
  if (!answer.ok) {
    await showProblem(answer.problem);
    return undefined;
  }
  services.jobs.accept(answer.value);
  followJob(services, answer.value);
  return answer.value.id;
}

/** What a key binding or a test may say in the user's place. */
function answersFrom(given: unknown): { topic?: string } {
  if (typeof given !== "object" || given === null) return {};
  const { topic } = given as Record<string, unknown>;
  return typeof topic === "string" ? { topic } : {};
}

/** The code of what is wrong with a topic, or null. */
export function topicFault(topic: string): ProblemCode | null {
  if (topic.trim() === "") return "topic-empty";
  return topic.length > longestTopic ? "topic-too-long" : null;
}

async function askTopic(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Generate Manim video"),
    prompt: vscode.l10n.t("What should the video explain?"),
    placeHolder: vscode.l10n.t("Why does the derivative of sin equal cos?"),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const fault = topicFault(text);
      return fault
        ? {
            message: `${translated(problemKinds[fault].title)}. ${translated(problemKinds[fault].fix)}`,
            severity: vscode.InputBoxValidationSeverity.Error,
          }
        : undefined;
    },
  });
}
