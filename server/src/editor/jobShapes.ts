/** The shape of what is asked for videos. Each field of a request is here: one that is new is refused until it has a shape. */
import { z } from "zod";
import { batchForms, contextWishes, type JobRequest, type TopicEntry } from "../../../protocol/job.js";
import { modes, providers, qualities } from "../../../protocol/settings.js";

const text = z.string();
const amount = z.number().min(0);
const quality = z.enum(qualities);

const topicFields = {
  ...{ id: text, scenes: amount, quality, language: text, style: text },
} satisfies Record<keyof Omit<TopicEntry, "topic">, z.ZodType>;

/** Whose a video is, a user of the editor does not say. */
const requestFields = {
  ...{ quality, provider: z.enum(providers), mode: z.enum(modes), model: text, sceneModel: text, helperModel: text },
  ...{ context: z.enum(contextWishes), batchForm: z.enum(batchForms), maxUsd: amount, deadline: amount },
  ...{ scenes: amount, language: text, style: text, list: text },
} satisfies Record<keyof Omit<JobRequest, "topic" | "out" | "user">, z.ZodType>;

export const Topic = z.object({ topic: text, ...z.object(topicFields).partial().shape });

/** What videos share. */
export const Shared = z.object({ out: text.min(1), ...z.object(requestFields).partial().shape });

/** One video. */
export const Video = Shared.extend({ topic: text });
