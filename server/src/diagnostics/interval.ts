import type { Problem } from "../../../protocol/problems.js";

/** The message of a problem; what a viewer sees only for a while is told with its while. */
export function withInterval({ message, time, until }: Problem): string {
  if (time === undefined || until === undefined) return message;
  return `${message} From ${seconds(time)} s to ${seconds(until)} s of the video.`;
}

function seconds(time: number): string {
  return time.toFixed(1).replace(/\.0$/, "");
}
