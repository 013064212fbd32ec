/** What an idempotency key is compared by: the wish as it was sent, whatever the order of its fields. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../llm/canonicalJson.js";
import type { VideoWish } from "./videoService.js";

export function hashOfWish(wish: VideoWish): string {
  return createHash("sha256").update(canonicalJson(wish)).digest("hex");
}
