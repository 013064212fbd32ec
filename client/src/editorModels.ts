/** Which models the editor itself has. */
import * as vscode from "vscode";

/** A model as a picker shows it, and as `manimVideo.model` names it. */
export interface NamedModel {
  label: string;
  description: string;
  model: string;
}

/** Milliseconds within which the editor names its models: their extensions may have to start first. */
const longestWait = 3_000;

/** Never rejects; none where the editor has no models, or does not say in time. */
export async function editorModels(): Promise<NamedModel[]> {
  const { promise: late, resolve } = Promise.withResolvers<vscode.LanguageModelChat[]>();
  const timer = setTimeout(resolve, longestWait, []);
  try {
    const models = await Promise.race([vscode.lm.selectChatModels(), late]);
    return models.map(({ name, vendor, id }) => ({
      ...{ label: name || id, description: vendor, model: `editor/${vendor}/${id}` },
    }));
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
}
