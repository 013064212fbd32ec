/** What every route works with. */
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { VideoService } from "../service/videoService.js";
import type { SignedAddresses } from "./access/signedAddresses.js";
import type { Scrub } from "./answers/withoutPaths.js";
import type { Bounded } from "./bounded.js";
import type { Metrics } from "./metrics.js";

export interface HttpContext {
  service: VideoService;
  scrub: Scrub;
  addresses: SignedAddresses;
  metrics: Metrics;
  /** Answers that last. */
  open: { files: Bounded; events: Bounded };
  /** What callers see in front of paths, such as https://videos.example.org; the Host they asked by where it is empty. */
  publicUrl: string;
  /** Whether callers need one. */
  tokens: boolean;
  /** Requests of a user in a minute that make jobs. */
  createsPerMinute: number;
  /** Aborted when the server ends. */
  closing: AbortSignal;
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
export type Routes = (app: App, context: HttpContext) => void;

declare module "fastify" {
  interface FastifyRequest {
    /** Whose token it came with; set before any route runs. */
    user: string;
  }
  interface FastifyContextConfig {
    /** `anyone`: needs no token. `signed`: takes an address of /video-url in its place. A user's token by default. */
    access?: "anyone" | "signed";
  }
}
