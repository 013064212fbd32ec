/** Finds scene classes in a text without running it, so that CodeLens is there even while the code is broken. */

export interface SceneClass {
  name: string;
  /** From 0, as in LSP. */
  line: number;
}

const classLine = /^class\s+([A-Za-z_]\w*)\s*\(([^)]*)\)\s*:/;

/** Classes that derive, directly or through another class of the file, from something called …Scene. */
export function scenesIn(text: string): SceneClass[] {
  const found: SceneClass[] = [];
  for (const [line, content] of text.split("\n").entries()) {
    const match = classLine.exec(content);
    const [name, bases] = [match?.[1], match?.[2]?.split(",").map((base) => base.trim()) ?? []];
    const isScene = bases.some((base) => /(^|\.)\w*Scene$/.test(base) || found.some((known) => known.name === base));
    if (name !== undefined && isScene) found.push({ name, line });
  }
  return found;
}

/** Whether a Python text is worth running: it uses Manim, or defines a scene. */
export function looksLikeScenes(text: string): boolean {
  return /^\s*(from|import)\s+manim\b/m.test(text) || scenesIn(text).length > 0;
}
