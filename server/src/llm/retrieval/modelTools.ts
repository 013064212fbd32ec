/** What a model may call while it writes a scene: a search of the installed Manim's API, and the real check of a draft. */
import type { Problem } from "../../../../protocol/problems.js";
import type { Tool } from "../completion/request.js";
import { extractCode } from "../prompts/extractCode.js";
import type { Installed } from "../prompts/manimRules.js";
import { listed } from "../prompts/problemList.js";
import type { ApiIndex } from "./apiIndex.js";
import { apiText, type Chosen } from "./apiText.js";
import { fits } from "./fitting.js";

export interface ModelToolsOptions {
  /** Throws ProblemError when Manim cannot be described; the model is told. */
  api(signal: AbortSignal): Promise<ApiIndex>;
  installed(): Promise<Installed>;
  /** Runs the code as a check does and gives the errors of this scene, none for code that runs clean. */
  check(code: string, className: string, signal: AbortSignal): Promise<Problem[]>;
}

/** Tokens that one search may answer with. */
const searchBudget = 1200;
const mostHits = 12;
/** Seconds: a check has limits of its own, and may wait for others. */
const checkTimeout = 300;

/** The tools for the author of the scene of this class. */
export function modelTools(className: string, options: ModelToolsOptions): Tool[] {
  return [searchManimApi(options), checkDraft(className, options)];
}

/** Finds names of the installed Manim by words or by name. */
export function searchManimApi({ api, installed }: Pick<ModelToolsOptions, "api" | "installed">): Tool {
  return {
    name: "search_manim_api",
    description:
      "Searches the API of the installed Manim. Give a class, a method such as Axes.plot, or words for what you want to do. Answers signatures, arguments and an example.",
    parameters: {
      type: "object",
      properties: { query: { type: "string", description: "A name, or a few words." } },
      required: ["query"],
    },
    async run({ query }, signal) {
      const words = typeof query === "string" ? query.slice(0, 500) : "";
      const [index, here] = await Promise.all([api(signal), installed()]);
      const text = apiText(found(index, words, here), searchBudget);
      return text === "" ? `The installed Manim ${index.manim} has nothing like ${JSON.stringify(words)}.` : text;
    },
  };
}

function found(index: ApiIndex, query: string, installed: Installed): Chosen[] {
  const names = [...new Set(query.match(/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)?/gu) ?? [])];
  const exact = names.flatMap((name) => {
    const [owner = "", own] = name.split(".");
    const member = own === undefined ? undefined : index.member(owner, own);
    return [index.get(name) ?? member ?? [], own === undefined ? index.membersNamed(name) : []].flat();
  });
  const inherited = exact.filter(({ kind }) => kind === "class").flatMap(({ name }) => [...index.membersOf(name)]);
  const close = names.filter((name) => name.length > 3).flatMap((name) => index.near(name));
  const hits = index.search(query, { most: mostHits, keep: (entry) => fits(entry, index, installed) });
  return [
    ...exact.map((entry) => ({ entry, whole: true })),
    ...hits.map(({ entry }) => ({ entry })),
    ...[...inherited, ...close].map((entry) => ({ entry })),
  ];
}

/** Runs the real check on a draft and answers its problems. */
export function checkDraft(className: string, { check }: Pick<ModelToolsOptions, "check">): Tool {
  return {
    name: "check_draft",
    description: `Runs a whole Python file that defines ${className} as it will be run, without drawing, and answers its problems, or that it runs clean. Use it before you answer.`,
    parameters: {
      type: "object",
      properties: { code: { type: "string", description: "The whole file." } },
      required: ["code"],
    },
    timeout: checkTimeout,
    async run({ code }, signal) {
      const draft = extractCode(typeof code === "string" ? code : "", className);
      if (!draft.ok) return draft.reason;
      const problems = await check(draft.code, className, signal);
      if (problems.length === 0) return `${className} runs clean.`;
      return listed(problems, draft.code.split("\n"));
    },
  };
}
