/** The title of a scene as Typst markup for the `TITLE = ` line of its file. */
import { typstText } from "./typstText.js";

const lettersOnOneLine = 56;
/** Points of Typst text at the size that scenes are written for. */
const usualPoints = 10;

/** A long title is set smaller, so that it stays on the line that the template keeps free for it. */
export function titleMarkup(title: string): string {
  const markup = typstText(title);
  if (title.length <= lettersOnOneLine) return markup;
  return `#text(size: ${((usualPoints * lettersOnOneLine) / title.length).toFixed(1)}pt)[${markup}]`;
}
