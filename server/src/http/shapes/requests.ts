/** What is asked for over HTTP, checked. */
import { z } from "zod";
import { modes, qualities } from "../../../../protocol/settings.js";
import type { VideoWish } from "../../service/videoService.js";
import { statuses } from "./jobShape.js";

/** The editor's own models can be reached from an editor alone. */
const providers = ["auto", "templates", "gemini", "openai"] as const;
/** Anything that is seen; as a pattern it means the same to readers of the document who take it by code points. */
// eslint-disable-next-line no-control-regex -- Control characters are not seen.
const visible = /[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/;

export const VideoRequest = z
  .strictObject({
    topic: z.string().min(1).max(50_000).regex(visible).describe("Free words, or an outline in Markdown"),
    quality: z.enum(qualities).optional().describe("480p15, 720p30, 1080p60 or 2160p60"),
    provider: z.enum(providers).optional().describe("auto: Gemini where the server has a key, else the templates"),
    mode: z.enum(modes).optional().describe("batch: at half price, within a day"),
    model: z
      .string()
      .max(100)
      .regex(/^([a-z]+\/[\w.:-]+(\/[\w.:-]+)*)?$/)
      .optional()
      .describe("provider/model"),
    scenes: z.int().min(0).max(30).optional().describe("0 leaves it to the author"),
    language: z.string().max(40).optional(),
    style: z.string().max(500).optional(),
    max_usd: z.number().min(0).max(1_000_000).optional().describe("Most that it may cost; 0 for the server's own cap"),
    deadline: z
      .int()
      .min(0)
      .max(172_800)
      .optional()
      .describe("Seconds after which what a batch has not answered is asked for at once"),
  })
  .meta({ id: "VideoRequest" });

export function wishOf({ max_usd, ...same }: z.infer<typeof VideoRequest>): VideoWish {
  return { ...same, ...(max_usd === undefined ? {} : { maxUsd: max_usd }) };
}

export const JobParams = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) });

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional()
    .describe("The `next` of the page before"),
  status: z.enum(statuses).optional(),
});

export const KeyHeaders = z.looseObject({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .describe("The same key with the same body makes one job, however often it is sent"),
});

/** What an address of /video-url carries in place of a token. */
export const SignedParts = {
  user: z.string().max(64).optional(),
  expires: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  signature: z.string().max(100).optional(),
};
