/** Where on the picture a finding is drawn. */
import type { FrameArea } from "../../../protocol/problems.js";

/** Percent of the picture's width or height. */
export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Least extent in percent, so that a thin or outlying thing can still be seen and clicked. */
const least = 3;

/** The part of an area that lies on the picture; of one that lies beside it, a strip of the nearest edge. */
export function rectangleOf({ left, top, right, bottom }: FrameArea): Rectangle {
  const [x, width] = stretch(left, right);
  const [y, height] = stretch(top, bottom);
  return { left: x, top: y, width, height };
}

function stretch(from: number, to: number): [start: number, extent: number] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)].map((part) => Math.min(100, Math.max(0, part * 100)));
  const extent = Math.max(least, (high ?? 0) - (low ?? 0));
  return [Math.min(low ?? 0, 100 - extent), extent];
}
