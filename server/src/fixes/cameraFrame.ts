/** The camera's frame: an attribute of the scene in ManimGL, of a MovingCameraScene's camera in Manim Community. */
import { tokensOf, type Token } from "../rewrites/pythonTokens.js";
import type { Change } from "./changes.js";
import { isForManimGl } from "./oldImports.js";

/** Bases that a MovingCameraScene can stand for without anything of theirs being missed. */
const plainScenes = new Set(["Scene", "InteractiveScene"]);

/** The frame by its name of today, and the scene class that has one. Scenes in space are left: their camera has none. */
export function cameraFrameChanges(code: string): Change[] {
  const tokens = tokensOf(code);
  const classes = tokens.flatMap((token, place) =>
    token.text === "class" && tokens[place + 2]?.text === "("
      ? [{ place, base: tokens[place + 3], end: tokens[place + 4] }]
      : [],
  );
  return classes.flatMap(({ place, base, end }, which) => {
    const body = tokens.slice(place, classes[which + 1]?.place);
    const uses = framesIn(body, isForManimGl(code));
    const isPlain = base !== undefined && end?.text === ")" && plainScenes.has(base.text);
    if (uses.length === 0 || base === undefined || (!isPlain && base.text !== "MovingCameraScene")) return [];
    const frame = uses.flatMap(({ from, to }) => ({ start: from.start, end: to.end, text: "self.camera.frame" }));
    return [...(isPlain ? [{ start: base.start, end: base.end, text: "MovingCameraScene" }] : []), ...frame];
  });
}

/** `self.camera.frame`, `self.camera_frame`, and `self.frame` where ManimGL has it. */
function framesIn(tokens: readonly Token[], gl: boolean): { from: Token; to: Token }[] {
  return tokens.flatMap((from, place) => {
    const [dot, second, dot2, third] = tokens.slice(place + 1, place + 5);
    if (from.text !== "self" || dot?.text !== "." || second === undefined) return [];
    if (second.text === "camera" && dot2?.text === "." && third?.text === "frame") return [{ from, to: third }];
    const isFrame = second.text === "camera_frame" || (gl && second.text === "frame");
    return isFrame && dot2?.text !== "=" ? [{ from, to: second }] : [];
  });
}
