/** Addresses that a player can use: they need no token and expire. */
import { z } from "zod";
import { problems } from "../answers/documented.js";
import type { Routes } from "../context.js";
import { requireFile } from "../files/sendFile.js";
import { JobParams } from "../shapes/requests.js";

const Addresses = z
  .object({
    url: z.string().describe("The video"),
    expires_at: z.string(),
    captions_url: z.string(),
    thumbnail_url: z.string(),
  })
  .meta({ id: "VideoAddresses" });

export const videoUrl: Routes = (app, context) => {
  const { service, addresses, publicUrl } = context;
  app.get(
    "/videos/jobs/:id/video-url",
    {
      schema: {
        ...{ tags: ["files"], summary: "An address for <video>, which needs no token and expires", params: JobParams },
        querystring: z.object({
          expires_in: z.coerce.number().int().min(60).max(86_400).default(3600).describe("Seconds"),
        }),
        response: { 200: Addresses, ...problems(404, 409) },
      },
    },
    async (request, reply) => {
      const { params, query, user } = request;
      const job = await service.job(params.id, user);
      const { key } = await requireFile(context, job, "video");
      const expires = Math.floor(Date.now() / 1000) + query.expires_in;
      const base = publicUrl === "" ? `${request.protocol}://${request.host}` : publicUrl;
      const path = request.routeOptions.url?.replace(":id", job.id).replace(/\/video-url$/, "") ?? "";
      const signed = (name: string): string => `${base}${path}/${name}?${addresses.sign(user, job.id, expires)}`;
      // A bucket has addresses of its own, which spare this server the bytes.
      const direct = await service.objects.address(key, query.expires_in);
      return reply.header("cache-control", "no-store").send({
        url: direct ?? signed("stream"),
        expires_at: new Date(expires * 1000).toISOString(),
        captions_url: signed("captions"),
        thumbnail_url: signed("thumbnail"),
      });
    },
  );
};
