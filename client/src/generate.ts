/** Generate Manim video: asks for a topic and how to make it, starts the job and stays with it. */
import * as vscode from "vscode";
import { problem, problemKinds, type ProblemCode } from "../../protocol/problems.js";
import { providers, type Provider } from "../../protocol/settings.js";
import { followJob } from "./followJob.js";
import { outputFolder } from "./preflight.js";
import { offer, showProblem, wordsOf } from "./problemMessage.js";
import type { KeyState, KeyStore } from "./secrets.js";
import type { Services } from "./services.js";
import { configuredSettings } from "./settings.js";

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
  const provider = await withKey(services.keys, answers.provider ?? (await askProvider(await services.keys.state())));
  if (provider === undefined) return undefined;
  const backend = await services.server.ready();
  const answer = await backend.generate({ topic, out: place.folder, provider });
  if (!answer.ok) {
    await showProblem(answer.problem);
    return undefined;
  }
  services.jobs.accept(answer.value);
  followJob(services, answer.value);
  return answer.value.id;
}

/** What a key binding or a test may say in the user's place. */
function answersFrom(given: unknown): { topic?: string; provider?: Provider } {
  if (typeof given !== "object" || given === null) return {};
  const { topic, provider } = given as Record<string, unknown>;
  return {
    ...(typeof topic === "string" && { topic }),
    ...(providers.includes(provider as Provider) && { provider: provider as Provider }),
  };
}

/** The code of what is wrong with a topic, or null. */
export function topicFault(topic: string): ProblemCode | null {
  if (topic.trim() === "") return "topic-empty";
  return topic.length > longestTopic ? "topic-too-long" : null;
}

async function askTopic(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: "Generate Manim video",
    prompt: "What should the video explain?",
    placeHolder: "Why does the derivative of sin equal cos?",
    ignoreFocusOut: true,
    validateInput: (text) => {
      const fault = topicFault(text);
      return fault
        ? {
            message: `${problemKinds[fault].title}. ${problemKinds[fault].fix}`,
            severity: vscode.InputBoxValidationSeverity.Error,
          }
        : undefined;
    },
  });
}

const keyWords: Record<KeyState, string> = {
  set: "API key is set",
  unset: "no API key yet",
  lost: "API key must be entered again",
};

async function askProvider(key: KeyState): Promise<Provider | undefined> {
  const picks: (vscode.QuickPickItem & { provider: Provider })[] = [
    {
      provider: "auto",
      label: "$(wand) Automatic",
      description: key === "set" ? "Gemini" : "templates",
      detail: "Gemini when a key is set, otherwise templates",
    },
    {
      provider: "templates",
      label: "$(library) Built-in templates (no key)",
      description: "on this computer",
      detail: "Classic topics, or your outline with points, formulas, plots and tables",
    },
    {
      provider: "gemini",
      label: "$(sparkle) Gemini",
      description: keyWords[key],
      detail: "Plans the video for your topic and writes each scene",
    },
  ];
  const picked = await vscode.window.showQuickPick(picks, {
    title: "Generate Manim video: mode",
    placeHolder: "How should it be made?",
    ignoreFocusOut: true,
  });
  return picked?.provider;
}

/** Gemini without a key becomes a question: give one, or use the templates. */
async function withKey(keys: KeyStore, provider: Provider | undefined): Promise<Provider | undefined> {
  if (provider !== "gemini" || (await keys.state()) === "set") return provider;
  let chosen: Provider | undefined;
  await offer("warning", wordsOf(problem("key-missing", "Gemini needs one.")), [
    { title: "Set API key", run: async () => (chosen = (await keys.ask()) ? "gemini" : undefined) },
    { title: "Use templates", run: () => (chosen = "templates") },
  ]);
  return chosen;
}
