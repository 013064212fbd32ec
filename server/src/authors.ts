/** Chooses who writes: the templates, or the model the request and the keys lead to. */
import type { JobRequest } from "../../protocol/job.js";
import { problem, ProblemError } from "../../protocol/problems.js";
import type { Settings } from "../../protocol/settings.js";
import type { Author } from "./llm/author.js";

/** Where keys come from; a key is asked for at each use and kept nowhere. */
export interface KeySource {
  geminiKey(): Promise<string | null>;
  hasGeminiKey(): Promise<boolean>;
}
