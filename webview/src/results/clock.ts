import { clock } from "../jobTimes.js";

/** Seconds of a video as a player shows them. */
export const clockWords = (seconds: number): string => clock(Math.floor(seconds + 0.001));
