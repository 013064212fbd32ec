/** Whether the server is there, whether it can work, and its figures. */
import { z } from "zod";
import { problems } from "../answers/documented.js";
import type { Routes } from "../context.js";
import { problemShape, ProblemShape } from "../shapes/problemShape.js";

const tags = ["server"];
/** Milliseconds in which the service has to say whether it can work. */
const bound = 10_000;
const Readiness = z.object({ status: z.enum(["ready", "not ready"]), problems: z.array(ProblemShape) });

export const serverState: Routes = (app, { service, scrub, metrics }) => {
  app.get(
    "/health",
    {
      config: { access: "anyone", rateLimit: false },
      schema: {
        ...{ tags, summary: "Whether the server is there", security: [] },
        response: { 200: z.object({ status: z.literal("ok") }), ...problems() },
      },
    },
    () => ({ status: "ok" as const }),
  );

  app.get(
    "/ready",
    {
      config: { access: "anyone", rateLimit: false },
      schema: {
        ...{ tags, summary: "Whether it can make videos now", security: [] },
        response: { ...problems(), 200: Readiness, 503: Readiness },
      },
    },
    async (_request, reply) => {
      const found = await service.troubles(AbortSignal.timeout(bound));
      const ready = found.length === 0;
      const answer = { problems: found.map((one) => problemShape(one, "", scrub)) };
      return reply
        .code(ready ? 200 : 503)
        .header("cache-control", "no-store")
        .send({ status: ready ? "ready" : "not ready", ...answer });
    },
  );

  app.get(
    "/metrics",
    {
      config: { rateLimit: false },
      schema: {
        ...{ tags, summary: "Figures for Prometheus" },
        response: {
          200: { description: "Prometheus text", content: { "text/plain": { schema: z.string() } } },
          ...problems(),
        },
      },
    },
    async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.page()),
  );
};
