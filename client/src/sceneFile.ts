/** Scene classes as they stand in a Python text. The backend knows them exactly; this is for menus and for what the cursor stands in. */

export interface SceneClass {
  name: string;
  /** Lines of the class, counted from 0, the end exclusive. */
  start: number;
  end: number;
}

/** Whether a Python text uses Manim, so that the backend has something to say about it. */
export function usesManim(text: string): boolean {
  return /^[ \t]*(from[ \t]+manim\b|import[ \t]+([\w.]+[ \t]*(as[ \t]+\w+)?,[ \t]*)*manim\b)/m.test(text);
}

/** Top-level classes with a base whose name ends in Scene. */
export function sceneClasses(text: string): SceneClass[] {
  const lines = text.split(/\r\n|\r|\n/);
  const found: SceneClass[] = [];
  lines.forEach((line, start) => {
    const name = /^class\s+(\w+)\s*\([^)]*Scene\b/.exec(line)?.[1];
    if (name === undefined) return;
    const next = lines.findIndex((other, index) => index > start && /^[^\s#)]/.test(other));
    found.push({ name, start, end: next === -1 ? lines.length : next });
  });
  return found;
}
